import Contracts
import Hummingbird
import Kernel

/// A person's own mandates in the browser.
struct MandateRoutes: Sendable {
  let actions: MandateActions
  let consents: ConsentActions
  let realNames: RealNameActions

  func register(on routes: Routes) {
    routes.get("/permissions", .signedIn, overview)
    routes.get("/permissions/new", .signedIn) { call in
      let isAsking = try call.query().text("for") == "other"
      return try await askPage(call, AskForm(side: isAsking ? .delegate : .principal), nil)
    }
    routes.post("/permissions/new", .signedIn, ask)
    routes.get("/permissions/ward", .signedIn) { try await wardPage($0, nil) }
    routes.post("/permissions/ward", .signedIn, askForWard)
    routes.get("/permissions/{id}", .signedIn) { try await page($0, nil) }
    routes.post("/permissions/{id}/{move}", .signedIn, move)
  }

  @Sendable private func overview(_ call: Call) async throws -> Response {
    let person = try MandateActions.person(call.viewer)
    let view = PermissionsView(
      try await actions.overview(of: call.viewer), try await consents.books(of: call.viewer),
      for: person, MandateSay(call))
    return try call.page(MandatesPages.own("permissions", view, "mandate.title", call)) {
      $0.flash = Self.flash(call)
    }
  }

  private func askPage(
    _ call: Call, _ form: AskForm, _ problem: Problem?
  ) async throws -> Response {
    let isChecked = try await realNames.standing(of: call.viewer).check?.state == .matched
    let view = AskView(
      form, isChecked: isChecked, errors: problem.flatMap(call.errors), actions.terms,
      MandateSay(call))
    let title = form.side == .principal ? "mandate.give" : "mandate.ask"
    return try call.page(
      MandatesPages.own("mandate-ask", view, title, call), status: call.status(problem))
  }

  @Sendable private func ask(_ call: Call) async throws -> Response {
    let form = AskForm(call.form)
    let ask = form.ask(today: CityTime.date(of: call.now))
    do {
      let receipt = try await actions.ask(
        ask, by: call.viewer, key: call.command("mandates.ask", ask.content))
      return call.redirect("/permissions/\(receipt.id)?done=asked")
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await askPage(call, form, problem)
    }
  }

  private func wardPage(_ call: Call, _ problem: Problem?) async throws -> Response {
    let view = WardView(
      WardForm(call.form), try await consents.childText(), errors: problem.flatMap(call.errors),
      actions.terms, MandateSay(call))
    return try call.page(
      MandatesPages.own("mandate-ward", view, "mandate.ward", call), status: call.status(problem))
  }

  @Sendable private func askForWard(_ call: Call) async throws -> Response {
    let ask = WardForm(call.form).ask(today: CityTime.date(of: call.now))
    do {
      let receipt = try await actions.ask(
        ask, by: call.viewer, key: call.command("mandates.ward", ask.content))
      return call.redirect("/permissions/\(receipt.id)?done=ward")
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await wardPage(call, problem)
    }
  }

  private func page(_ call: Call, _ problem: Problem?) async throws -> Response {
    let person = try MandateActions.person(call.viewer)
    let look = try await actions.look(try call.id(), as: call.viewer)
    let view = MandateView(
      look, for: person, actions.terms, errors: problem.flatMap(call.errors), MandateSay(call))
    guard let view else { throw Problem(.notFound) }
    return try call.page(
      MandatesPages.own("mandate", view, "mandate.title", call), status: call.status(problem)
    ) { $0.flash = Self.flash(call, view.who) }
  }

  @Sendable private func move(_ call: Call) async throws -> Response {
    let id: Identifier<Mandate> = try call.id()
    let move = try Self.move(call)
    do {
      try await actions.move(
        id, move, by: call.viewer, key: call.command("mandates.move:\(id)", "\(move)"))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await page(call, problem)
    }
    // Whoever declined has no part in it any more, and so no page of it.
    if case .decline = move { return call.redirect("/permissions?done=decline") }
    return call.redirect("/permissions/\(id)?done=" + move.name)
  }

  /// Throws `Problem(.notFound)` for a name that is none.
  private static func move(_ call: Call) throws -> MandateMove {
    switch try call.parameter("move") {
    case "confirm":
      return .confirm(call.form.isOn("chooses") ? AskForm.scopes(call.form) : nil)
    case "decline": return .decline
    case "cancel": return .cancel
    case "withdraw": return .withdraw
    case "give-back": return .giveBack
    case "switch":
      guard let scope = call.form.text("scope").flatMap(MandateScope.init(rawValue:)) else {
        throw Problem(.notFound)
      }
      return .turn(scope, isOn: call.form.text("on") == "yes")
    default: throw Problem(.notFound)
    }
  }

  /// What has just been done, once.
  private static func flash(_ call: Call, _ who: String = "") -> Chrome.Flash? {
    guard let done = try? call.query().text("done"), let key = sentences[done] else { return nil }
    return Chrome.Flash(.ok, call.words.text(key, ["who": who], in: call.language))
  }

  private static let sentences = [
    "asked": "mandate.done.asked", "ward": "mandate.done.ward",
    "confirm": "mandate.done.confirm", "decline": "mandate.done.decline",
    "cancel": "mandate.done.cancel", "withdraw": "mandate.done.withdraw",
    "give-back": "mandate.done.give-back", "switch": "mandate.done.switch",
    "consent": "consent.done",
  ]
}
