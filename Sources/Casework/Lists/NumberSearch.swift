import Civics
import Kernel

/// A typed case number as a condition: the whole one, or the short one of screens.
///
/// Numbers are digits in a few pairs, so the search by pairs would find them all.
enum NumberSearch {
  /// Nil when the text is no number.
  ///
  /// `inPart`: also the day alone, and the beginning of a whole number. Lists take those; whoever
  /// shows by a number that a case is theirs names it.
  static func condition(_ text: String, at now: Timestamp, inPart: Bool = false) -> SQL? {
    let plain = FoldedText(text).text.uppercased()
    let joined = plain.filter { $0 != " " && $0 != "-" }
    if let number = CaseNumber(rawValue: joined) { return "no = \(number.rawValue)" }
    if inPart, let begun = begun(joined, at: now) { return begun }
    guard let short = ShortNumber(plain), inPart || short.isWhole else { return nil }
    return condition(short, at: now)
  }

  /// `15070320261122W`: region and day are there, and the rest as far as it goes.
  private static func begun(_ text: String, at now: Timestamp) -> SQL? {
    guard (14...20).contains(text.utf8.count),
      text.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }),
      let digits = Int(text.dropFirst(6).prefix(8)),
      let date = LocalDate(year: digits / 10_000, month: digits / 100 % 100, day: digits % 100),
      days(at: now).contains(date)
    else { return nil }
    let beginning = text + "%"
    return "\(range(of: date)) AND no LIKE \(beginning)"
  }

  /// Such a day of this year or of those before, by the range of `ref` that it has; every screen
  /// shows an old case by this number as well.
  private static func condition(_ short: ShortNumber, at now: Timestamp) -> SQL? {
    let known = days(at: now)
    let years = known.lowerBound.year...known.upperBound.year
    let dates = years.reversed().filter { short.year == nil || short.year == $0 }
      .compactMap { LocalDate(year: $0, month: short.month, day: short.day) }
      .filter { known.contains($0) }
    guard !dates.isEmpty else { return nil }
    let day = SQL.any(dates.map { range(of: $0) })
    guard let serial = short.serial else { return day }
    let ending = "%" + Digits.padded(serial, 6)
    return "\(day) AND no LIKE \(ending)"
  }

  private static func range(of date: LocalDate) -> SQL {
    let from = CityTime.instant(date).rawValue << 20
    let before = CityTime.instant(date.adding(days: 1)).rawValue << 20
    return "(ref >= \(from) AND ref < \(before))"
  }

  /// Up to today, as far back as messages of other systems are taken over.
  private static func days(at now: Timestamp) -> ClosedRange<LocalDate> {
    let today = CityTime.date(of: now)
    return (LocalDate(year: today.year - 12, month: 1, day: 1) ?? today)...today
  }
}

/// `TY-1122-0417`, with the year `TY-2019-1122-0417`, or its day alone, `TY-1122`.
struct ShortNumber: Hashable {
  private(set) var year: Int?
  let month: Int
  let day: Int
  /// Nil for all of the day.
  private(set) var serial: Int?
  /// Whether it is written as screens write it.
  let isWhole: Bool

  /// Nil for anything else.
  ///
  /// Without its letters only with a serial that begins with 0: house and room numbers look alike.
  init?(_ text: String) {
    var parts = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    let letters = parts[0].utf8
    let isNamed = (1...4).contains(letters.count) && letters.allSatisfy { (65...90).contains($0) }
    if isNamed { parts.removeFirst() }
    if parts.count > 1, let first = Self.number(parts[0], digits: 4...4), first >= 1300 {
      year = first
      parts.removeFirst()
    }
    guard (1...2).contains(parts.count), let date = Self.number(parts[0], digits: 4...4) else {
      return nil
    }
    month = date / 100
    day = date % 100
    let last = parts.count == 2 ? parts[1] : ""
    serial = Self.number(last, digits: 1...6)
    guard serial != nil || last.isEmpty, isNamed || (last.count >= 4 && last.hasPrefix("0")) else {
      return nil
    }
    if serial == 0 { serial = nil }
    isWhole = serial != nil && last.count >= 4
  }

  private static func number(_ text: String, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }
}
