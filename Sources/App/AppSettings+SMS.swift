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

  /// Other channels, each by `LINLI_FLASH_URL`, `LINLI_VOICE_URL`, `LINLI_MINI_URL` and
  /// `LINLI_MAIL_URL` with `_BODY`, `_STATUS_URL` and `_AUTHORIZATION` as for text messages; the
  /// demo has simulators, and elsewhere a channel nobody has set up is passed over.
  ///
  /// Browsers are told by their own push services once `LINLI_PUSH_CONTACT` says whom those may
  /// write to (`mailto:` or `https:`); `LINLI_PUSH_SERVICES` replaces the list of services.
  func parties(_ world: World) -> NoticeParties {
    let now = world.now
    func party(_ name: String) -> (any NoticeGateway)? {
      if let settings = parties[name] { return HTTPNotices(settings) }
      return web.isDemo ? SimulatedNotices(now: now) : nil
    }
    return NoticeParties(
      flash: party("FLASH"), voice: party("VOICE"), mini: party("MINI"), mail: party("MAIL"),
      push: push.map { HTTPPush($0, world: world) } ?? (web.isDemo ? SimulatedPush() : nil))
  }

  static func parties(_ environment: [String: String]) -> [String: HTTPSMS.Settings] {
    let body =
      #"{"address":"{address}","title":"{title}","text":"{text}","template":"{template}","#
      + #""key":"{key}"}"#
    return Dictionary(
      ["FLASH", "VOICE", "MINI", "MAIL"].compactMap { name in
        party(environment, "LINLI_" + name, body: body).map { (name, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Nil without a contact that services could use.
  static func push(_ environment: [String: String]) -> HTTPPush.Settings? {
    guard let contact = environment["LINLI_PUSH_CONTACT"]?.trimmed,
      contact.hasPrefix("mailto:") || contact.hasPrefix("https:")
    else { return nil }
    let services = environment["LINLI_PUSH_SERVICES"].map { text in
      PushServices(text.split(separator: ",").map { String($0).trimmed })
    }
    return HTTPPush.Settings(contact: contact, services: services ?? .known)
  }

  /// Nil without an address.
  static func carrier(_ environment: [String: String]) -> HTTPSMS.Settings? {
    party(
      environment, "LINLI_SMS",
      body: #"{"phone":"{phone}","text":"{text}","template":"{template}","key":"{key}"}"#)
  }

  private static func party(
    _ environment: [String: String], _ name: String, body: String
  ) -> HTTPSMS.Settings? {
    guard let url = environment[name + "_URL"].flatMap({ URL(string: $0) }) else { return nil }
    return HTTPSMS.Settings(
      url: url, body: environment[name + "_BODY"] ?? body,
      statusURL: environment[name + "_STATUS_URL"].flatMap { URL(string: $0) },
      authorization: environment[name + "_AUTHORIZATION"])
  }
}
