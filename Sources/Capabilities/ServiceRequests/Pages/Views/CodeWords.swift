internal import Kernel

/// Codes of the case engine with the key of their word, in the order people see them.
struct CodeWords: Sendable {
  let pairs: [(code: String, word: String)]

  /// The list as choices, one of them chosen.
  func options(chosen: String? = nil, _ words: Words, _ language: Language) -> [OptionView] {
    pairs.map {
      OptionView(
        value: $0.code, label: words.text($0.word, in: language), chosen: $0.code == chosen)
    }
  }

  /// The word of one code; the code itself when it is none of these.
  func text(_ code: String, _ words: Words, _ language: Language) -> String {
    pairs.first { $0.code == code }.map { words.text($0.word, in: language) } ?? code
  }
}

extension CodeWords {
  /// States in the order of the way, as staff call them; the first is three of them together.
  static let openStates = CodeWords(pairs: [
    ("submitted,accepted,filed", "queue.count.new"), ("submitted", "status.submitted"),
    ("accepted", "status.accepted"), ("filed", "status.filed"),
    ("dispatched", "status.dispatched"), ("objection", "status.objection"),
    ("in_progress", "status.in-progress"), ("extension_asked", "status.extension-asked"),
    ("parked", "status.parked"), ("escalated", "status.escalated"),
    ("reported", "status.reported"), ("solved_on_site", "status.solved-on-site"),
    ("verifying", "status.verifying"), ("reopened", "status.reopened"),
  ])

  /// Who moved a case, as everybody may know it.
  static let roles = CodeWords(pairs: [
    ("reporter", "role.reporter"), ("neighbour", "role.neighbour"), ("operator", "role.operator"),
    ("field_worker", "role.field-worker"), ("handler", "role.handler"),
    ("co_handler", "role.co-handler"), ("approver", "role.approver"),
    ("supervisor", "role.supervisor"), ("system", "role.system"),
  ])

  static let endedStates = CodeWords(pairs: [
    ("closed", "status.closed"), ("refused", "status.refused"), ("merged", "status.merged"),
    ("withdrawn", "status.withdrawn"),
  ])

  static let duties = CodeWords(pairs: [
    ("accept", "duty.accept"), ("dispatch", "duty.dispatch"), ("contact", "duty.contact"),
    ("handle", "duty.handle"), ("decide", "duty.decide"), ("check", "duty.check"),
    ("review", "duty.review"), ("rate", "duty.rate"), ("answer", "duty.answer"),
  ])

  static let dutyStates = CodeWords(pairs: [
    ("running", "duty.state.running"), ("late", "duty.state.late"),
    ("paused", "duty.state.paused"), ("met", "duty.state.met"),
    ("missed", "duty.state.missed"), ("passed", "duty.state.passed"),
    ("dropped", "duty.state.dropped"),
  ])

  static let desks = CodeWords(pairs: [
    ("desk:dispatch", "desk-name.dispatch"), ("desk:chief", "desk-name.chief"),
    ("desk:leader", "desk-name.leader"), ("desk:approval", "desk-name.approval"),
    ("desk:supervision", "desk-name.supervision"), ("desk:reporter", "desk-name.reporter"),
  ])

  /// Classes of GB/T 30428: parts and events; their numbers are provisional (docs/rules.md §5).
  static let standardClasses = CodeWords(pairs: [
    ("P01", "standard.p01"), ("P02", "standard.p02"), ("P03", "standard.p03"),
    ("P04", "standard.p04"), ("P05", "standard.p05"), ("E01", "standard.e01"),
    ("E02", "standard.e02"), ("E03", "standard.e03"), ("E04", "standard.e04"),
    ("E05", "standard.e05"), ("E06", "standard.e06"),
  ])

  static let limitUnits = CodeWords(pairs: [
    ("working_minutes", "limit.working-minutes"), ("working_hours", "limit.working-hours"),
    ("working_days", "limit.working-days"), ("urgent_minutes", "limit.minutes"),
    ("urgent_hours", "limit.hours"), ("urgent_days", "limit.days"),
    ("calendar_days", "limit.days"),
  ])

  static let limitUnitNames = CodeWords(pairs: [
    ("working_minutes", "unit.working-minutes"), ("working_hours", "unit.working-hours"),
    ("working_days", "unit.working-days"), ("urgent_minutes", "unit.minutes"),
    ("urgent_hours", "unit.hours"), ("urgent_days", "unit.days"), ("calendar_days", "unit.days"),
  ])

