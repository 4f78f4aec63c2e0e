import Contracts
import Hummingbird
import Kernel

/// One purpose, its text of today, and the person's word to it.
struct ConsentRoutes: Sendable {
  let consents: ConsentActions

  func register(on routes: Routes) {
    routes.get("/consents/{purpose}", .signedIn, show)
    routes.post("/consents/{purpose}", .signedIn, say)
  }

  @Sendable private func show(_ call: Call) async throws -> Response {
    let book = try await consents.book(of: try purpose(call), for: call.viewer)
    guard let view = ConsentView(book, MandateSay(call)) else { throw Problem(.notFound) }
    return try call.page(MandatesPages.own("consent", view, "consent.title", call))
  }

  @Sendable private func say(_ call: Call) async throws -> Response {
    let purpose = try purpose(call)
    guard let word = call.form.text("word").flatMap(ConsentActions.Word.init(rawValue:)),
      let version = call.form.number("version").flatMap({ Int(exactly: $0) })
    else { throw Problem(field: "word", "problem.field-value") }
    try await consents.say(
      word, to: purpose, version: version, by: call.viewer,
      key: call.command("consents.say:\(purpose.rawValue)", "\(word) \(version)"))
    return call.redirect("/permissions?done=consent")
  }

  private func purpose(_ call: Call) throws -> ConsentPurpose {
    guard let purpose = ConsentPurpose(rawValue: try call.parameter("purpose")),
      ConsentActions.own.contains(purpose)
    else { throw Problem(.notFound) }
    return purpose
  }
}
