import Foundation
import Gateways
import Kernel

extension AppSettings {
  /// The carrier of text messages: what the environment says; else the demo has a simulator, and
  /// a real site says that nothing was sent.
  ///
  /// `LINLI_SMS_URL` takes a POST of `LINLI_SMS_BODY` (JSON with `{phone}`, `{text}`, `{template}`,
  /// `{key}`); `LINLI_SMS_STATUS_URL` and `LINLI_SMS_AUTHORIZATION` are optional.
  func sms(now: @escaping @Sendable () -> Timestamp) -> any SMSGateway {
    if let carrier { return HTTPSMS(carrier) }
    return web.isDemo ? SimulatedSMS(now: now) : NoSMS()
  }

  /// Nil without an address.
  static func carrier(_ environment: [String: String]) -> HTTPSMS.Settings? {
    guard let url = environment["LINLI_SMS_URL"].flatMap({ URL(string: $0) }) else { return nil }
    let body =
      environment["LINLI_SMS_BODY"]
      ?? #"{"phone":"{phone}","text":"{text}","template":"{template}","key":"{key}"}"#
    return HTTPSMS.Settings(
      url: url, body: body,
      statusURL: environment["LINLI_SMS_STATUS_URL"].flatMap { URL(string: $0) },
      authorization: environment["LINLI_SMS_AUTHORIZATION"])
  }
}
