import Hummingbird
import Kernel

/// What roles mean, and the limits of signing in.
struct PolicyRoutes: Sendable {
  let desk: StaffDesk

  func register(on routes: Routes) {
    routes.get("/admin/roles", AdminRoutes.access, roles)
    routes.post("/admin/roles/{role}/two-step", .can(.administerGrants), setTwoStep)
    routes.get("/admin/limits", AdminRoutes.access) { call in
      try await limits(call, typed: [:], errors: nil)
    }
    routes.post("/admin/limits", .can(.administerGrants), decide)
  }

  @Sendable func roles(_ call: Call) async throws -> Response {
    let view = RolesView(
      try await desk.roles(for: call.viewer), canChange: call.viewer.can(.administerGrants),
      done: try AdminRoutes.done(call), call.words, call.language)
    return try call.page(AdminPages.page(view, call.words, call.language))
  }

  @Sendable func setTwoStep(_ call: Call) async throws -> Response {
    let role = try call.parameter("role")
    guard let wish = call.form.text("asked"), ["yes", "no"].contains(wish) else {
      throw Problem(.malformed)
    }
    try await desk.setTwoStep(
      wish == "yes", role: role, by: call.viewer,
      key: call.command("identity.role_two_step", role + "\n" + wish))
    return call.redirect("/admin/roles?done=role")
  }

  private func limits(
    _ call: Call, typed: [SignInLimit: String], errors: FormErrors?
  ) async throws -> Response {
    let view = LimitsView(
      try await desk.rules(for: call.viewer), typed: typed,
      canChange: call.viewer.can(.administerGrants), done: try AdminRoutes.done(call),
      errors: errors, call.words, call.language)
    return try call.page(
      AdminPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func decide(_ call: Call) async throws -> Response {
    var typed: [SignInLimit: String] = [:]
    for limit in SignInLimit.allCases {
      if let text = call.form.values[limit.rawValue]?.first { typed[limit] = text.trimmed }
    }
    do {
      let content = SignInLimit.allCases.map { typed[$0] ?? "" }.joined(separator: "\n")
      try await desk.decide(
        typed.mapValues { Int64($0) }, by: call.viewer,
        key: call.command("identity.sign_in_limits", content))
      return call.redirect("/admin/limits?done=limits")
    } catch let problem as Problem where !problem.fields.isEmpty {
      let labels = LimitsView.labels(call.words, call.language)
      return try await limits(call, typed: typed, errors: call.errors(problem, labels: labels))
    }
  }
}
