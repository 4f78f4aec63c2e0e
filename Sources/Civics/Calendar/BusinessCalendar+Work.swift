public import Kernel

extension BusinessCalendar {
  /// Milliseconds of office hours between two instants; negative when they are the other way round.
  public func workingTime(from start: Timestamp, to end: Timestamp) -> Int64 {
    worked(until: end) - worked(until: start)
  }

  /// The first instant at which this much working time (more than nothing) has passed.
  ///
  /// Time that runs out at closing ends there, not at the next opening.
  public func moment(after workingMilliseconds: Int64, from start: Timestamp) -> Timestamp {
    guard workingMilliseconds > 0 else { return start }
    let target = worked(until: start) + workingMilliseconds
    let wholeDay = document.officeHours.wholeDay
    let before = (target - 1).flooredQuotient(by: wholeDay)
    let day = days.day(reaching: Int(before) + 1)
    let inDay = document.officeHours.moment(worked: target - before * wholeDay)
    return CityTime.instant(day: day, millisecond: inDay)
  }

  /// Closing time of a working day; the end of the day where nobody works.
  func closing(of day: Int) -> Timestamp {
    CityTime.instant(
      day: day, millisecond: days.isWorking(day) ? document.officeHours.closing : 86_400_000)
  }

  /// Working time since the calendar's own origin.
  private func worked(until at: Timestamp) -> Int64 {
    let (day, millisecond) = CityTime.dayAndMillisecond(at)
    let today = days.isWorking(day) ? document.officeHours.worked(until: millisecond) : 0
    return Int64(days.count(before: day)) * document.officeHours.wholeDay + today
  }
}

extension CityTime {
  /// Like `split`, without working out the date.
  static func dayAndMillisecond(_ at: Timestamp) -> (day: Int, millisecond: Int64) {
    let local = at.rawValue + offsetSeconds * 1000
    let day = local.flooredQuotient(by: 86_400_000)
    return (Int(day), local - day * 86_400_000)
  }

  static func instant(day: Int, millisecond: Int64) -> Timestamp {
    Timestamp(milliseconds: Int64(day) * 86_400_000 + millisecond - offsetSeconds * 1000)
  }
}

extension Int64 {
  /// Division that rounds down, for a positive divisor.
  func flooredQuotient(by divisor: Int64) -> Int64 {
    self / divisor - (self % divisor < 0 ? 1 : 0)
  }
}
