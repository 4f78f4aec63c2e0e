import Contracts
import Hummingbird
import Kernel

/// Mandates and consents of the token's person.
struct MandateAPI: Sendable {
  let actions: MandateActions
  let consents: ConsentActions

  func register(on routes: Routes) {
    routes.get("/mandates", .signedIn, face: .api, list)
    routes.post("/mandates", .signedIn, face: .api, ask)
    routes.get("/mandates/{id}", .signedIn, face: .api, show)
    routes.post("/mandates/{id}/moves", .signedIn, face: .api, move)
    routes.get("/consents", .signedIn, face: .api, listConsents)
    routes.post("/consents", .signedIn, face: .api, sayConsent)
  }

  @Sendable func list(_ call: Call) async throws -> Response {
    let overview = try await actions.overview(of: call.viewer)
    let person = try MandateActions.person(call.viewer)
    return try call.json(
      MandateListReply(
        mandates: overview.mandates.compactMap { mandate in
          MandateReply(
            mandate, overview.switches[mandate.id] ?? [], overview.cards, for: person,
            at: call.now)
        }))
  }

  @Sendable func show(_ call: Call) async throws -> Response {
    let look = try await actions.look(try call.id(), as: call.viewer)
    let person = try MandateActions.person(call.viewer)
    guard
      let reply = MandateReply(look.mandate, look.switches, look.cards, for: person, at: call.now)
    else { throw Problem(.notFound) }
    return try call.json(reply)
  }

  @Sendable func ask(_ call: Call) async throws -> Response {
    let body = try await call.decode(AskBody.self)
    let receipt = try await actions.ask(
      try body.ask(), by: call.viewer,
      key: call.command("mandates.ask", try JSONText.encode(body)))
    return try call.json(
      ReceiptReply(id: receipt.id.rawValue, code: receipt.code), status: .created,
      headers: [.location: call.site.link("/api/v1/mandates/\(receipt.id)")])
  }

  /// Whether there is such a mandate comes before what is wrong with the move.
  @Sendable func move(_ call: Call) async throws -> Response {
    let id: Identifier<Mandate> = try call.id()
    let body = try await call.decode(MandateMoveBody.self)
    _ = try await actions.look(id, as: call.viewer)
    try await actions.move(
      id, try body.asMove(), by: call.viewer,
      key: call.command("mandates.move:\(id)", try JSONText.encode(body)))
    return try await show(call)
  }

  @Sendable func listConsents(_ call: Call) async throws -> Response {
    try await consentReply(call)
  }

  @Sendable func sayConsent(_ call: Call) async throws -> Response {
    let body = try await call.decode(ConsentBody.self)
    guard let purpose = ConsentPurpose(rawValue: body.purpose),
      ConsentActions.own.contains(purpose)
    else { throw Problem(field: "purpose", "problem.field-value") }
    guard let word = ConsentActions.Word(rawValue: body.word) else {
      throw Problem(field: "word", "problem.field-value")
    }
    do {
      try await consents.say(
        word, to: purpose, version: body.version, by: call.viewer,
        key: call.command("consents.say", try JSONText.encode(body)))
    } catch let problem as Problem where problem.kind == .staleVersion {
      throw Problem(field: "version", "consent.changed")
    }
    return try await consentReply(call)
  }

  private func consentReply(_ call: Call) async throws -> Response {
    let books = try await consents.books(of: call.viewer)
    return try call.json(
      ConsentListReply(
        consents: books.compactMap { ConsentReply($0, at: call.now, in: call.language) }))
  }
}
