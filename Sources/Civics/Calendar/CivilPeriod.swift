import Kernel

/// A period in whole days as articles 201 and 203 of the Civil Code count them.
///
/// The start day is not counted, a last day that is off moves on, and it ends at 24:00 or at closing
/// time. The code does not say how a suspended period goes on: here the days from the pause up to
/// the day of resuming do not count, and what happens after closing happens on the next day.
struct CivilPeriod {
  /// Milliseconds from start to end without the pauses.
  let length: Int64

  init(_ clock: LimitClock, in calendar: BusinessCalendar) {
    let rule = Rule(limit: clock.limit, calendar: calendar)
    var last = rule.lastDay(CityTime.dayAndMillisecond(clock.startedAt).day, and: rule.limit.amount)
    var paused: Int64 = 0
    for pause in clock.pauses {
      // Over before it was paused: nothing moves any more.
      guard pause.from < rule.end(of: last), let to = pause.to else { break }
      // Paused on the days that the last day was moved over: it goes on from where it was moved to.
      if rule.day(of: pause.from) > last { last = rule.moved(last) }
      last = rule.lastDay(last, and: rule.days(from: pause.from, to: to))
      paused += to.milliseconds(since: pause.from)
    }
    length = rule.end(of: last).milliseconds(since: clock.startedAt) - paused
  }

  private struct Rule {
    let limit: Limit
    let calendar: BusinessCalendar

    private var toClosing: Bool { limit.counting == .civilToClosing }
    private var inWorkingDays: Bool { limit.unit == .workingDays }

    /// When a period ends whose last day, before it moves, is this one.
    func end(of last: Int) -> Timestamp {
      let day = moved(last)
      return toClosing
        ? calendar.closing(of: day) : CityTime.instant(day: day, millisecond: 86_400_000)
    }

    /// So many days after `day`, which is not counted.
    func lastDay(_ day: Int, and count: Int) -> Int {
      guard inWorkingDays, count > 0 else { return day + count }
      return calendar.days.day(reaching: calendar.days.count(before: day + 1) + count)
    }

    /// Where a last day that is off moves to.
    func moved(_ last: Int) -> Int {
      var day = last
      while !inWorkingDays, calendar.movesOff(day) { day += 1 }
      return day
    }

    /// Days that a pause takes out of the count.
    func days(from: Timestamp, to: Timestamp) -> Int {
      let (first, resumed) = (day(of: from), day(of: to))
      return inWorkingDays
        ? calendar.days.count(before: resumed) - calendar.days.count(before: first)
        : resumed - first
    }

    func day(of at: Timestamp) -> Int {
      let day = CityTime.dayAndMillisecond(at).day
      return toClosing && at >= calendar.closing(of: day) ? day + 1 : day
    }
  }
}
