extension Say {
  /// A tape's words: `剩 1时09分`, `剩 8分`, `超 26分`; `1 h 09 min left`, `26 min over`.
  ///
  /// Minutes are rounded so that neither side is flattered: what is left is cut, what is over is
  /// cut too, and the last minute reads `剩 不到1分`.
  public static func left(until due: Timestamp, now: Timestamp, in language: Language) -> String {
    let milliseconds = due.milliseconds(since: now)
    let minutes = Int(abs(milliseconds) / 60_000)
    switch language {
    case .chinese:
      return (milliseconds >= 0 ? "剩 " : "超 ")
        + (minutes == 0 ? "不到1分" : short(minutes, in: language))
    case .english:
      return (minutes == 0 ? "< 1 min" : short(minutes, in: language))
        + (milliseconds >= 0 ? " left" : " over")
    }
  }

  /// Compact, for tapes and rows: `2天3时`, `1时09分`, `8分`; `2 d 3 h`, `1 h 09 min`, `8 min`.
  public static func short(_ minutes: Int, in language: Language) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    switch language {
    case .chinese:
      if days > 0 { return hours == 0 ? "\(days)天" : "\(days)天\(hours)时" }
      if hours > 0 { return "\(hours)时\(Digits.padded(rest, 2))分" }
      return "\(rest)分"
    case .english:
      if days > 0 { return hours == 0 ? "\(days) d" : "\(days) d \(hours) h" }
      if hours > 0 { return "\(hours) h \(Digits.padded(rest, 2)) min" }
      return "\(rest) min"
    }
  }

  /// Spoken, for sentences: `7 小时 39 分`, `3 天`, `26 分钟`; `7 h 39 min`, `3 days`.
  public static func span(_ minutes: Int, in language: Language) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    switch language {
    case .chinese:
      if days > 0 { return hours == 0 ? "\(days) 天" : "\(days) 天 \(hours) 小时" }
      if hours > 0 { return rest == 0 ? "\(hours) 小时" : "\(hours) 小时 \(rest) 分" }
      return "\(rest) 分钟"
    case .english:
      let day = days == 1 ? "1 day" : "\(days) days"
      if days > 0 { return hours == 0 ? day : day + " \(hours) h" }
      if hours > 0 { return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min" }
      return "\(rest) min"
    }
  }

  /// Minutes from `start` to `end`, never below zero.
  public static func minutes(from start: Timestamp, to end: Timestamp) -> Int {
    Int(max(0, end.milliseconds(since: start)) / 60_000)
  }

  /// `138 **** 2076`: the middle of a phone number hidden; other lengths keep two at each end.
  public static func masked(phone: String) -> String {
    let digits = Array(phone)
    if digits.count == 11 { return "\(String(digits[..<3])) **** \(String(digits[7...]))" }
    guard digits.count > 4 else { return String(repeating: "*", count: digits.count) }
    return String(digits.prefix(2)) + " **** " + String(digits.suffix(2))
  }
}
