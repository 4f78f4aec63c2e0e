import Casework
import Civics
import Contracts
import Hummingbird
import Kernel
import Language

extension StaffRoutes {
  /// The lists of supervision, as the address names them.
  private enum CallbackList: String, CaseIterable {
    case toCall = ""
    case review, reopened

    var path: String { self == .toCall ? "/callbacks" : "/callbacks?show=" + rawValue }

    var label: String {
      switch self {
      case .toCall: "callbacks.to-call"
      case .review: "callbacks.to-review"
      case .reopened: "callbacks.reopened"
      }
    }

    var hint: String {
      switch self {
      case .toCall: "callbacks.hint"
      case .review: "callbacks.review.hint"
      case .reopened: "callbacks.reopened.hint"
      }
    }

    var empty: String {
      switch self {
      case .toCall: "callbacks.empty"
      case .review: "callbacks.review.empty"
      case .reopened: "callbacks.reopened.empty"
      }
    }
  }

  @Sendable func callbackList(_ call: Call) async throws -> Response {
    let screen = try await screen(call)
    let (form, dropped) = QueryReader.forgiving(try call.query())
    let show = CallbackList(rawValue: form.text("show") ?? "") ?? .toCall
    var query = try QueryReader.read(form)
    query.sort = show == .review ? .newest : .timeLeft
    let page =
      switch show {
      case .toCall: try await actions.callBacks(query, for: call.viewer)
      case .review: try await actions.toReview(query, for: call.viewer)
      case .reopened: try await actions.sentBack(query, for: call.viewer)
      }
    let rows = page.items.map { screen.row($0, path: "/callbacks/\($0.id)") }
    let view = CallbacksView(
      shows: CallbackList.allCases.map {
        LinkView(path: $0.path, label: screen.text($0.label), current: $0 == show)
      }, hint: screen.text(show.hint), rows: rows, first: query.after == nil ? nil : show.path,
      older: page.next.map {
        show.path + (show == .toCall ? "?" : "&") + "after=" + URLEncoded.encode($0.text)
      }, empty: rows.isEmpty ? EmptyView(text: screen.text(show.empty), act: nil) : nil)
    return try answer(
      call, ServiceRequestsPages.page(view, call.words, call.language), nil,
      notice: screen.left(out: dropped))
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
      errors: errors, hints: checker.hints)
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

  /// A prompt for the one who calls back, of this answer alone: never counted, never kept.
  var hints: CallbackView.Hints? {
    let gaps = ReplyReader().gaps(
      title: item.title, body: item.body, at: item.submittedAt, reply: item.resultText)
    guard let gaps, !gaps.isEmpty else { return nil }
    return CallbackView.Hints(
      lines: ReplySentences(screen.words).lines(gaps, in: screen.language))
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
      closing: screen.closing(item, engine),
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
