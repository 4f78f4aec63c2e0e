import Casework
import Contracts
import Hummingbird
import Kernel

/// Looking up how far a request is, by its number and what shows that it is one's own.
///
/// A wrong number and a wrong code are answered alike, so that numbers tell nothing.
struct TrackRoutes: Sendable {
  let tracking: TrackActions
  let actions: ServiceRequestActions
  let directory: any CityDirectory

  func register(on routes: Routes) {
    routes.get("/track", .everyone) { call in
      let form = try call.query()
      return try ask(call, number: form.text("no") ?? "", code: "", errors: nil)
    }
    routes.post("/track", .everyone, rate: .lookUp, find)
    // The code is in the address, so guesses are braked here as well.
    routes.get("/track/{no}", .everyone, rate: .lookUp) { try await show($0, nil) }
    routes.post("/track/{no}/answer", .everyone, rate: .lookUp, answer)
  }

  private func ask(
    _ call: Call, number: String, code: String, errors: FormErrors?
  ) throws -> Response {
    let view = TrackView(
      number: number, code: code, isSignedIn: call.viewer.isSignedIn, errors: errors)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language),
      status: errors == nil ? .ok : .notFound)
  }

  @Sendable private func find(_ call: Call) async throws -> Response {
    let number = call.form.text("no") ?? ""
    let code = call.form.text("code") ?? ""
    guard !number.isEmpty else {
      return try ask(
        call, number: number, code: code,
        errors: call.errors(Problem(field: "no", "mistake.no-number")))
    }
    do {
      if !code.isEmpty {
        let id = try await tracking.find(number, code: code)
        let plain = try ReceiptCode(of: id, keys: actions.keys).text
        return call.redirect("/track/\(URLEncoded.encode(number))?code=\(plain)")
      }
      guard call.viewer.isSignedIn else {
        let back = "/track?no=" + URLEncoded.encode(number)
        return call.redirect("/sign-in?return_to=" + URLEncoded.encode(back))
      }
      return call.redirect("/cases/\(try await tracking.find(number, by: call.viewer))")
    } catch let problem as Problem where problem.kind == .notFound {
      let field = code.isEmpty ? "no" : "code"
      return try ask(
        call, number: number, code: code,
        errors: call.errors(Problem(field: field, "mistake.not-tracked")))
    }
  }

  private func show(_ call: Call, _ posted: PostedAct?) async throws -> Response {
    let number = try call.parameter("no")
    let code = try posted?.form.text("code") ?? call.query().text("code") ?? ""
    let dossier = try await tracking.dossier(number, code: code)
    let screen = CaseScreen(call, try await directory.plan(), actions.catalogue)
    var view = screen.caseView(dossier, as: .holder, posted, errors: posted?.errors(call))
    view.back = "/track"
    view.asked?.action = "/track/\(URLEncoded.encode(number))/answer"
    view.asked?.code = code
    let isDone = try posted == nil && call.query().text("done") == "answer"
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language),
      status: call.status(posted?.problem)
    ) { chrome in
      if isDone {
        chrome.flash = Chrome.Flash(.ok, call.words.text("told.answer", in: call.language))
      }
    }
  }

  /// What was asked, answered by whoever holds the receipt.
  @Sendable private func answer(_ call: Call) async throws -> Response {
    let number = try call.parameter("no")
    let code = call.form.text("code") ?? ""
    do {
      try await tracking.answer(
        number, code: code, call.form.text("words") ?? "",
        key: call.command("requests.answer:" + number, call.form.text("words") ?? ""))
      return call.redirect(
        "/track/\(URLEncoded.encode(number))?code=\(URLEncoded.encode(code))&done=answer")
    } catch {
      guard let problem = StaffRoutes.shown(error) else { throw error }
      return try await show(
        call, PostedAct(name: "answer", form: call.form, problem: problem))
    }
  }
}
