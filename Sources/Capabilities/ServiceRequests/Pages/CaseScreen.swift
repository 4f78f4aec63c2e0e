import Casework
import Civics
import Contracts
import Kernel

/// Turns cases into what pages show, for one request.
struct CaseScreen: Sendable {
  let words: Words
  let language: Language
  let now: Timestamp
  let plan: CityPlan
  let catalogue: ServiceCatalogue
  let site: Site
  /// Whether the one who looks may ask for telephone numbers.
  let canReveal: Bool
  /// Whether they may decide which photos everybody sees.
  let canCover: Bool
  /// Who that is, as the history writes it.
  let actor: String

  init(_ call: Call, _ plan: CityPlan, _ catalogue: ServiceCatalogue) {
    words = call.words
    language = call.language
    now = call.now
    self.plan = plan
    self.catalogue = catalogue
    site = call.site
    canReveal = call.viewer.can(.revealContacts)
    canCover = call.viewer.can(.coverPhotos)
    actor = call.viewer.actor
  }

  var say: CaseSay { CaseSay(words: words, language: language, now: now) }

  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    words.text(key, values, in: language)
  }

  /// What of a list's address was left out; nil where all of it was read.
  func left(out names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    let isLong = names.contains("q")
    let search = isLong ? text("list.cut.search", ["n": String(QueryReader.mostSought)]) : nil
    let others = names.count > (isLong ? 1 : 0) ? text("list.cut") : nil
    return [others, search].compactMap(\.self).joined(separator: " ")
  }

  /// With its year where that is not this one: days and serials come again.
  func shortNo(_ no: CaseNumber) -> String {
    no.short(prefix: "LL", in: CityTime.date(of: now).year)
  }

  /// 路灯, or the type when no kind was picked.
  func kind(service: String, item: String?) -> String {
    item.map { text("item." + $0) } ?? text("service." + service)
  }

  func title(_ title: String, _ body: String, service: String, item: String?) -> String {
    if !title.isEmpty { return title }
    let line = body.split(separator: "\n").first.map(String.init) ?? ""
    if line.isEmpty { return kind(service: service, item: item) }
    return line.isLonger(than: 28) ? line.shortened(to: 27) + "…" : line
  }

  /// "柳巷 12 号楼 · 11 网格".
  func place(_ place: CasePlace) -> String {
    [place.address, plan.placeName(place.area, in: language)].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  func chip(_ state: CaseState, forResident: Bool) -> ChipView {
    var chip = ChipView(state.look, forResident: forResident, words: words, in: language)
    // Looks like one that was refused, and is not called so.
    if state == .withdrawn || state == .merged {
      chip.word = text(state == .merged ? "status.merged" : "status.withdrawn")
    }
    return chip
  }

  /// Whose word a case on a desk waits for.
  func awaited(_ state: CaseState) -> String {
    switch state {
    case .objection: text("desk.awaits.ruling")
    case .extensionAsked: text("desk.awaits.time")
    default: text("desk.awaits.check")
    }
  }

  func over(_ dueAt: Timestamp?) -> ChipView? {
    guard let dueAt, dueAt < now else { return nil }
    return say.over(minutes: Say.minutes(from: dueAt, to: now))
  }

  func unitName(_ code: String?) -> String {
    guard let code else { return "" }
    return plan.unit(code)?.name(in: language) ?? code
  }

  /// What several of may be accepted or dispatched at once.
  private static let undispatched: Set<CaseState> = [.submitted, .accepted, .filed]

  /// The tape of the nearest limit; its start is when the state began.
  func tape(start: Timestamp, due: Timestamp?, warn: Timestamp?) -> SLATape? {
    guard let due else { return nil }
    var percent = 75
    if let warn, due > start {
      percent = Int(
        min(100, max(1, warn.milliseconds(since: start) * 100 / due.milliseconds(since: start))))
    }
    return SLATape(start: start, due: due, warnAtPercent: percent, now: now, in: language)
  }

  func row(
    _ item: CaseListItem, path: String, isCurrent: Bool = false, number: Int? = nil,
    leg: String? = nil, withNumber: Bool = false
  ) -> QueueRow {
    var meta = withNumber ? [shortNo(item.no)] : []
    meta += [kind(service: item.service, item: item.item), place(item.place)]
    if item.supporters > 0 { meta.append(say.supporters(item.supporters)) }
    meta += marks(item.source, item.season)
    if let leg { meta.append(leg) }
    let isLate = item.dueAt.map { $0 < now } ?? false
    let isNear = !isLate && (item.warnAt.map { $0 <= now } ?? false)
    return QueueRow(
      path: path,
      title: title(item.title, item.excerpt, service: item.service, item: item.item),
      meta: meta.filter { !$0.isEmpty }.joined(separator: " · "),
      chip: chip(item.state, forResident: false),
      aside: item.leadUnit.map { unitName($0) }
        ?? text("queue.arrived", ["when": Say.when(item.submittedAt, now: now, in: language)]),
      tape: item.state == .parked
        ? SLATape(pausedAtPercent: 0, text: text("queue.paused"))
        : tape(start: item.stateSince, due: item.dueAt, warn: item.warnAt),
      risk: item.urgency == .normal ? nil : RiskView(level: 3, word: text(RiskView.word(3))),
      current: isCurrent, fresh: false, number: number.map(String.init),
      latitude: item.place.point.map { "\($0.latitude)" },
      longitude: item.place.point.map { "\($0.longitude)" },
      pin: isLate ? "over" : isNear ? "near" : item.state == .submitted ? "fresh" : "",
      version: item.version,
      pick: Self.undispatched.contains(item.state) ? "\(item.id).\(item.version)" : nil)
  }
}

extension CaseState {
  /// docs/rules.md §9.
  var look: CaseLook {
    switch self {
    case .submitted, .accepted, .filed: .new
    case .dispatched, .objection: .assigned
    case .inProgress, .extensionAsked, .parked, .escalated: .doing
    case .solvedOnSite, .reported, .verifying: .verify
    case .closed: .done
    case .reopened: .returned
    case .merged, .refused, .withdrawn: .void
    }
  }

  /// Which of the five steps a resident sees as the current one.
  var step: Int {
    switch self {
    case .submitted: 0
    case .accepted, .filed: 1
    case .dispatched, .objection, .inProgress, .extensionAsked, .parked, .escalated, .reopened: 2
    case .solvedOnSite, .reported, .verifying: 3
    case .closed, .merged, .refused, .withdrawn: 4
    }
  }
}
