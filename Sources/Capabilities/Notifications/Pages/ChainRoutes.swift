import Contracts
import Hummingbird
import Kernel

/// In which order people are told: all chains, one with its preview, and a new one.
struct ChainRoutes: Sendable {
  let actions: ChainActions

  func register(on routes: Routes) {
    let access = Access.can(.editTemplates)
    routes.get("/messages/chains", access, list)
    routes.get("/messages/chains/{code}", access) { call in
      try await edit(call, try subject(call), typed: nil, problem: nil)
    }
    routes.post("/messages/chains/{code}", access, post)
  }

  private func subject(_ call: Call) throws -> ChainActions.Subject {
    let code = try call.parameter("code")
    guard let subject = ChainActions.Subject.all.first(where: { $0.code == code }) else {
      throw Problem(.notFound)
    }
    return subject
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    let say = ChainSay(words: call.words, language: call.language, now: call.now)
    let view = ChainsView(try await actions.book(), say)
    return try call.page(MessagesPages.page(view, call.words, call.language)) { chrome in
      if let done = try? call.query().text("done") {
        chrome.flash = Chrome.Flash(
          .ok, say.text(done == "withdrawn" ? "chains.withdrawn" : "chains.done"))
      }
    }
  }

  /// Each button does one thing, and none loses what was typed.
  ///
  /// `activate` puts it in force, `shipped` the one this release came with, `check` shows who would be
  /// told. `withdraw` takes back one whose day has not come.
  @Sendable private func post(_ call: Call) async throws -> Response {
    let subject = try subject(call)
    let act = call.form.text("act") ?? ""
    if act == "withdraw" {
      let day = call.form.text("day") ?? ""
      try await actions.withdraw(
        day, subject, by: call.viewer,
        key: call.command("notifications.chain_withdraw:\(subject.code)", day))
      return call.redirect("/messages/chains?done=withdrawn")
    }
    let rows = (1...ChainRule.most).map { number in
      ChainRule.Row(
        whom: call.form.text("whom\(number)") ?? "",
        channel: call.form.text("channel\(number)") ?? "",
        minutes: call.form.text("minutes\(number)") ?? "")
    }
    let typed = ChainActions.Typed(rows: rows, validOn: call.form.text("valid_on") ?? "")
    do {
      guard ["activate", "shipped"].contains(act) else {
        _ = try actions.checked(typed, subject)
        return try await edit(call, subject, typed: typed, problem: nil)
      }
      try await actions.activate(
        typed, subject, isShipped: act == "shipped", by: call.viewer,
        key: call.command("notifications.chain:\(subject.code)", act + "\(typed)"))
      return call.redirect("/messages/chains?done=1")
    } catch let problem as Problem where problem.kind == .invalid {
      return try await edit(call, subject, typed: typed, problem: problem)
    }
  }

  private func edit(
    _ call: Call, _ subject: ChainActions.Subject, typed: ChainActions.Typed?, problem: Problem?
  ) async throws -> Response {
    let book = try await actions.book()
    let units = try await actions.directory.plan().units
    let wanted = try call.form.text("unit") ?? call.query().text("unit") ?? ""
    let unit = units.first { $0.code == wanted } ?? units.first
    let chain =
      typed.map { ChainRule.check($0.rows, subject.kind, subject.level).chain }
      ?? book.chain(subject, on: CityTime.date(of: call.now))
    let told =
      problem == nil
      ? try await actions.preview(chain, subject, unit: unit?.code ?? "") : []
    let say = ChainSay(words: call.words, language: call.language, now: call.now)
    let view = ChainView(
      subject, book, chain, typed: typed, told: told, units: units, unit: unit?.code ?? "",
      errors: problem.flatMap { call.errors($0) }, say)
    return try call.page(
      MessagesPages.page(view, call.words, call.language), status: call.status(problem))
  }
}
