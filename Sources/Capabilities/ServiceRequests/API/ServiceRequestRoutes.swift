import Casework
import Hummingbird
import Kernel

/// The JSON face of service requests: decode, call one action, encode.
struct ServiceRequestRoutes: Sendable {
  let actions: ServiceRequestActions

  func register(on routes: Routes) {
    routes.get("/services", .everyone, face: .api, services)
    routes.post("/requests", .everyone, face: .api, submit)
    routes.get("/requests", .everyone, face: .api, list)
    routes.get("/requests/mine", .signedIn, face: .api, mine)
    routes.get("/requests/queue", .canAny(Self.desk), face: .api, queue)
    routes.get("/requests/{id}", .everyone, face: .api, show)
    routes.post("/requests/{id}/moves", .signedIn, face: .api, move)
  }

  static let desk: [Permission] = [
    .searchRequests, .dispatchRequests, .patrolRequests, .handleRequests, .approveRequests,
    .superviseRequests,
  ]

  @Sendable func services(_ call: Call) throws -> Response {
    try call.json(
      actions.catalogue.services.map { service in
        ServiceReply(service, words: call.platform.renderer.words, call.language)
      })
  }

  /// Files a request; without a person the token must be an API client's (`decisions.md`).
  @Sendable func submit(_ call: Call) async throws -> Response {
    guard call.viewer.isSignedIn || call.viewer.client != nil else { throw Problem(.signInNeeded) }
    let body = try await call.decode(SubmissionBody.self)
    var submission = body.submission
    submission.source = .api
    let receipt = try await actions.submit(
      submission, by: call.viewer,
      key: call.command("requests.submit", try JSONText.encode(submission)))
    return try call.json(
      ReceiptReply(receipt), status: .created,
      headers: [.location: call.site.link("/api/v1/requests/" + receipt.id)])
  }

  @Sendable func list(_ call: Call) async throws -> Response {
    let query = try QueryReader.read(try call.query())
    return try call.json(ListReply(try await actions.shared(query)))
  }

  @Sendable func mine(_ call: Call) async throws -> Response {
    let query = try QueryReader.read(try call.query())
    return try call.json(ListReply(try await actions.mine(query, of: call.viewer)))
  }

  @Sendable func queue(_ call: Call) async throws -> Response {
    let query = try QueryReader.read(try call.query())
    return try call.json(ListReply(try await actions.list(query, for: call.viewer)))
  }

  @Sendable func show(_ call: Call) async throws -> Response {
    let (dossier, _) = try await actions.dossierOrShared(try call.id(), for: call.viewer)
    return try call.json(DossierReply(dossier))
  }

  @Sendable func move(_ call: Call) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let body = try await call.decode(MoveBody.self)
    let moved = try await actions.move(
      id, try body.asMove(), expecting: body.version, by: call.viewer,
      key: call.command("requests.move:\(id)", try JSONText.encode(body)))
    return try call.json(MovedReply(moved))
  }
}
