import Casework
import Civics
import Contracts
import Kernel

/// What a unit's handler or a grid worker may do now, as the desk's forms show it.
struct HandlerActs: Sendable {
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

  var acts: DeskActs {
    let moves = Set(dossier.moves)
    var acts = DeskActs()
    acts.canStart = moves.contains(.start)
    acts.isPart = dossier.item.isPart
    acts.canTakeOver = moves.contains(.takeOver)
    acts.canResume = moves.contains(.resume)
    if moves.contains(.contact) { acts.contact = contact }
    if moves.contains(.object) { acts.objection = objection }
    if moves.contains(.askExtension) { acts.extended = extended }
    if moves.contains(.escalate), let next = item.level?.next {
      acts.escalation = escalation(to: next)
    }
    if moves.contains(.report) { acts.result = result("result") }
    if moves.contains(.solveOnSite) {
      acts.result = result("on-site-result")
      acts.isGrid = acts.escalation != nil
    }
    if moves.contains(.file) {
      let console = ConsoleActs(dossier, screen, engine, posted)
      acts.file = console.filing(Typed(posted, in: "file"))
    }
    acts.canAskOutside = moves.contains(.askOutside)
    if moves.contains(.ask) {
      acts.question = QuestionForm(
        base: DeskCase.Place.desk.rawValue, note: screen.answering(dossier.item, engine),
        typed: Typed(posted, in: "question"))
    }
    if moves.contains(.addWords) {
      acts.words = WordsForm(
        base: DeskCase.Place.desk.rawValue, typed: Typed(posted, in: "words"))
    }
    acts.anyAct =
      acts.canStart || acts.canTakeOver || acts.canResume || acts.objection != nil
      || acts.extended != nil || acts.escalation != nil || acts.result != nil || acts.file != nil
      || acts.contact != nil
    return acts
  }

  /// Only while the first word is still owed.
  private var contact: DeskActs.Contact? {
    guard let limit = dossier.limits.last(where: { $0.duty == .contact && $0.state.isLive })
    else { return nil }
    return DeskActs.Contact(
      until: limit.dueAt.map { screen.text("desk.contact.until", ["when": screen.say.before($0)]) }
        ?? "", typed: Typed(posted, in: "contact"))
  }

  /// Nil once the time for it is over or it was decided: a form that can only be refused is none.
  private var objection: DeskActs.Objection? {
    let table = engine.table(of: item)
    let since = item.details.dispatchedAt ?? item.stateSince
    let until = engine.calendar().deadline(from: since, limit: table.objection).at
    guard item.details.objection == nil, item.details.isArbitrated != true, screen.now <= until
    else { return nil }
    return DeskActs.Objection(
      units: screen.plan.units.filter { $0.code != item.leadUnit }.map {
        let name = $0.name(in: screen.language)
        return OptionView(value: name, label: name)
      },
      until: screen.say.objection(
        by: until, used: item.details.returns ?? 0, most: table.rules.returns),
      typed: Typed(posted, in: "objection"))
  }

  private var handleLimit: Limit {
    let table = engine.table(of: item)
    return dossier.limits.last { $0.duty == .handle }?.clock.limit ?? item.details.handleLimit
      ?? item.level.map { table.levels[$0] } ?? table.general
  }

  private var extended: DeskActs.Extension? {
    let table = engine.table(of: item)
    guard item.details.extensions ?? 0 < table.rules.extensions else { return nil }
    let limit = item.details.handleLimit ?? handleLimit
    return DeskActs.Extension(
      most: limit.amount, unit: screen.limitUnit(limit), typed: Typed(posted, in: "extension"))
  }

  private func escalation(to next: CaseLevel) -> DeskActs.Escalation {
    let place = item.place.area(at: next).flatMap { screen.plan.area($0) }
    return DeskActs.Escalation(
      to: screen.say.escalate(
        to: place?.name(in: screen.language) ?? screen.level(next),
        limit: screen.limit(engine.table(of: item).levels[next])),
      typed: Typed(posted, in: "escalation"))
  }

  private func result(_ move: String) -> DeskActs.Result {
    let typed = Typed(posted, in: move)
    let photos = screen.draftPhotos(typed, item, move)
    return DeskActs.Result(
      closing: screen.closing(item, engine), move: move,
      outcomes: CaseOutcome.allCases.filter { $0.fits(item.requestKind) }.map { outcome in
        let words =
          item.requestKind == .suggestion ? CodeWords.suggestionOutcomes : CodeWords.outcomes
        return OptionView(
          value: outcome.rawValue,
          label: words.text(outcome.rawValue, screen.words, screen.language),
          chosen: typed.chose("outcome", outcome.rawValue))
      }, text: typed.said["text"] ?? "", confirmed: typed.said["reporter_confirmed"] != nil,
      photos: photos, hasPhotos: !photos.isEmpty)
  }
}
