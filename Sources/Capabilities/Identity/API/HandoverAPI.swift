import Hummingbird
import Kernel

/// Where the shell in WeChat turns its code into a token for its web-view.
struct HandoverAPI: Sendable {
  let actions: WeChatActions

  func register(on routes: Routes) {
    routes.post("/wechat/handovers", .everyone, face: .api, begin)
  }

  /// Whether there is a mini-program comes before what is wrong with the code.
  @Sendable func begin(_ call: Call) async throws -> Response {
    guard actions.isOpen else { throw Problem(.notFound) }
    let body = try await call.decode(HandoverBody.self)
    let token = try await actions.handOver(code: try body.checked())
    return try call.json(
      HandoverReply(token: token, seconds: Handover.tokenSeconds), status: .created)
  }
}

/// What the wire brings.
struct HandoverBody: Decodable {
  let code: String

  /// Throws `Problem(.invalid)`.
  func checked() throws -> String {
    guard Handover.codeLengths.contains(code.utf8.count),
      code.utf8.allSatisfy({ (33...126).contains($0) })
    else { throw Problem(field: "code", "problem.field-value") }
    return code
  }
}

struct HandoverReply: Encodable {
  let token: String
  /// How long it is good for.
  let seconds: Int64
}
