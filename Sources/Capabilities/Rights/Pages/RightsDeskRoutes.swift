import Contracts
import Hummingbird
import Kernel

/// The desk where rights are decided.
struct RightsDeskRoutes: Sendable {
  let actions: RightsActions
  static let access = Access.can(.workRights)

  func register(on routes: Routes) {
    routes.get("/rights-desk", Self.access, list)
    routes.get("/rights-desk/{id}", Self.access) { try await page($0, nil) }
    routes.post("/rights-desk/{id}/{decision}", Self.access, decide)
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    let isOpen = try call.query().text("show") != "done"
    let found = try await actions.queue(isOpen: isOpen, by: call.viewer)
    let view = RightsDeskView(found.rows, found.cards, isOpen: isOpen, RightsSay(call))
    return try call.page(Self.page("rights-desk", view, call))
  }

  private static func page(_ template: String, _ view: any Sendable, _ call: Call) -> Page {
    Page(
      template, view, title: call.words.text("right.desk", in: call.language), layout: .console,
      tab: .rights)
  }

  private func page(_ call: Call, _ problem: Problem?) async throws -> Response {
    let look = try await actions.look(try call.id(), by: call.viewer)
    let view = RightsDeskRequestView(
      look, typed: RightsDeskTyped(call.form),
      errors: problem.flatMap(call.errors), RightsSay(call))
    let isDone = try call.query().text("done") != nil
    return try call.page(
      Self.page("rights-desk-request", view, call), status: call.status(problem)
    ) { chrome in
      if isDone {
        chrome.flash = Chrome.Flash(.ok, call.words.text("right.desk.decided", in: call.language))
      }
    }
  }

  @Sendable private func decide(_ call: Call) async throws -> Response {
    let id: Identifier<RightsRequest> = try call.id()
    let answer = call.form.text("answer") ?? ""
    if try call.parameter("decision") == "extend" { return try await extend(id, answer, call) }
    let decision: RightsActions.Decision
    switch try call.parameter("decision") {
    case "grant": decision = .grant(answer: answer, RightsDeskTyped(call.form).fulfilment)
    case "refuse": decision = .refuse(reason: answer)
    default: throw Problem(.notFound)
    }
    do {
      try await actions.decide(
        id, decision, by: call.viewer, key: call.command("rights.decide:\(id)", "\(decision)"))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await page(call, problem)
    }
    return call.redirect("/rights-desk/\(id)?done=1")
  }

  private func extend(
    _ id: Identifier<RightsRequest>, _ reason: String, _ call: Call
  ) async throws -> Response {
    do {
      try await actions.extend(
        id, reason: reason, by: call.viewer, key: call.command("rights.extend:\(id)", reason))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await page(call, problem)
    }
    return call.redirect("/rights-desk/\(id)?done=1")
  }
}
