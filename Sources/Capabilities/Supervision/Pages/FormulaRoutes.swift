import Hummingbird
import Kernel

/// The formula: what holds, and what is to hold from a Monday on.
struct FormulaRoutes: Sendable {
  let actions: FormulaActions

  func register(on routes: Routes) {
    routes.get("/supervision/formula", .can(.decideFormula)) { call in
      try await page(call, nil, nil)
    }
    routes.post("/supervision/formula", .can(.decideFormula), activate)
    routes.post("/supervision/formula/withdrawal", .can(.decideFormula), withdraw)
  }

  @Sendable private func activate(_ call: Call) async throws -> Response {
    let form = call.form
    let typed = FormulaCheck.Typed(
      rows: Formula.codes.indices.map { index in
        FormulaCheck.Row(
          code: form.text("code\(index + 1)") ?? "",
          numerator: form.text("numerator\(index + 1)") ?? "",
          denominator: form.text("denominator\(index + 1)") ?? "",
          weight: form.text("weight\(index + 1)") ?? "")
      }, exclusions: form.all("exclusions"), evidence: form.all("evidence"),
      minimumSample: form.text("minimum_sample") ?? "", target: form.text("target") ?? "",
      issueDays: form.text("issue_days") ?? "", validOn: form.text("valid_on") ?? "",
      seen: form.text("seen") ?? "")
    do {
      try await actions.activate(
        typed, by: call.viewer, key: call.command("supervision.formula", "\(typed)"))
      return call.redirect("/supervision/formula?done=formula")
    } catch let problem as Problem where problem.kind == .invalid {
      return try await page(call, typed, problem)
    }
  }

  @Sendable private func withdraw(_ call: Call) async throws -> Response {
    guard let day = call.form.text("from").flatMap({ LocalDate($0) }) else {
      return try await page(call, nil, Problem(field: "valid_on", "sv.fault.begun"))
    }
    do {
      try await actions.withdraw(
        day, seen: call.form.text("seen") ?? "", by: call.viewer,
        key: call.command(
          "supervision.formula.withdraw:\(day)", call.form.text("seen") ?? ""))
      return call.redirect("/supervision/formula?done=withdrawn")
    } catch let problem as Problem where problem.kind == .invalid {
      return try await page(call, nil, problem)
    }
  }

  private func page(
    _ call: Call, _ typed: FormulaCheck.Typed?, _ problem: Problem?
  ) async throws -> Response {
    let book = try await actions.book()
    let next = Week(of: CityTime.date(of: call.now)).next.monday
    let view = FormulaView(
      typed ?? FormulaCheck.Typed(book.book.edition(on: next).formula, validOn: next), book,
      errors: problem.flatMap { call.errors($0) }, call.words, call.language, now: call.now)
    let done = try call.query().text("done").flatMap {
      ["formula", "withdrawn"].contains($0) ? $0 : nil
    }
    return try call.page(
      SupervisionPages.page(view, call.words, call.language), status: call.status(problem)
    ) { chrome in
      if let done, problem == nil {
        chrome.flash = Chrome.Flash(.ok, call.words.text("sv.done." + done, in: call.language))
      }
    }
  }
}