  static let requestKinds = CodeWords(pairs: [
    ("inquiry", "request-kind.inquiry"), ("help", "request-kind.help"),
    ("complaint", "request-kind.complaint"), ("disclosure", "request-kind.disclosure"),
    ("suggestion", "request-kind.suggestion"),
  ])

  static let confidentialities = CodeWords(pairs: [
    ("public", "confidentiality.public"), ("internal", "confidentiality.internal"),
    ("restricted", "confidentiality.restricted"),
  ])

  static let outcomes = CodeWords(pairs: [
    ("solved", "desk.outcome.solved"), ("partly", "desk.outcome.partly"),
    ("explained", "desk.outcome.explained"), ("not_feasible", "desk.outcome.not-feasible"),
    ("not_ours", "desk.outcome.not-ours"),
  ])

  /// Suggestions end in adopted, partly or not adopted (docs/rules.md §4).
  static let suggestionOutcomes = CodeWords(pairs: [
    ("adopted", "desk.outcome.adopted"), ("partly", "desk.outcome.partly"),
    ("not_adopted", "desk.outcome.not-adopted"), ("not_ours", "desk.outcome.not-ours"),
  ])

  static let refusalGrounds = CodeWords(pairs: [
    ("litigation", "refusal.ground.litigation"), ("arbitration", "refusal.ground.arbitration"),
    ("discipline", "refusal.ground.discipline"),
    ("reconsideration", "refusal.ground.reconsideration"),
    ("disclosure", "refusal.ground.disclosure"), ("petition", "refusal.ground.petition"),
    ("state_secret", "refusal.ground.state-secret"),
    ("commercial_secret", "refusal.ground.commercial-secret"),
    ("privacy", "refusal.ground.privacy"), ("concluded", "refusal.ground.concluded"),
    ("unlawful", "refusal.ground.unlawful"),
  ])

  static let refusalChannels = CodeWords(pairs: [
    ("court", "refusal.channel.court"), ("police", "refusal.channel.police"),
    ("legal_aid", "refusal.channel.legal-aid"),
    ("arbitration_commission", "refusal.channel.arbitration-commission"),
    ("discipline_commission", "refusal.channel.discipline-commission"),
    ("reconsideration_organ", "refusal.channel.reconsideration-organ"),
    ("disclosure_office", "refusal.channel.disclosure-office"),
    ("petition_office", "refusal.channel.petition-office"),
    ("secrecy_bureau", "refusal.channel.secrecy-bureau"),
    ("market_regulator", "refusal.channel.market-regulator"),
  ])

  static let parkingCauses = CodeWords(pairs: [
    ("season", "act.park.cause.season"), ("funds", "act.park.cause.funds"),
    ("planning", "act.park.cause.planning"), ("procedure", "act.park.cause.procedure"),
    ("ownership", "act.park.cause.ownership"), ("third_party", "act.park.cause.third-party"),
  ])

  /// 办好了, 还凑合, 没办好.
  static let ratings = CodeWords(pairs: [
    ("done", "case.rate.done"), ("so_so", "case.rate.so-so"), ("not_done", "case.rate.not-done"),
  ])

  /// Why a reporter says 没办好.
  static let unsolvedReasons = CodeWords(pairs: [
    ("again", "case.rate.why.again"), ("half", "case.rate.why.half"),
    ("nobody", "case.rate.why.nothing"), ("other", "case.rate.why.other"),
  ])

  static let seasons = CodeWords(pairs: [
    ("before_freeze", "season.before-freeze"), ("before_rains", "season.before-rains"),
    ("before_heat", "season.before-heat"), ("before_heating", "season.before-heating"),
  ])

  static let urgencies = CodeWords(pairs: [
    ("normal", "urgency.normal"), ("urgent", "urgency.urgent"),
    ("emergency", "urgency.emergency"),
  ])
}

extension CaseView.RatingForm {
  /// The three marks with their icons.
  static func marks(chosen: String?, _ words: Words, _ language: Language) -> [OptionView] {
    let icons = ["thumb", "hand", "thumb-d"]
    return zip(CodeWords.ratings.options(chosen: chosen, words, language), icons).map {
      var mark = $0
      mark.code = $1
      return mark
    }
  }
}
