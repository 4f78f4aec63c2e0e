import Casework
import Civics
import Kernel

struct LedgerGap: Error {}

/// What is there or a fault of the history.
func present<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw LedgerGap() }
  return value
}

extension Ledger {
  mutating func start(
    _ duty: CaseLimit.Duty, _ limit: Limit, _ owner: String, _ now: Timestamp
  ) {
    let round = 1 + rows.count { $0.duty == duty }
    rows.append(Row(duty: duty, round: round, limit: limit, start: now, owner: owner))
  }

  mutating func carryOn(_ duty: CaseLimit.Duty, _ limit: Limit, _ now: Timestamp) {
    let owner = owner
    guard rows.contains(where: { $0.duty == duty && $0.isLive }) else {
      return start(duty, limit, owner, now)
    }
    for index in rows.indices where rows[index].duty == duty && rows[index].isLive {
      rows[index].owner = owner
    }
  }

  mutating func change(_ duty: CaseLimit.Duty, _ body: (inout Row) throws -> Void) throws {
    for index in rows.indices where rows[index].duty == duty && rows[index].isLive {
      try body(&rows[index])
    }
  }

  /// Nil: whatever runs.
  mutating func end(_ duty: CaseLimit.Duty?, _ state: CaseLimit.State, _ now: Timestamp) {
    for index in rows.indices
    where rows[index].isLive && (duty == nil || rows[index].duty == duty) {
      (rows[index].state, rows[index].end) = (state, now)
    }
  }

  mutating func finish(_ duty: CaseLimit.Duty, _ now: Timestamp) { judge(duty, .met, now) }
  mutating func pass(_ duty: CaseLimit.Duty, _ now: Timestamp) { judge(duty, .passed, now) }

  private mutating func judge(
    _ duty: CaseLimit.Duty, _ inTime: CaseLimit.State, _ now: Timestamp
  ) {
    for index in rows.indices where rows[index].duty == duty && rows[index].isLive {
      let late = breaks != .lateIsMet && isLate(rows[index], at: now)
      (rows[index].state, rows[index].end) = (late ? .missed : inTime, now)
    }
  }

  /// No time left before that moment, pauses left out; counted, not looked up.
  private func isLate(_ row: Row, at now: Timestamp) -> Bool {
    let hour: Int64 = 3_600_000
    let unit: Int64? =
      switch row.limit.unit {
      case .workingMinutes, .urgentMinutes: 60_000
      case .workingHours, .urgentHours: hour
      case .workingDays: Int64(calendar.document.hoursPerWorkingDay) * hour
      case .urgentDays: 24 * hour
      case .calendarDays: nil
      }
    guard let unit, row.limit.counting == .running else {
      guard let clock = LimitClock(row.limit, startedAt: row.start, pauses: row.pauses) else {
        return true
      }
      return clock.reading(at: now, in: calendar).state == .over
    }
    var (gone, from): (Int64, Timestamp?) = (0, row.start)
    for pause in row.pauses {
      if let start = from {
        gone += calendar.elapsed(from: start, to: pause.from, in: row.limit.unit)
      }
      from = pause.to
    }
    // All of it gone a millisecond ago: the last moment itself is in time, and after it a night or
    // a holiday changes nothing.
    let before = Timestamp(milliseconds: now.rawValue - 1)
    if let start = from { gone += calendar.elapsed(from: start, to: before, in: row.limit.unit) }
    return gone >= Int64(row.limit.amount) * unit
  }

  func owner(_ data: [String: String]) -> String {
    if let unit = data["unit"] { return unit }
    guard let level = data["level"].flatMap(CaseLevel.init) else { return CaseDesk.dispatch }
    return "area:" + (item.place.area(at: level) ?? item.place.area)
  }

  func limit(_ text: String) throws -> Limit {
    let parts = text.split(separator: " ").map(String.init)
    return try present(
      Limit(try present(Int(parts[0])), try present(parts.last.flatMap(Limit.Unit.init))))
  }

  /// What differs from the kept rows, each in one line.
  func differences(from kept: [CaseLimit]) -> [String] {
    let mine = Dictionary(uniqueKeysWithValues: rows.map { ("\($0.duty) \($0.round)", $0) })
    let theirs = Dictionary(uniqueKeysWithValues: kept.map { ("\($0.duty) \($0.round)", $0) })
    return Set(mine.keys).union(theirs.keys).sorted().compactMap { key in
      guard let mine = mine[key], let theirs = theirs[key] else {
        return "\(key): \(mine[key] == nil ? "kept only" : "of the ledger only")"
      }
      let clock = LimitClock(mine.limit, startedAt: mine.start, pauses: mine.pauses)
      let due = clock?.deadline(in: calendar)?.at
      let isSame =
        mine.limit == theirs.clock.limit && mine.start == theirs.clock.startedAt
        && mine.pauses == theirs.clock.pauses && mine.owner == theirs.owner
        && mine.state == theirs.state && mine.end == theirs.finishedAt
        && mine.late == theirs.lateSince
        && (!mine.isLive || due == theirs.dueAt)
      return isSame ? nil : "\(key): ledger \(mine), kept \(theirs)"
    }
  }
}
