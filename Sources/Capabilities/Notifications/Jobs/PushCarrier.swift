import Civics
import Gateways
import Kernel

/// All browsers of a person as one channel: what one of them has taken is sent.
///
/// Here the address of a notice is the person; the browsers' own are opened only for the call.
struct PushCarrier: NoticeGateway {
  private let actions: PushActions
  private let gateway: any PushGateway
  private let keys: SecretKeys

  /// Nil where no push service is set up.
  init?(_ actions: PushActions) {
    guard let gateway = actions.gateway, let keys = actions.keys else { return nil }
    self.actions = actions
    self.gateway = gateway
    self.keys = keys
  }

  /// What the worker in the browser shows; where a press leads it knows by itself.
  private struct Payload: Encodable {
    let title: String
    let text: String
    let lang: String
    /// A notice with the same one takes the place of the earlier.
    let tag: String
  }

  func send(_ notice: Notice) async throws -> NoticeReceipt {
    let person = Identifier<Person>(rawValue: notice.address)
    let server = try await actions.serverKey()
    let lines = try await actions.database.read {
      try PushStore.all(of: person, keys: keys, in: $0)
    }
    var taken = 0
    var fault: GatewayFault = .gone
    for line in lines {
      do {
        try await gateway.send(try push(notice, to: line, server))
        taken += 1
      } catch let told as GatewayFault {
        guard told == .gone else {
          fault = told
          continue
        }
        try await actions.forget(line.id, of: person)
      }
    }
    guard taken > 0 else { throw fault }
    return NoticeReceipt(reference: "browsers-\(taken)", state: .accepted)
  }

  /// Nobody can be asked; a repeated notice takes the place of the first in the browser.
  func receipt(for key: String) async throws -> NoticeReceipt? {
    throw GatewayFault.notConfigured
  }

  private func push(
    _ notice: Notice, to line: PushStore.Line, _ server: P256Key
  ) throws -> Push {
    let english = line.language == .english ? notice.english : nil
    let payload = Payload(
      title: english?.title ?? notice.title, text: english?.text ?? notice.text,
      lang: (english == nil ? Language.chinese : .english).tag, tag: notice.key)
    return Push(
      key: notice.key, subscription: line.subscription,
      payload: Array(try JSONText.encode(payload).utf8), server: server)
  }
}
