import Casework
import Hummingbird
import Contracts
import Kernel

extension StaffRoutes {
  @Sendable func deskList(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    var query = try QueryReader.read(try call.query())
    query.sort = .timeLeft
    query.openOnly = true
    let (page, counts) = try await actions.queue(query, for: call.viewer)
    let rows = page.items.map { screen.row($0, path: "/desk/cases/\($0.id)") }
    let view = DeskView(
      heading: screen.words.text("desk.heading", ["n": String(counts.open)], in: call.language),
      counts: [], rows: rows,
      older: page.next.map { "/desk?after=" + URLEncoded.encode($0.text) },
      empty: rows.isEmpty ? EmptyView(text: screen.text("desk.empty"), act: nil) : nil)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  func deskCase(
    _ call: Call, _ id: Identifier<Case>, errors: FormErrors?
  ) async throws -> Response {
    let screen = try await screen(call)
    let dossier = try await actions.dossier(id, for: call.viewer)
    let view = DeskCaseView(
      detail: screen.deskCase(dossier), acts: deskActs(dossier, screen, call), errors: errors)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }

  private func deskActs(
    _ dossier: CaseDossier, _ screen: CaseScreen, _ call: Call
  ) -> DeskActs {
    let moves = Set(dossier.moves)
    var acts = DeskActs()
    acts.canStart = moves.contains(.start)
    acts.canTakeOver = moves.contains(.takeOver)
    acts.isGrid = moves.contains(.solveOnSite)
    let reason = call.form.text("reason") ?? ""
    if moves.contains(.object) {
      acts.objection = DeskActs.Objection(
        units: screen.plan.units.map { OptionView(value: $0.name, label: $0.name) }, until: "",
        reason: reason)
    }
    if moves.contains(.askExtension) {
      acts.extended = DeskActs.Extension(most: 7, unit: "", reason: reason)
    }
    if moves.contains(.escalate), let level = dossier.item.level?.next {
      acts.escalation = DeskActs.Escalation(
        to: screen.text("level." + level.rawValue), reason: reason)
    }
    if moves.contains(.report) || moves.contains(.solveOnSite) {
      acts.result = DeskActs.Result(
        move: moves.contains(.report) ? "result" : "on-site-result",
        outcomes: CaseOutcome.allCases.filter { $0.fits(dossier.item.requestKind) }.map { outcome in
          let code = outcome.rawValue.replacing("_", with: "-")
          return OptionView(
            value: outcome.rawValue, label: screen.text("desk.outcome." + code),
            chosen: call.form.text("outcome") == outcome.rawValue)
        }, text: call.form.text("text") ?? "", confirmed: call.form.isOn("reporter_confirmed"))
    }
    acts.anyAct =
      acts.canStart || acts.canTakeOver || acts.objection != nil || acts.extended != nil
      || acts.escalation != nil || acts.result != nil
    return acts
  }

  @Sendable func callbacks(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    var query = try QueryReader.read(try call.query())
    query.states = [.reported, .solvedOnSite, .verifying]
    query.sort = .timeLeft
    let page = try await actions.list(query, for: call.viewer)
    let rows = page.items.map { screen.row($0, path: "/callbacks/\($0.id)") }
    let view = CallbacksView(
      counts: [], rows: rows,
      older: page.next.map { "/callbacks?after=" + URLEncoded.encode($0.text) },
      empty: rows.isEmpty ? EmptyView(text: screen.text("callbacks.empty"), act: nil) : nil)
    return try call.page(ServiceRequestsPages.page(view, call.words, call.language))
  }

  func callback(
    _ call: Call, _ id: Identifier<Case>, errors: FormErrors?
  ) async throws -> Response {
    let screen = try await screen(call)
    let dossier = try await actions.dossier(id, for: call.viewer)
    let item = dossier.item
    let attempts = dossier.events.filter { $0.move == .noteAttempt }.map { event in
      CallbackView.Attempt(
        when: Say.when(event.at, now: call.now, in: call.language),
        text: screen.text("callback.attempt"))
    }
    let days = Set(item.details.attemptDays ?? [])
    let view = CallbackView(
      detail: screen.deskCase(dossier),
      reporter: item.reporter.contactMasked
        ?? screen.text(item.reporter.isAnonymous ? "callback.anonymous" : "callback.by-app"),
      dial: nil, attempts: attempts, canCloseSilent: days.count >= 2, rated: nil,
      rework: screen.text("callback.rework.note", ["t": "½"]),
      answers: CallbackView.Answers(
        questions: ["contacted", "solved", "satisfied"].map { field in
          CallbackView.Question(
            field: field, label: screen.text("callback." + field),
            isYes: call.form.text(field) == "yes", isNo: call.form.text(field) == "no",
            error: errors?.on[field])
        }, words: call.form.text("words") ?? ""), errors: errors)
    return try call.page(
      ServiceRequestsPages.page(view, call.words, call.language), status: call.status(errors))
  }
}
