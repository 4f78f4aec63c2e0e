import Hummingbird
import Kernel

/// A resident's new telephone number, step by step.
struct PhoneRoutes: Sendable {
  let account: OwnAccount

  func register(on routes: Routes) {
    routes.get("/account/phone", .signedIn) { try await numberPage($0, nil) }
    routes.post("/account/phone", .signedIn, rate: .code, begin)
    routes.post("/account/phone/again", .signedIn, rate: .code) { call in
      try await send(call.form.text("pass") ?? "", call)
    }
    routes.post("/account/phone/old", .signedIn, rate: .signIn, prove)
    routes.post("/account/phone/new", .signedIn, rate: .signIn, change)
  }

  private func numberPage(_ call: Call, _ problem: Problem?) async throws -> Response {
    let view = AccountPhoneView(
      now: try await account.maskedPhone(of: call.viewer), typed: call.form.text("phone") ?? "",
      errors: problem.flatMap(call.errors), call.words, call.language)
    return try call.page(
      IdentityPages.page(view, call.words, call.language), status: call.status(problem))
  }

  /// The page that asks for the code of a pass; from the beginning where the pass is over.
  private func codePage(
    _ pass: String, _ call: Call, code: String? = nil, _ problem: Problem? = nil
  ) async throws -> Response {
    do {
      let view = AccountPhoneView(
        try await account.phoneStep(pass, by: call.viewer), demoCode: call.isDemo ? code : nil,
        errors: problem.flatMap(call.errors), call.words, call.language)
      return try call.page(
        IdentityPages.page(view, call.words, call.language), status: call.status(problem))
    } catch SignInRefusal.startAgain {
      return try await numberPage(call, Problem(field: "phone", "account.phone.mistake.late"))
    }
  }

  @Sendable private func begin(_ call: Call) async throws -> Response {
    do {
      return try await send(
        try await account.beginPhone(call.form.text("phone") ?? "", by: call.viewer), call)
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await numberPage(call, problem)
    }
  }

  private func send(_ pass: String, _ call: Call) async throws -> Response {
    do {
      let code = try await account.sendPhoneCode(
        pass, from: call.origin, by: call.viewer, in: call.language)
      return try await codePage(pass, call, code: code)
    } catch let refusal as SignInRefusal {
      return try await codePage(pass, call, refusal.problem(at: "code"))
    }
  }

  @Sendable private func prove(_ call: Call) async throws -> Response {
    let pass = call.form.text("pass") ?? ""
    do {
      let proven = try await account.provePhone(
        call.form.text("code") ?? "", pass: pass, from: call.origin, by: call.viewer)
      return try await send(proven, call)
    } catch let refusal as SignInRefusal {
      return try await codePage(pass, call, refusal.problem(at: "code"))
    }
  }

  @Sendable private func change(_ call: Call) async throws -> Response {
    let (pass, code) = (call.form.text("pass") ?? "", call.form.text("code") ?? "")
    do {
      let renewed = try await account.changePhone(
        code, pass: pass, keeping: call.sessionToken, from: call.origin, by: call.viewer,
        key: call.command("identity.phone", pass + "\n" + code))
      var response = call.redirect("/account?done=phone")
      if let renewed { call.setSession(&response, renewed) }
      return response
    } catch let refusal as SignInRefusal {
      return try await codePage(pass, call, refusal.problem(at: "code"))
    } catch let problem as Problem where !problem.fields.isEmpty {
      return try await codePage(pass, call, problem)
    }
  }
}
