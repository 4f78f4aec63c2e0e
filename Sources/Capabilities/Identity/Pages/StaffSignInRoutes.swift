import Hummingbird
import Kernel

/// Signing in as staff, step by step; no session is there before the last.
struct StaffSignInRoutes: Sendable {
  let actions: SignInActions

  func register(on routes: Routes) {
    routes.get("/sign-in/staff", .everyone, show)
    routes.post("/sign-in/staff", .everyone, rate: .signIn, check)
    routes.post("/sign-in/staff/two-step", .everyone, rate: .signIn, checkCode)
    routes.post("/sign-in/staff/password", .everyone, rate: .signIn, change)
    routes.post("/sign-in/staff/enrol", .everyone, rate: .signIn, enrol)
  }

  @Sendable func show(_ call: Call) throws -> Response {
    try start(call, back: OwnPath.safe(try call.query().text("return_to")), errors: nil)
  }

  private func start(_ call: Call, back: String, errors: FormErrors?) throws -> Response {
    let view = SignInStaffView(
      name: call.form.text("name") ?? "", returnTo: back, demoAccounts: nil, errors: errors)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }

  @Sendable func check(_ call: Call) async throws -> Response {
    let back = OwnPath.safe(call.form.text("return_to"))
    // A field left open is a slip and no guess: nothing is tried, counted or written down.
    let missing = SignInMistake.missing(call.form, ["name", "password"])
    guard missing.isEmpty, let name = call.form.text("name"),
      let password = call.form.text("password")
    else { return try start(call, back: back, errors: call.errors(Problem(missing))) }
    do {
      let step = try await actions.signIn(login: name, password: password, from: call.origin)
      return try await go(on: step, call, back: back)
    } catch let refusal as SignInRefusal {
      return try start(call, back: back, errors: call.errors(refusal.problem))
    }
  }

  @Sendable func checkCode(_ call: Call) async throws -> Response {
    let (pass, back) = (call.pass, OwnPath.safe(call.form.text("return_to")))
    do {
      let step = try await actions.showCode(
        call.form.text("code") ?? "", pass: pass, from: call.origin)
      return try await go(on: step, call, back: back)
    } catch SignInRefusal.startAgain {
      return try again(call, back: back)
    } catch let refusal as SignInRefusal {
      return try code(call, pass, back: back, errors: call.errors(refusal.problem(at: "code")))
    }
  }

  @Sendable func change(_ call: Call) async throws -> Response {
    let (pass, back) = (call.pass, OwnPath.safe(call.form.text("return_to")))
    do {
      let step = try await actions.changeTemporary(
        to: try call.newPassword(), pass: pass, from: call.origin)
      return try await go(on: step, call, back: back)
    } catch SignInRefusal.startAgain {
      return try again(call, back: back)
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try password(call, pass, back: back, errors: call.errors(problem))
    }
  }

  @Sendable func enrol(_ call: Call) async throws -> Response {
    let (pass, back) = (call.pass, OwnPath.safe(call.form.text("return_to")))
    let secret = call.form.text("secret") ?? ""
    do {
      let (codes, step) = try await actions.enrol(
        call.form.text("code") ?? "", secret: secret, pass: pass, from: call.origin)
      guard case .signedIn(let opened) = step else {
        return try await go(on: step, call, back: back)
      }
      let view = RecoveryCodesView(codes: codes, next: back == "/" ? opened.start : back)
      var response = try call.page(IdentityPages.page(view, call.words, call.language))
      try await begin(opened, call, &response)
      return response
    } catch SignInRefusal.startAgain {
      return try again(call, back: back)
    } catch SignInRefusal.secondCodeWrong {
      return try await enrolment(
        call, pass, back: back, sealed: secret,
        errors: call.errors(SignInRefusal.secondCodeWrong.problem))
    }
  }

  /// The page of the next step, or into the site.
  private func go(on step: StaffStep, _ call: Call, back: String) async throws -> Response {
    switch step {
    case .signedIn(let opened):
      var response = call.redirect(back == "/" ? opened.start : back)
      try await begin(opened, call, &response)
      return response
    case .code(let pass): return try code(call, pass, back: back, errors: nil)
    case .change(let pass): return try password(call, pass, back: back, errors: nil)
    case .enrol(let pass):
      return try await enrolment(call, pass, back: back, sealed: nil, errors: nil)
    }
  }

  /// The session the browser had before ends: nobody keeps a token across signing in.
  private func begin(
    _ opened: SignInActions.Opened, _ call: Call, _ response: inout Response
  ) async throws {
    try await actions.endSession(call.sessionToken)
    call.setSession(&response, opened.token, hours: opened.hours)
  }

  private func again(_ call: Call, back: String) throws -> Response {
    try start(call, back: back, errors: call.errors(SignInRefusal.startAgain.problem))
  }

  private func code(
    _ call: Call, _ pass: String, back: String, errors: FormErrors?
  ) throws -> Response {
    let view = SignInTwoStepView(
      pass: pass, returnTo: back, errors: errors, call.words, call.language)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }

  private func password(
    _ call: Call, _ pass: String, back: String, errors: FormErrors?
  ) throws -> Response {
    let view = SignInPasswordView(
      pass: pass, returnTo: back, errors: errors, call.words, call.language)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }

  /// `sealed`: the secret that was on the page before, which an authenticator may have by now.
  private func enrolment(
    _ call: Call, _ pass: String, back: String, sealed: String?, errors: FormErrors?
  ) async throws -> Response {
    let enrolment = try await actions.enrolment(pass: pass)
    let shown = try call.shown(enrolment, sealed: sealed, keys: actions.people.keys)
    let view = TwoStepEnrolView(
      shown, action: "/sign-in/staff/enrol", pass: pass, returnTo: back, isAsked: true,
      errors: errors, call.words, call.language)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }
}

extension Call {
  var pass: String { form.text("pass") ?? "" }

  /// Where this comes from, for the brake and the list of sessions.
  var origin: SignInActions.Origin {
    SignInActions.Origin(
      address: clientAddress, device: DeviceWords.code(of: userAgent),
      browser: (visit ?? sessionToken).map { Hex.encode(SHA256.hash($0)) } ?? "", known: known)
  }

  /// The new password, typed twice alike.
  func newPassword() throws -> String {
    let password = form.text("password") ?? ""
    guard password == form.text("again") ?? "" else {
      throw Problem(field: "again", "identity.password-again")
    }
    return password
  }

  /// What an authenticator is shown; a secret that was shown before stays.
  func shown(
    _ enrolment: Enrolment, sealed: String?, keys: SecretKeys
  ) throws -> TwoStepEnrolView.Shown {
    let earlier = sealed.flatMap { Enrolment.open($0, for: enrolment.person, keys: keys) }
      .flatMap { Base32.decode($0) }
    return TwoStepEnrolView.Shown(
      sealed: try earlier == nil ? enrolment.sealed(with: keys) : sealed ?? "",
      login: enrolment.login, secret: earlier ?? enrolment.secret,
      issuer: words.text("two-step.issuer", ["site": site.name.english], in: .english))
  }
}
