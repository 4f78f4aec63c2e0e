import Civics
import Hummingbird
import Kernel

/// Signing in with a phone, and out, in the browser.
struct SignInRoutes: Sendable {
  let actions: SignInActions
  let keys: SecretKeys

  func register(on routes: Routes) {
    routes.get("/sign-in", .everyone, phonePage)
    routes.post("/sign-in", .everyone, rate: .code, sendCode)
    routes.post("/sign-in/code", .everyone, rate: .signIn, checkCode)
    routes.post("/sign-out", .signedIn, signOut)
  }

  @Sendable func phonePage(_ call: Call) throws -> Response {
    try phonePage(call, back: OwnPath.safe(try call.query().text("return_to")), errors: nil)
  }

  private func phonePage(
    _ call: Call, back: String, errors: FormErrors?
  ) throws -> Response {
    let view = SignInView(phone: call.form.text("phone") ?? "", returnTo: back, errors: errors)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }

  /// Sends a code; typed anew or known from an earlier page.
  @Sendable func sendCode(_ call: Call) async throws -> Response {
    // The report's last page passes its form on, and says in the address where to come back to.
    let asked = try call.query().text("return_to")
    let back = OwnPath.safe(call.form.text("return_to") ?? asked)
    do {
      let phone = try self.phone(call)
      let code = try await actions.sendCode(to: phone, in: call.language)
      return try await codePage(call, phone, back: back, code: code, errors: nil)
    } catch let refusal as SignInRefusal where refusal.isTooSoon {
      // A second click: the code is on its way, and here is where it is typed.
      return try await codePage(
        call, try self.phone(call), back: back, code: nil,
        errors: call.errors(refusal.problem(at: "code")))
    } catch let problem as any ProblemConvertible {
      return try phonePage(call, back: back, errors: call.errors(problem.problem))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try phonePage(call, back: back, errors: call.errors(problem))
    }
  }

  @Sendable func checkCode(_ call: Call) async throws -> Response {
    let back = OwnPath.safe(call.form.text("return_to"))
    let (phone, code) = (try self.phone(call), call.form.text("code") ?? "")
    do {
      let opened = try await actions.signIn(
        phone: phone, code: code, from: call.origin, reads: call.chosenHere,
        key: call.command("identity.sign_in", phone.rawValue, part: code))
      if call.sessionToken != opened.token { try await actions.endSession(call.sessionToken) }
      var response = call.redirect(back)
      call.setSession(&response, opened.token, hours: opened.hours)
      return response
    } catch let refusal as SignInRefusal {
      return try await codePage(
        call, phone, back: back, code: nil, errors: call.errors(refusal.problem(at: "code")))
    }
  }

  private func codePage(
    _ call: Call, _ phone: PhoneNumber, back: String, code: String?, errors: FormErrors?
  ) async throws -> Response {
    let view = SignInCodeView(
      phone: phone.masked, minutes: String(try await actions.codeMinutes()),
      challenge: try SignInChallenge.make(phone, keys: keys),
      demoCode: call.isDemo ? code : nil, returnTo: back, errors: errors)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }

  private func phone(_ call: Call) throws -> PhoneNumber {
    if let challenge = call.form.text("challenge") {
      return try SignInChallenge.read(challenge, keys: keys)
    }
    let typed = call.form.text("phone") ?? ""
    if let fault = SignInMistake.phone(typed) { throw Problem([fault]) }
    return try PhoneNumber(typed)
  }

  @Sendable func signOut(_ call: Call) async throws -> Response {
    if let token = call.sessionToken { try await actions.signOut(token, by: call.viewer) }
    var response = call.redirect("/")
    call.setSession(&response, nil)
    return response
  }
}

/// The phone a code was sent to, sealed into the form, so that it is not typed twice and nobody
/// can swap it.
enum SignInChallenge {
  private static let place = Sealed.Place(table: "sign_in", column: "challenge", row: "form")

  static func make(_ phone: PhoneNumber, keys: SecretKeys) throws -> String {
    try Sealed(sealing: phone.rawValue, in: place, keys: keys).rawValue
  }

  static func read(_ text: String, keys: SecretKeys) throws -> PhoneNumber {
    let opened: String
    do { opened = try Sealed(rawValue: text).open(in: place, keys: keys) } catch {
      throw Problem(.formExpired)
    }
    guard let phone = PhoneNumber(rawValue: opened) else { throw Problem(.formExpired) }
    return phone
  }
}
