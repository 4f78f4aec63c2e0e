import Kernel

/// When people are not texted: 22:00 to 07:00 (docs/rules.md §6).
enum QuietHours {
  static let from = 22
  static let to = 7

  /// The first moment from `now` on at which a text may go out.
  static func nextMoment(at now: Timestamp, _ level: Message.Level) -> Timestamp {
    guard level != .urgent else { return now }
    let (date, inDay) = CityTime.split(now)
    let hour = Int(inDay / 3_600_000)
    if hour >= from { return CityTime.instant(date.adding(days: 1), hour: to) }
    return hour < to ? CityTime.instant(date, hour: to) : now
  }
}
