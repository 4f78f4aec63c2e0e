import Casework
import Contracts
import Hummingbird
import Kernel

/// The JSON face of service requests: decode, call one action, encode.
struct ServiceRequestRoutes: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory
  let intake: PhotoIntake

  func register(on routes: Routes) {
    routes.get("/services", .everyone, face: .api, services)
    routes.post("/requests", .known, face: .api, submit)
    routes.post("/files", .known, face: .api, addFile)
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

  /// Keeps a photo for the request or result that will name it; nobody sees it before that.
  @Sendable func addFile(_ call: Call) async throws -> Response {
    let bytes = try await call.bytes(
      of: ["image/jpeg", "image/png", "image/webp"], limit: AttachmentLimits.standard.photo)
    let id = try await intake.keep(bytes, 1).get()
    try await actions.sent(Identifier(rawValue: id), by: call.viewer)
    return try call.json(FileReply(file_id: id), status: .created)
  }

  /// Files a request; without a person the token must be an API client's (docs/rules.md §8).
  @Sendable func submit(_ call: Call) async throws -> Response {
    let body = try await call.decode(SubmissionBody.self)
    guard body.found_on_patrol != true || call.viewer.can(.patrolRequests) else {
      throw Problem(field: "found_on_patrol", "problem.field-value")
    }
    let finer = WireField.finer(
      service: body.service_code, item: body.item_code, latitude: body.lat, longitude: body.long,
      in: actions.catalogue)
    let receipt = try await WireField.renaming(SubmissionBody.fields, finer: finer) {
      var submission = body.submission
      let place = PlaceFinder(plan: try await directory.plan(), region: call.site.region)
      if let mistake = place.find(&submission) {
        let others = actions.mistakes(in: submission).filter { $0.field != mistake.field }
        throw Problem([mistake] + others)
      }
      let photos = submission.photos.map { Identifier<CaseFile>(rawValue: $0) }
      try await actions.requireOwn(photos, of: call.viewer)
      return try await actions.submit(
        submission, by: call.viewer,
        key: call.command("requests.submit", try JSONText.encode(submission)))
    }
    return try call.json(
      ReceiptReply(receipt), status: .created,
      headers: [.location: call.site.link("/api/v1/requests/" + receipt.id)])
  }

  @Sendable func list(_ call: Call) async throws -> Response {
    let query = try QueryReader.readExactly(try call.query())
    return try call.json(ListReply(try await actions.shared(query)))
  }

  @Sendable func mine(_ call: Call) async throws -> Response {
    let query = try QueryReader.readExactly(try call.query(), sorts: [.newest])
    return try call.json(ListReply(try await actions.mine(query, of: call.viewer)))
  }

  @Sendable func queue(_ call: Call) async throws -> Response {
    let query = try QueryReader.readExactly(try call.query())
    return try call.json(ListReply(try await actions.list(query, for: call.viewer)))
  }

  @Sendable func show(_ call: Call) async throws -> Response {
    let (dossier, _) = try await actions.dossierOrShared(try call.id(), for: call.viewer)
    return try call.json(DossierReply(dossier))
  }

  @Sendable func move(_ call: Call) async throws -> Response {
    let id: Identifier<Case> = try call.id()
    let body = try await call.decode(MoveBody.self)
    let finer = WireField.finer(
      service: body.service_code, item: body.item_code, latitude: body.lat, longitude: body.long,
      in: actions.catalogue)
    let moved = try await WireField.renaming(MoveBody.fields, finer: finer) {
      let move = try body.asMove()
      try await actions.requireOwn(move.files, of: call.viewer, on: id)
      return try await actions.move(
        id, move, expecting: body.version, by: call.viewer,
        key: call.command("requests.move:\(id)", try JSONText.encode(body)))
    }
    return try call.json(MovedReply(moved))
  }
}
