import Casework
import Civics
import Kernel

/// The clocks of a case worked out a second time, from its history alone.
///
/// Written beside the engine and without its rules: what a move does to whose time stands here in
/// other words. Beside the lines it is given what a filing cannot change: when, and whether there
/// is anybody to speak with.
struct Ledger {
  struct Row: Hashable {
    let duty: CaseLimit.Duty
    let round: Int
    var limit: Limit
    let start: Timestamp
    var pauses: [LimitClock.Pause] = []
    var owner: String
    var state = CaseLimit.State.running
    var end: Timestamp?
    /// The first deadline missed by those who had the duty before.
    var late: Timestamp?
    var isLive: Bool { end == nil }
  }

  let item: Case
  let table: LimitTable
  let calendar: BusinessCalendar
  /// A rule to break, so that it shows that breaking one is found.
  var breaks: Break?
  var rows: [Row] = []
  private var urgency: Urgency
  var owner = CaseDesk.dispatch
  private var isGiven = false
  private var given: Limit?

  enum Break: CaseIterable {
    case returnsStopClocks, parkingDoesNotStop, reworkHasTheWholeLimit, climbKeepsTheClock
    case lateIsMet, partsAreChecked, climbForgives
  }

  init(
    _ item: Case, _ events: [CaseEvent], _ table: LimitTable, _ calendar: BusinessCalendar,
    breaks: Break? = nil
  ) throws {
    (self.item, self.table, self.calendar, self.breaks) = (item, table, calendar, breaks)
    // A part comes in as urgent as the whole was then.
    urgency =
      events.compactMap { $0.data["from_urgency"].flatMap(Urgency.init) }.first
      ?? (item.isPart ? item.urgency : .normal)
    for event in events { try take(event) }
  }

  private mutating func take(_ event: CaseEvent) throws {
    let (now, data) = (event.at, event.data)
    if let urgency = data["urgency"].flatMap(Urgency.init) { self.urgency = urgency }
    switch event.move {
    case .submit: start(.accept, table.accept, CaseDesk.dispatch, now)
    case .accept:
      finish(.accept, now)
      start(.dispatch, table.dispatch[urgency], CaseDesk.dispatch, now)
    case .refuse:
      finish(.accept, now)
      end(nil, .dropped, now)
    case .merge where data["into"] != nil:
      finish(.accept, now)
      end(nil, .dropped, now)
    case .withdraw: end(nil, .dropped, now)
    case .file: given = try data["limit"].map(limit)
    case .dispatch, .reassign: try give(data, event.move == .dispatch, now)
    case .object:
      start(
        .decide, table.decide, data["arbiter"] == nil ? CaseDesk.dispatch : CaseDesk.approval, now)
    case .decideObjection: decided(data["upheld"] == "yes", now)
    case .escalate: try climb(to: owner(data), data, now)
    case .climb: try climbed(data, now)
    case .contact: finish(.contact, now)
    case .askExtension: start(.decide, table.decide, CaseDesk.approval, now)
    case .decideExtension:
      finish(.decide, now)
      guard data["granted"] == "yes", let more = data["amount"].flatMap({ Int($0) }) else { break }
      try change(.handle) { $0.limit = try present($0.limit.extended(by: more)) }
    case .park: try park(data, now)
    case .resume:
      finish(.review, now)
      for index in rows.indices where rows[index].isLive {
        guard let open = rows[index].pauses.last, open.to == nil else { continue }
        rows[index].pauses[rows[index].pauses.count - 1] = .init(from: open.from, to: now)
        rows[index].state = .running
      }
    case .split:
      finish(.dispatch, now)
      given = try data["limit"].map(limit)
      carryOn(.handle, try present(given), now)
    case .ask:
      let days = try present(data["days"].flatMap { Int($0) })
      start(.answer, try present(Limit(days, .calendarDays)), CaseDesk.reporter, now)
    case .answer: finish(.answer, now)
    case .lapse: end(.answer, .missed, now)
    case .report, .combine: answered(now)
    case .solveOnSite:
      finish(.dispatch, now)
      answered(now)
    case .close:
      finish(.check, now)
      end(nil, .dropped, now)
    case .rework:
      finish(.check, now)
      end(.rate, .dropped, now)
      let whole = given ?? table.general
      let half = try present(
        whole.halved(hoursPerWorkingDay: calendar.document.hoursPerWorkingDay))
      sendBack(breaks == .reworkHasTheWholeLimit ? whole : half, now)
    case .reopen: sendBack(given ?? table.general, now)
    case .rate: finish(.rate, now)
    default: break
    }
  }

