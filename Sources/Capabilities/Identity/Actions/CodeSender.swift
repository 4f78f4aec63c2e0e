import Civics
import Gateways
import Kernel

/// Sends a one-time code by text message.
struct CodeSender: Sendable {
  let sms: any SMSGateway
  let words: Words

  static let template = "sign-in.sms"

  /// Whether the message may have gone out; false when it certainly did not.
  func send(
    _ code: String, to phone: PhoneNumber, key: String, minutes: Int64, in language: Language
  ) async throws -> Bool {
    let text = words.text(
      Self.template, ["code": code, "n": String(minutes)], in: language)
    do {
      _ = try await sms.send(
        SMSMessage(key: key, phone: phone, template: Self.template, text: text))
      return true
    } catch GatewayFault.outcomeUnknown {
      // It may arrive: the code stays good, and another can be asked for after the pause.
      return true
    } catch is GatewayFault {
      return false
    }
  }
}
