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
      let (phone, shown) = try challenge(call)
      do {
        let code = try await actions.sendCode(to: phone, from: call.origin, in: call.language)
        return try await codePage(call, phone, back: back, code: code, errors: nil)
      } catch SignInRefusal.wait(let seconds) {
        // The code of a moment ago is good: it can be typed while one waits.
        let refusal = SignInRefusal.wait(seconds: seconds)
        guard try await actions.hasCode(for: phone, from: call.origin) else { throw refusal }
        return try await codePage(
          call, phone, back: back, code: shown, errors: call.errors(refusal.problem(at: "code")))
      }
    } catch let problem as any ProblemConvertible {
      return try phonePage(call, back: back, errors: call.errors(problem.problem))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try phonePage(call, back: back, errors: call.errors(problem))
    }
  }

  @Sendable func checkCode(_ call: Call) async throws -> Response {
    let back = OwnPath.safe(call.form.text("return_to"))
    let (phone, shown) = try challenge(call)
    let code = call.form.text("code") ?? ""
    do {
      // Another code typed into the same page is another wish; only keyed hashes are remembered.
      let key = call.command(
        "sign_in.code", call.form.text("challenge") ?? "",
        part: String(try actions.codeHash(code, phone).suffix(22)))
      let opened = try await actions.signIn(
        phone: phone, code: code, from: call.origin, reads: call.chosenHere, key: key)
      // Sent twice, the session is the one that the first click opened.
      if call.sessionToken != opened.token { try await actions.endSession(call.sessionToken) }
      var response = call.redirect(back)
      call.setSession(&response, opened.token, hours: opened.hours)
      call.setKnown(&response, try actions.knownMark(of: phone))
      return response
    } catch let refusal as SignInRefusal {
      return try await codePage(
        call, phone, back: back, code: shown, errors: call.errors(refusal.problem(at: "code")))
    }
  }

  /// `code`: for the demo, which sends no messages and so shows it on each of these pages.
  private func codePage(
    _ call: Call, _ phone: PhoneNumber, back: String, code: String?, errors: FormErrors?
  ) async throws -> Response {
    let shown = call.isDemo ? code : nil
    let view = SignInCodeView(
      phone: phone.masked, minutes: String(try await actions.codeMinutes()),
      challenge: try SignInChallenge(phone: phone, shown: shown).sealed(with: keys),
      demoCode: shown, returnTo: back, errors: errors)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(errors))
  }

  private func challenge(_ call: Call) throws -> (phone: PhoneNumber, shown: String?) {
    if let text = call.form.text("challenge") {
      let challenge = try SignInChallenge(text, keys: keys)
      return (challenge.phone, challenge.shown)
    }
    let typed = call.form.text("phone") ?? ""
    if let fault = SignInMistake.phone(typed) { throw Problem([fault]) }
    return (try PhoneNumber(typed), nil)
  }

  @Sendable func signOut(_ call: Call) async throws -> Response {
    if let token = call.sessionToken { try await actions.signOut(token, by: call.viewer) }
    var response = call.redirect("/")
    call.leave(&response)
    return response
  }
}

/// The phone a code was sent to, sealed into the form, so that it is not typed twice and nobody
/// can swap it.
struct SignInChallenge {
  let phone: PhoneNumber
  /// The code that the demo's page shows.
  let shown: String?

  private static let place = Sealed.Place(table: "sign_in", column: "challenge", row: "form")

  init(phone: PhoneNumber, shown: String?) {
    self.phone = phone
    self.shown = shown
  }

  /// What a form brought back; throws `Problem(.formExpired)` for what is not ours.
  init(_ text: String, keys: SecretKeys) throws {
    let opened: String
    do { opened = try Sealed(rawValue: text).open(in: Self.place, keys: keys) } catch {
      throw Problem(.formExpired)
    }
    let parts = opened.split(separator: " ").map(String.init)
    guard let first = parts.first, let phone = PhoneNumber(rawValue: first) else {
      throw Problem(.formExpired)
    }
    self.init(phone: phone, shown: parts.dropFirst().first)
  }

  func sealed(with keys: SecretKeys) throws -> String {
    let text = ([phone.rawValue] + [shown].compactMap(\.self)).joined(separator: " ")
    return try Sealed(sealing: text, in: Self.place, keys: keys).rawValue
  }
}
