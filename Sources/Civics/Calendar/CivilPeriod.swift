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
    let startDay = CityTime.dayAndMillisecond(clock.startedAt).day
    var end = rule.end(startDay: startDay, lost: 0)
    var lost = 0
    var paused: Int64 = 0
    for pause in clock.pauses {
      // Over before it was paused: nothing moves any more.
      guard pause.from < end, let to = pause.to else { break }
      lost += rule.days(from: pause.from, to: to)
      paused += to.milliseconds(since: pause.from)
      end = rule.end(startDay: startDay, lost: lost)
    }
    length = end.milliseconds(since: clock.startedAt) - paused
  }

  private struct Rule {
    let limit: Limit
    let calendar: BusinessCalendar

    private var toClosing: Bool { limit.counting == .civilToClosing }
    private var inWorkingDays: Bool { limit.unit == .workingDays }

    func end(startDay: Int, lost: Int) -> Timestamp {
      let day = lastDay(startDay: startDay, count: limit.amount + lost)
      return toClosing
        ? calendar.closing(of: day) : CityTime.instant(day: day, millisecond: 86_400_000)
    }

    private func lastDay(startDay: Int, count: Int) -> Int {
      guard !inWorkingDays else {
        return calendar.days.day(reaching: calendar.days.count(before: startDay + 1) + count)
      }
      var day = startDay + count
      while calendar.movesOff(day) { day += 1 }
      return day
    }

    /// Days that a pause takes out of the count.
    func days(from: Timestamp, to: Timestamp) -> Int {
      let (first, resumed) = (day(of: from), day(of: to))
      return inWorkingDays
        ? calendar.days.count(before: resumed) - calendar.days.count(before: first)
        : resumed - first
    }

    private func day(of at: Timestamp) -> Int {
      let day = CityTime.dayAndMillisecond(at).day
      return toClosing && at >= calendar.closing(of: day) ? day + 1 : day
    }
  }
}
