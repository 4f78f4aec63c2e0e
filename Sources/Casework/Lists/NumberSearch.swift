import Civics
import Kernel

/// A typed case number as a condition: the whole one, or the short one of screens.
///
/// Numbers are digits in a few pairs, so the search by pairs would find them all.
enum NumberSearch {
  /// Nil when the text is no number.
  static func condition(_ text: String, at now: Timestamp) -> SQL? {
    let plain = FoldedText(text).text.uppercased()
    if let number = CaseNumber(rawValue: plain.filter { $0 != " " && $0 != "-" }) {
      return "no = \(number.rawValue)"
    }
    return short(plain, at: now)
  }

  /// `TY-1122-0417`: the latest such day, by the range of `ref` that it has.
  private static func short(_ plain: String, at now: Timestamp) -> SQL? {
    let parts = plain.split(separator: "-").map { String($0).trimmed }
    guard parts.count == 3, parts[1].utf8.count == 4, (4...6).contains(parts[2].utf8.count),
      let day = Int(parts[1]), let serial = Int(parts[2]), serial > 0,
      let date = latest(month: day / 100, day: day % 100, at: now)
    else { return nil }
    let from = CityTime.instant(date).rawValue << 20
    let before = CityTime.instant(date.adding(days: 1)).rawValue << 20
    let ending = "%" + Digits.padded(serial, 6)
    return "ref >= \(from) AND ref < \(before) AND no LIKE \(ending)"
  }

  private static func latest(month: Int, day: Int, at now: Timestamp) -> LocalDate? {
    let today = CityTime.date(of: now)
    // Eight years back, for a leap day across a century.
    return (0...8).lazy.compactMap { LocalDate(year: today.year - $0, month: month, day: day) }
      .first { $0 <= today }
  }
}
