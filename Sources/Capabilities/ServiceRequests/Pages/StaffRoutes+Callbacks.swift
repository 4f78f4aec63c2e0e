import Casework
import Civics
import Contracts
import Hummingbird
import Kernel

extension StaffRoutes {
  @Sendable func callbackList(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    let form = try call.query()
    let isReview = form.text("show") == "review"
    var query = try QueryReader.read(form)
    query.sort = isReview ? .newest : .timeLeft
    let page =
      isReview
      ? try await actions.toReview(query, for: call.viewer)
      : try await actions.callBacks(query, for: call.viewer)
    let base = isReview ? "/callbacks?show=review" : "/callbacks"
    let rows = page.items.map { screen.row($0, path: "/callbacks/\($0.id)") }
    let empty = EmptyView(
      text: screen.text(isReview ? "callbacks.review.empty" : "callbacks.empty"), act: nil)
    let view = CallbacksView(
      shows: [
        LinkView(
          path: "/callbacks", label: screen.text("callbacks.to-call"), current: !isReview),
        LinkView(
          path: "/callbacks?show=review", label: screen.text("callbacks.to-review"),
          current: isReview),
      ], hint: screen.text(isReview ? "callbacks.review.hint" : "callbacks.hint"), rows: rows,
      first: query.after == nil ? nil : base,
      older: page.next.map {
        base + (isReview ? "&" : "?") + "after=" + URLEncoded.encode($0.text)
      }, empty: rows.isEmpty ? empty : nil)
    return try answer(call, ServiceRequestsPages.page(view, call.words, call.language), nil)
  }

  func callback(
    _ call: Call, _ id: Identifier<Case>, _ posted: PostedAct?, phone: String? = nil
  ) async throws -> Response {
    let screen = try await screen(call)
    let dossier = try await actions.dossier(id, for: call.viewer)
    let checker = CheckerActs(dossier, screen, actions.engine, posted)
    let errors = posted?.told(by: dossier, screen).errors(call)
    let view = CallbackView(
      detail: screen.deskCase(dossier, at: .callbacks, phone: phone), reporter: checker.reporter,
      attempts: checker.attempts, canCheck: dossier.moves.contains(.startVerifying),
      rated: checker.rated, asking: checker.asking(errors), review: checker.review,
      words: dossier.moves.contains(.addWords)
        ? WordsForm(
          base: DeskCase.Place.callbacks.rawValue, typed: Typed(posted, in: "words")) : nil,
      errors: errors)
    return try answer(call, ServiceRequestsPages.page(view, call.words, call.language), posted)
  }
}

/// What supervision may do with an answered or closed case.
struct CheckerActs: Sendable {
  let dossier: CaseDossier
  let screen: CaseScreen
  let engine: CaseEngine
  let posted: PostedAct?

  private var item: Case { dossier.item }

  init(
    _ dossier: CaseDossier, _ screen: CaseScreen, _ engine: CaseEngine, _ posted: PostedAct?
  ) {
    self.dossier = dossier
    self.screen = screen
    self.engine = engine
    self.posted = posted
  }

  var reporter: String {
    if item.reporter.isAnonymous { return screen.text("callback.anonymous") }
    return screen.text(
      item.reporter.contactMasked == nil ? "callback.by-app" : "callback.by-phone")
  }

  var attempts: [CallbackView.Attempt] {
    dossier.events.filter { $0.move == .noteAttempt }.map { event in
      let attempt = screen.say.attempt(at: event.at)
      return CallbackView.Attempt(when: attempt.when, text: event.words ?? attempt.text)
    }
  }

  var rated: String? {
    item.details.rating.map { rating in
      let said = screen.say.rated(rating.mark.rawValue, at: rating.at, forReporter: false)
      return rating.words.map { said + "：" + $0 } ?? said
    }
  }

  func asking(_ errors: FormErrors?) -> CallbackView.Asking? {
    guard dossier.moves.contains(.close) else { return nil }
    let typed = Typed(posted, in: "closure")
    let table = engine.table(at: screen.now)
    let days = item.details.attemptDays?.count ?? 0
    let limit = item.details.handleLimit ?? item.level.map { table.levels[$0] } ?? table.general
    let hours = engine.calendar().document.hoursPerWorkingDay
    let rating = item.details.rating
    return CallbackView.Asking(
      // Who can be asked at all has a clock for answering; the person is not shown here.
      hasNoContact: !dossier.limits.contains { $0.duty == .rate },
      canCloseSilent: days >= table.rules.attemptDays && rating == nil,
      canCloseRated: rating != nil && rating?.mark != .notDone,
      questions: screen.say.questions(typed.said, errors: errors), said: typed.said["words"] ?? "",
      rework: screen.say.rework(
        limit: screen.limit(limit.halved(hoursPerWorkingDay: hours) ?? limit)),
      reworkTyped: Typed(posted, in: "rework"))
  }

  var review: CallbackView.Review? {
    guard item.needsReview, dossier.moves.contains(.keepClosed) else { return nil }
    return CallbackView.Review(
      reopening: Typed(posted, in: "reopening"), upholding: Typed(posted, in: "upholding"))
  }
}
