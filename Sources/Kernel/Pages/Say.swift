/// Times and dates as people say them, in the city's time; pure functions.
public enum Say {
  /// Such as `9:41` or `18:00`.
  public static func clock(_ at: Timestamp) -> String {
    let minutes = Int(CityTime.split(at).millisecondOfDay / 60_000)
    return "\(minutes / 60):\(Digits.padded(minutes % 60, 2))"
  }

  /// Such as `今天 14:20`, `11月20日`, `2025年11月20日`; `today 14:20`, `20 Nov`, `20 Nov 2025`.
  ///
  /// The hour is left out from two days away on: nobody plans by it. Use ``due(_:now:in:)``
  /// where it matters.
  public static func when(_ at: Timestamp, now: Timestamp, in language: Language) -> String {
    if let near = nearDay(at, now: now, in: language) { return near + " " + clock(at) }
    return date(CityTime.date(of: at), now: now, in: language)
  }

  /// Like ``when(_:now:in:)`` but always with the hour: for limits and appointments.
  public static func due(_ at: Timestamp, now: Timestamp, in language: Language) -> String {
    let near = nearDay(at, now: now, in: language)
    return (near ?? date(CityTime.date(of: at), now: now, in: language)) + " " + clock(at)
  }

  /// Such as `今天 18:00 前` or `by today 18:00`.
  public static func before(_ at: Timestamp, now: Timestamp, in language: Language) -> String {
    switch language {
    case .chinese: due(at, now: now, in: language) + " 前"
    case .english: "by " + due(at, now: now, in: language)
    }
  }

  /// The minute in full for ledgers and `title` attributes: `2026-11-22 10:28`.
  public static func moment(_ at: Timestamp) -> String {
    CityTime.date(of: at).description + " " + clock(at)
  }

  /// Such as `11月22日 周日` or `Sun 22 Nov`.
  public static func day(_ at: Timestamp, in language: Language) -> String {
    let date = CityTime.date(of: at)
    switch language {
    case .chinese:
      return "\(date.month)月\(date.day)日 \(chineseWeekdays[date.weekday - 1])"
    case .english:
      return "\(englishWeekdays[date.weekday - 1]) \(date.day) \(months[date.month - 1])"
    }
  }

  /// The date, with the year when it is not this one: `11月20日`, `20 Nov 2025`.
  public static func date(_ date: LocalDate, now: Timestamp, in language: Language) -> String {
    guard CityTime.date(of: now).year == date.year else { return fullDate(date, in: language) }
    return switch language {
    case .chinese: "\(date.month)月\(date.day)日"
    case .english: "\(date.day) \(months[date.month - 1])"
    }
  }

  /// With a comma between thousands: `4,424`.
  public static func number(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    let grouped = digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : String(digit)
    }
    return (count < 0 ? "-" : "") + grouped.joined()
  }

  /// The date always with its year, for what holds for long: `2027年2月25日`, `25 Feb 2027`.
  public static func fullDate(_ date: LocalDate, in language: Language) -> String {
    switch language {
    case .chinese: "\(date.year)年\(date.month)月\(date.day)日"
    case .english: "\(date.day) \(months[date.month - 1]) \(date.year)"
    }
  }

  /// The last day of what ends at an instant: an end at midnight is the day before it.
  public static func lastDay(until end: Timestamp, in language: Language) -> String {
    fullDate(CityTime.date(of: end.adding(seconds: -1)), in: language)
  }

  /// The part of the day for a greeting: 0 morning (5–11), 1 afternoon (12–17), 2 evening.
  public static func partOfDay(_ at: Timestamp) -> Int {
    switch CityTime.split(at).millisecondOfDay / 3_600_000 {
    case 5..<12: 0
    case 12..<18: 1
    default: 2
    }
  }

  private static func nearDay(_ at: Timestamp, now: Timestamp, in language: Language) -> String? {
    let away = CityTime.date(of: at).dayNumber - CityTime.date(of: now).dayNumber
    guard (-1...1).contains(away) else { return nil }
    return switch language {
    case .chinese: ["昨天", "今天", "明天"][away + 1]
    case .english: ["yesterday", "today", "tomorrow"][away + 1]
    }
  }

  private static let chineseWeekdays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
  private static let englishWeekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Say {
  /// The month of a date on a calendar leaf: `11月`, `Nov`.
  public static func month(_ date: LocalDate, in language: Language) -> String {
    language == .chinese ? "\(date.month)月" : String(months[date.month - 1])
  }
}
