import Hummingbird
import Kernel

/// One's own account: sessions for everybody, password and second factor for staff.
struct AccountRoutes: Sendable {
  let account: OwnAccount

  func register(on routes: Routes) {
    routes.get("/account", .signedIn, show)
    routes.post("/account/sessions/end", .signedIn, endSession)
    routes.post("/account/sessions/end-others", .signedIn, endOthers)
    routes.get("/account/password", .signedIn) { try passwordPage($0, errors: nil) }
    routes.post("/account/password", .signedIn, rate: .signIn, changePassword)
    routes.get("/account/two-step", .signedIn) { try await twoStepPage($0, errors: nil) }
    routes.post("/account/two-step", .signedIn, rate: .signIn, enrol)
    routes.post("/account/two-step/change", .signedIn, rate: .signIn, changeTwoStep)
  }

  /// What a page before has done, by its code in the address.
  private static let deeds: Set<String> = [
    "ended", "others", "password", "phone", "two-step-off", "wechat",
  ]

  @Sendable func show(_ call: Call) async throws -> Response {
    let overview = try await account.overview(of: call.viewer)
    let deed = try call.query().text("done").flatMap { Self.deeds.contains($0) ? $0 : nil }
    let view = AccountView(
      overview, current: call.sessionToken.map(Sessions.id),
      done: deed.map { call.words.text("account.done." + $0, in: call.language) }, now: call.now,
      call.words, call.language)
    return try call.page(
      IdentityPages.page(view, call.words, call.language, forStaff: call.viewer.post != nil))
  }

  @Sendable func endSession(_ call: Call) async throws -> Response {
    let id = call.form.text("session") ?? ""
    try await account.endSession(
      id, by: call.viewer, key: call.command("identity.end_session", id))
    return call.redirect("/account?done=ended")
  }

  @Sendable func endOthers(_ call: Call) async throws -> Response {
    guard let token = call.sessionToken else { throw Problem(.signInNeeded) }
    _ = try await account.endOtherSessions(
      but: token, by: call.viewer, key: call.command("identity.end_others", ""))
    return call.redirect("/account?done=others")
  }

  private func passwordPage(_ call: Call, errors: FormErrors?) throws -> Response {
    // Residents have no password.
    guard call.viewer.post != nil else { throw Problem(.notFound) }
    let view = AccountPasswordView(errors: errors, call.words, call.language)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func changePassword(_ call: Call) async throws -> Response {
    do {
      let renewed = try await account.changePassword(
        old: call.form.text("old") ?? "", new: try call.newPassword(),
        keeping: call.sessionToken, from: call.origin, by: call.viewer)
      return goOn(renewed, call, to: "/account?done=password")
    } catch SignInRefusal.wrongNameOrPassword {
      let problem = Problem(field: "old", "password.mistake.old")
      return try passwordPage(call, errors: call.errors(problem))
    } catch let refusal as SignInRefusal {
      return try passwordPage(call, errors: call.errors(refusal.problem(at: "old")))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try passwordPage(call, errors: call.errors(problem))
    }
  }

  /// Setting it up while there is none, its state when there is.
  private func twoStepPage(
    _ call: Call, sealed: String? = nil, errors: FormErrors?
  ) async throws -> Response {
    guard let staff = try await account.overview(of: call.viewer).staff else {
      throw Problem(.notFound)
    }
    if staff.enrolledAt != nil {
      let view = AccountTwoStepView(
        staff, canRemove: !staff.isAsked || call.isDemo, errors: errors, now: call.now, call.words,
        call.language)
      return try call.page(
        IdentityPages.page(view, call.words, call.language), status: call.status(errors))
    }
    let enrolment = try account.enrolment(login: staff.login, for: call.viewer)
    let shown = try call.shown(enrolment, sealed: sealed, keys: account.signIn.people.keys)
    let view = TwoStepEnrolView(
      shown, action: "/account/two-step", asksPassword: true, isAsked: staff.isAsked,
      errors: errors, call.words,
      call.language)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func enrol(_ call: Call) async throws -> Response {
    let secret = call.form.text("secret") ?? ""
    let code = call.form.text("code") ?? ""
    do {
      let (codes, renewed) = try await account.enrol(
        code, secret: secret, password: call.form.text("old") ?? "", keeping: call.sessionToken,
        from: call.origin, by: call.viewer,
        key: call.command("identity.two_step_on", secret + "\n" + code))
      var response = try codesPage(call.continued(as: renewed?.token), codes)
      if let renewed { call.setSession(&response, renewed) }
      return response
    } catch SignInRefusal.wrongNameOrPassword {
      let problem = Problem(field: "old", "password.mistake.old")
      return try await twoStepPage(call, sealed: secret, errors: call.errors(problem))
    } catch let refusal as SignInRefusal {
      return try await twoStepPage(
        call, sealed: secret, errors: call.errors(refusal.problem(at: "code")))
    }
  }

  @Sendable func changeTwoStep(_ call: Call) async throws -> Response {
    let (code, act) = (call.form.text("code") ?? "", call.form.text("act") ?? "")
    let key = call.command("identity.two_step_change", act + "\n" + code)
    do {
      if act == "off" {
        let renewed = try await account.removeFactor(
          code, keeping: call.sessionToken, from: call.origin, by: call.viewer, key: key)
        return goOn(renewed, call, to: "/account?done=two-step-off")
      }
      let codes = try await account.renewCodes(
        code, from: call.origin, by: call.viewer, key: key)
      return try codesPage(call, codes)
    } catch SignInRefusal.startAgain {
      throw Problem(.notNow)
    } catch let refusal as SignInRefusal {
      return try await twoStepPage(call, errors: call.errors(refusal.problem(at: "code")))
    }
  }

  private func goOn(_ renewed: Sessions.Renewed?, _ call: Call, to path: String) -> Response {
    var response = call.redirect(path)
    if let renewed { call.setSession(&response, renewed) }
    return response
  }

  private func codesPage(_ call: Call, _ codes: [String]) throws -> Response {
    let view = RecoveryCodesView(codes: codes, next: "/account")
    return try call.page(IdentityPages.page(view, call.words, call.language))
  }
}
