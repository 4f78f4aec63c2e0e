import Contracts
import Hummingbird
import Kernel

/// A person's own rights in the browser.
struct RightsRoutes: Sendable {
  let actions: RightsActions

  func register(on routes: Routes) {
    routes.get("/rights", .signedIn, list)
    routes.get("/rights/new/{kind}", .signedIn) { try askPage($0, nil) }
    routes.post("/rights/new/{kind}", .signedIn, ask)
    routes.get("/rights/{id}", .signedIn, show)
    routes.get("/rights/{id}/copy", .signedIn, copy)
    routes.get("/rights/{id}/file", .signedIn, file)
    routes.post("/rights/{id}/cancel", .signedIn, cancel)
    routes.post("/rights/{id}/lift", .signedIn, lift)
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    let say = RightsSay(call)
    let view = RightsView(try await actions.requests(of: call.viewer), say)
    return try call.page(page("rights", view, "right.title", call)) { $0.flash = flash(call) }
  }

  private func page(_ template: String, _ view: any Sendable, _ title: String, _ call: Call)
    -> Page
  {
    Page(
      template, view, title: call.words.text(title, in: call.language), layout: .resident,
      tab: .me)
  }

  private func kind(_ call: Call) throws -> RightsRequest.Kind {
    guard let kind = RightsRequest.Kind(rawValue: try call.parameter("kind")) else {
      throw Problem(.notFound)
    }
    return kind
  }

  private func askPage(_ call: Call, _ problem: Problem?) throws -> Response {
    let kind = try kind(call)
    let say = RightsSay(call)
    let view = RightsAskView(
      kind: kind.rawValue, title: say.kind(kind), hint: say("right.ask." + kind.rawValue),
      needsWords: kind.needsWords, isClosure: kind == .closure,
      words: call.form.text("words") ?? "", errors: problem.flatMap(call.errors))
    return try call.page(
      page("rights-ask", view, "right.title", call), status: call.status(problem))
  }

  @Sendable private func ask(_ call: Call) async throws -> Response {
    let kind = try kind(call)
    let words = call.form.text("words") ?? ""
    do {
      let id = try await actions.ask(
        kind, words: words, by: call.viewer,
        key: call.command("rights.ask:\(kind.rawValue)", words))
      return call.redirect("/rights/\(id)?done=asked")
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try askPage(call, problem)
    }
  }

  @Sendable private func show(_ call: Call) async throws -> Response {
    let look = try await actions.look(at: try call.id(), of: call.viewer)
    let view = RightsRequestView(
      look.request, isRestricted: look.isRestricted, RightsSay(call))
    return try call.page(
      page("rights-request", view, "right.title", call)
    ) { $0.flash = flash(call) }
  }

  @Sendable private func cancel(_ call: Call) async throws -> Response {
    let id: Identifier<RightsRequest> = try call.id()
    try await actions.cancel(id, by: call.viewer, key: call.command("rights.cancel:\(id)", ""))
    return call.redirect("/rights/\(id)?done=cancelled")
  }

  @Sendable private func lift(_ call: Call) async throws -> Response {
    let id: Identifier<RightsRequest> = try call.id()
    try await actions.lift(id, by: call.viewer, key: call.command("rights.lift:\(id)", ""))
    return call.redirect("/rights/\(id)?done=lifted")
  }

  /// To read, to print, or to keep as a page.
  @Sendable private func copy(_ call: Call) async throws -> Response {
    let records = try await actions.copy(try call.id(), of: call.viewer)
    let view = RecordCopy(records: records, madeAt: call.now).view(RightsSay(call))
    return try call.page(
      Page(
        "record-copy", view, title: call.words.text("record.title", in: call.language),
        layout: .resident, tab: .me))
  }

  /// For programs.
  @Sendable private func file(_ call: Call) async throws -> Response {
    let records = try await actions.copy(try call.id(), of: call.viewer)
    return try call.json(
      RecordCopy(records: records, madeAt: call.now).document,
      headers: [.contentDisposition: "attachment; filename=\"linli-records.json\""])
  }

  private func flash(_ call: Call) -> Chrome.Flash? {
    guard let done = try? call.query().text("done"), let key = Self.sentences[done] else {
      return nil
    }
    return Chrome.Flash(.ok, call.words.text(key, in: call.language))
  }

  private static let sentences = [
    "asked": "right.done.asked", "cancelled": "right.done.cancelled",
    "lifted": "right.done.lifted",
  ]
}
