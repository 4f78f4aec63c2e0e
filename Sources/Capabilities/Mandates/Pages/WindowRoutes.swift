import Contracts
import Hummingbird
import Kernel

/// The window: finding what somebody came for, and confirming or ending it with papers seen.
struct WindowRoutes: Sendable {
  let actions: MandateActions
  static let access = Access.can(.workWindow)

  func register(on routes: Routes) {
    routes.get("/window", Self.access) { try page($0, "", nil, nil) }
    routes.post("/window", Self.access, search)
    routes.get("/window/mandates/{id}", Self.access) { try await page($0, nil) }
    routes.post("/window/mandates/{id}/{move}", Self.access, move)
  }

  /// Posted, and answered at once: a telephone number belongs in no address.
  @Sendable private func search(_ call: Call) async throws -> Response {
    let text = (call.form.text("q") ?? "").trimmed
    do {
      return try page(call, text, try await actions.search(text, by: call.viewer), nil)
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try page(call, text, nil, problem)
    }
  }

  private func page(
    _ call: Call, _ text: String, _ found: [Mandate]?, _ problem: Problem?
  ) throws -> Response {
    let view = WindowView(
      text: text, found: found, errors: problem.flatMap(call.errors), MandateSay(call))
    return try call.page(
      MandatesPages.window("window", view, "window.title", call.words, call.language),
      status: call.status(problem))
  }

  private func page(_ call: Call, _ problem: Problem?) async throws -> Response {
    let look = try await actions.lookAtWindow(try call.id(), by: call.viewer)
    let posted = problem.flatMap { _ in call.form.text("document") }
    let view = WindowMandateView(
      look, actions.terms, document: posted, errors: problem.flatMap(call.errors),
      MandateSay(call))
    return try call.page(
      MandatesPages.window("window-mandate", view, "window.title", call.words, call.language),
      status: call.status(problem)
    ) { chrome in
      if let key = Self.sentences[(try? call.query().text("done")) ?? ""] {
        chrome.flash = Chrome.Flash(.ok, call.words.text(key, in: call.language))
      }
    }
  }

  @Sendable private func move(_ call: Call) async throws -> Response {
    let id: Identifier<Mandate> = try call.id()
    let name = try call.parameter("move")
    guard Self.sentences[name] != nil else { throw Problem(.notFound) }
    do {
      guard let document = call.form.text("document").flatMap(Mandate.Document.init(rawValue:))
      else { throw Problem(field: "document", "window.mistake.document") }
      let move: MandateMove =
        name == "confirm" ? .confirmAtWindow(document) : .withdrawAtWindow(document)
      let isHeard = call.form.isOn("heard")
      try await actions.moveAtWindow(
        id, move, isHeard: isHeard, by: call.viewer,
        key: call.command("mandates.window:\(id)", "\(move) \(isHeard)"))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await page(call, problem)
    }
    return call.redirect("/window/mandates/\(id)?done=" + name)
  }

  private static let sentences = [
    "confirm": "window.done.confirm", "withdraw": "window.done.withdraw",
  ]
}
