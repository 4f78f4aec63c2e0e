import Hummingbird
import Kernel

/// What the token's person asks about their own data.
struct RightsAPI: Sendable {
  let actions: RightsActions

  func register(on routes: Routes) {
    routes.get("/rights-requests", .signedIn, face: .api, list)
    routes.post("/rights-requests", .signedIn, face: .api, ask)
  }

  @Sendable func list(_ call: Call) async throws -> Response {
    let requests = try await actions.requests(of: call.viewer)
    return try call.json(RightsListReply(requests: requests.map(RightsReply.init)))
  }

  @Sendable func ask(_ call: Call) async throws -> Response {
    let body = try await call.decode(RightsBody.self)
    guard let kind = RightsRequest.Kind(rawValue: body.kind) else {
      throw Problem(field: "kind", "problem.field-value")
    }
    let id = try await actions.ask(
      kind, words: body.words ?? "", by: call.viewer,
      key: call.command("rights.ask", try JSONText.encode(body)))
    return try call.json(
      RightsReply(try await actions.request(id, of: call.viewer)), status: .created)
  }
}

struct RightsBody: Codable {
  let kind: String
  let words: String?
}

struct RightsListReply: Encodable { let requests: [RightsReply] }

struct RightsReply: Encodable {
  let id: String
  let kind: String
  let state: String
  let words: String
  let asked_at: Timestamp
  let due_at: Timestamp
  let decided_at: Timestamp?
  let answer: String?

  init(_ request: RightsRequest) {
    id = request.id.rawValue
    kind = request.kind.rawValue
    state = request.state.rawValue
    words = request.words
    asked_at = request.askedAt
    due_at = request.dueAt
    decided_at = request.decidedAt
    answer = request.answer
  }
}
