import Kernel

/// One clock laid over one calendar: its whole length in milliseconds, and the way along it.
struct Course {
  /// Milliseconds that may be used up, in office hours or on end.
  let budget: Int64
  private let inOfficeHours: Bool
  private let clock: LimitClock
  private let calendar: BusinessCalendar

  init(_ clock: LimitClock, in calendar: BusinessCalendar) {
    let amount = Int64(clock.limit.amount)
    let unit: Int64 =
      switch clock.limit.unit {
      case .workingMinutes, .urgentMinutes: 60_000
      case .workingHours, .urgentHours: 3_600_000
      case .workingDays: Int64(calendar.document.hoursPerWorkingDay) * 3_600_000
      case .urgentDays, .calendarDays: 86_400_000
      }
    self.clock = clock
    self.calendar = calendar
    switch clock.limit.counting {
    case .running:
      budget = amount * unit
      inOfficeHours = [.workingMinutes, .workingHours, .workingDays].contains(clock.limit.unit)
    case .civilToClosing, .civilToMidnight:
      budget = CivilPeriod(clock, in: calendar).length
      inOfficeHours = false
    }
  }

  func share(percent: Int) -> Int64 { budget * Int64(percent) / 100 }

  /// What has been used up at `now`; pauses stand still.
  func consumed(until now: Timestamp) -> Int64 {
    guard now > clock.startedAt else { return 0 }
    var used: Int64 = 0
    var cursor = clock.startedAt
    for pause in clock.pauses where pause.from < now {
      used += elapsed(from: cursor, to: pause.from)
      guard let to = pause.to, to < now else { return used }
      cursor = to
    }
    return used + elapsed(from: cursor, to: now)
  }

  /// When this much is used up; nil if the clock stands still before.
  func moment(consuming amount: Int64) -> Timestamp? {
    var rest = amount
    var cursor = clock.startedAt
    for pause in clock.pauses {
      let span = elapsed(from: cursor, to: pause.from)
      if rest <= span { break }
      guard let to = pause.to else { return nil }
      rest -= span
      cursor = to
    }
    return advanced(cursor, by: rest)
  }

  /// `start` and so much more of the limit's time, pauses aside.
  func advanced(_ start: Timestamp, by amount: Int64) -> Timestamp {
    inOfficeHours
      ? calendar.moment(after: amount, from: start)
      : Timestamp(milliseconds: start.rawValue + amount)
  }

  /// Untabled years on the way; none where holidays make no difference.
  func assumedYears(until end: Timestamp) -> [Int] {
    guard inOfficeHours || clock.limit.counting != .running else { return [] }
    return calendar.assumedYears(
      from: CityTime.date(of: clock.startedAt), through: CityTime.date(of: end))
  }

  private func elapsed(from start: Timestamp, to end: Timestamp) -> Int64 {
    inOfficeHours
      ? calendar.workingTime(from: start, to: end) : end.milliseconds(since: start)
  }
}
