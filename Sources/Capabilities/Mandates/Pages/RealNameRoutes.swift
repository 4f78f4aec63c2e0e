import Hummingbird
import Kernel

/// A person's own real-name check in the browser.
struct RealNameRoutes: Sendable {
  let actions: RealNameActions

  func register(on routes: Routes) {
    routes.get("/real-name", .signedIn) { try await page($0, nil) }
    routes.post("/real-name", .signedIn, ask)
  }

  private func page(_ call: Call, _ problem: Problem?) async throws -> Response {
    let view = RealNameView(
      try await actions.standing(of: call.viewer), name: call.form.text("name") ?? "",
      number: call.form.text("number") ?? "", isAgreed: call.form.isOn("consent"),
      errors: problem.flatMap(call.errors), MandateSay(call))
    return try call.page(
      MandatesPages.own("real-name", view, "realname.title", call), status: call.status(problem))
  }

  @Sendable private func ask(_ call: Call) async throws -> Response {
    let ask = RealNameActions.Ask(
      personName: call.form.text("name") ?? "", citizenNumber: call.form.text("number") ?? "",
      consentVersion: call.form.number("consent").flatMap { Int(exactly: $0) })
    do {
      try await actions.ask(
        ask, by: call.viewer, key: call.command("mandates.real_name", "\(ask)"))
      return call.redirect("/real-name")
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await page(call, problem)
    }
  }
}