  // MARK: what moves do

  private mutating func give(
    _ data: [String: String], _ isDispatch: Bool, _ now: Timestamp
  ) throws {
    owner = owner(data)
    isGiven = true
    let limit = try data["limit"].map(limit)
    if isDispatch {
      finish(.dispatch, now)
      given = limit
    }
    carryOn(.handle, limit ?? given ?? table.general, now)
    if item.canBeContacted { carryOn(.contact, table.contact[urgency], now) }
  }

  private mutating func decided(_ upheld: Bool, _ now: Timestamp) {
    finish(.decide, now)
    guard upheld else { return }
    (owner, isGiven) = (CaseDesk.dispatch, false)
    end(.contact, .dropped, now)
    if breaks == .returnsStopClocks { end(.handle, .dropped, now) }
    try? change(.handle) { $0.owner = CaseDesk.dispatch }
    start(.dispatch, table.dispatch[urgency], CaseDesk.dispatch, now)
  }

  private mutating func climbed(_ data: [String: String], _ now: Timestamp) throws {
    let duty = try present(data["duty"].flatMap(CaseLimit.Duty.init))
    let owner = try present(data["owner"])
    if duty == .handle {
      end(.decide, .dropped, now)
      try climb(to: owner, data, now)
    } else {
      handOn(duty, try limit(try present(data["limit"])), to: owner, now)
    }
  }

  private mutating func climb(to owner: String, _ data: [String: String], _ now: Timestamp) throws {
    let longer = try limit(try present(data["limit"]))
    (self.owner, given) = (owner, longer)
    try change(.contact) { $0.owner = owner }
    if breaks == .climbKeepsTheClock { return try change(.handle) { $0.owner = owner } }
    handOn(.handle, longer, to: owner, now)
  }

  /// Whoever has it next has a new limit, and the lateness of those before.
  private mutating func handOn(
    _ duty: CaseLimit.Duty, _ limit: Limit, to owner: String, _ now: Timestamp
  ) {
    let live = rows.firstIndex { $0.duty == duty && $0.isLive }
    pass(duty, now)
    start(duty, limit, owner, now)
    guard let live, breaks != .climbForgives else { return }
    let row = rows[live]
    let clock = LimitClock(row.limit, startedAt: row.start, pauses: row.pauses)
    let due = row.state == .missed ? clock?.deadline(in: calendar)?.at : nil
    rows[rows.count - 1].late = row.late ?? due
  }

  private mutating func park(_ data: [String: String], _ now: Timestamp) throws {
    if breaks != .parkingDoesNotStop {
      for index in rows.indices
      where rows[index].isLive && [.handle, .contact].contains(rows[index].duty) {
        rows[index].pauses.append(.init(from: now))
        rows[index].state = .paused
      }
    }
    let day = try present(data["review_on"].flatMap { LocalDate($0) })
    let days = day.dayNumber - CityTime.date(of: now).dayNumber
    start(.review, try present(Limit(days, .calendarDays)), owner, now)
  }

  private mutating func answered(_ now: Timestamp) {
    end(.contact, .missed, now)
    end(.answer, .dropped, now)
    finish(.handle, now)
    // A part is checked with the whole.
    guard !item.isPart || breaks == .partsAreChecked else { return }
    start(.check, table.check, CaseDesk.supervision, now)
    if item.canBeAsked { start(.rate, table.rate, CaseDesk.reporter, now) }
  }

  private mutating func sendBack(_ limit: Limit, _ now: Timestamp) {
    if isGiven { return start(.handle, limit, owner, now) }
    given = limit
    start(.dispatch, table.dispatch[urgency], CaseDesk.dispatch, now)
  }
}
