public import Civics
public import Kernel

extension CityPlan {
  /// On which days something holds; working days are those of the calendar, make-up days included.
  public enum Days: String, CaseIterable, Sendable, Codable {
    case workdays, daily, restdays
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Monday is 1.
    private var weekday: Int? {
      switch self {
      case .workdays, .daily, .restdays: nil
      case .monday: 1
      case .tuesday: 2
      case .wednesday: 3
      case .thursday: 4
      case .friday: 5
      case .saturday: 6
      case .sunday: 7
      }
    }

    public func holds(on day: LocalDate, _ calendar: BusinessCalendar) -> Bool {
      switch self {
      case .daily: true
      case .workdays: calendar.isWorkingDay(day)
      case .restdays: !calendar.isWorkingDay(day)
      default: day.weekday == weekday
      }
    }

    /// Whether there can be a day of both: any weekday may be a holiday, or made up for.
    func mayMeet(_ other: Days) -> Bool {
      if self == other || self == .daily || other == .daily { return true }
      return weekday == nil || other.weekday == nil ? weekday != other.weekday : false
    }
  }

  /// When a rule holds; by itself always.
  public struct RuleTime: Sendable, Hashable, Codable {
    public var days = Days.daily
    /// Hours of the day; none for all of it.
    public var spans: [Span] = []
    public var season: Season?
    /// The dates of the rule itself, the last included.
    public var first: LocalDate?
    public var last: LocalDate?

    public init() {}

    /// Minutes since midnight of the day on which it begins; the end may be past 1,440.
    public struct Span: Sendable, Hashable, Codable {
      public let start: Int
      public let end: Int

      public init(start: Int, end: Int) {
        self.start = start
        self.end = end
      }
    }

    /// A part of every year, both days included; it may run past the new year.
    public struct Season: Sendable, Hashable, Codable {
      /// Month times 100 and day.
      public let from: Int
      public let to: Int

      public init(from: Int, to: Int) {
        self.from = from
        self.to = to
      }

      func holds(on day: Int) -> Bool {
        from <= to ? (from...to).contains(day) : day >= from || day <= to
      }
    }

    /// How many things it asks for beside the rule's own dates.
    public var conditions: Int {
      (days == .daily ? 0 : 1) + (spans.isEmpty ? 0 : 1) + (season == nil ? 0 : 1)
    }

    public func holds(at now: Timestamp, _ calendar: BusinessCalendar) -> Bool {
      let today = CityTime.date(of: now)
      let minute = Int(now.milliseconds(since: CityTime.instant(today)) / 60_000)
      // What began yesterday may run past midnight.
      return holds(on: today, minute: minute, calendar)
        || !spans.isEmpty && holds(on: today.adding(days: -1), minute: minute + 1440, calendar)
    }

    private func holds(on day: LocalDate, minute: Int, _ calendar: BusinessCalendar) -> Bool {
      guard spans.isEmpty || spans.contains(where: { ($0.start..<$0.end).contains(minute) }),
        first.map({ $0 <= day }) ?? true, last.map({ day <= $0 }) ?? true,
        season?.holds(on: day.month * 100 + day.day) ?? true
      else { return false }
      return days.holds(on: day, calendar)
    }

    /// Whether there can be a moment at which both hold.
    func mayMeet(_ other: RuleTime) -> Bool {
      func ordered(_ first: LocalDate?, _ last: LocalDate?) -> Bool {
        guard let first, let last else { return true }
        return first <= last
      }
      let isOverNight = (spans + other.spans).contains { $0.end > 1440 }
      return ordered(first, other.last) && ordered(other.first, last)
        && (isOverNight || days.mayMeet(other.days)) && shares(hoursOf: other)
        && shares(seasonOf: other)
    }

    private func shares(hoursOf other: RuleTime) -> Bool {
      if spans.isEmpty || other.spans.isEmpty { return true }
      return spans.contains { own in
        other.spans.contains { theirs in
          [-1440, 0, 1440].contains { shift in
            own.start < theirs.end + shift && theirs.start + shift < own.end
          }
        }
      }
    }

    private func shares(seasonOf other: RuleTime) -> Bool {
      guard let season, let theirs = other.season else { return true }
      return season.holds(on: theirs.from) || theirs.holds(on: season.from)
    }
  }
}
