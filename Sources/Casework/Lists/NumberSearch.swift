import Civics
import Kernel

/// A typed case number as a condition: the whole one, or the short one of screens.
///
/// Numbers are digits in a few pairs, so the search by pairs would find them all.
enum NumberSearch {
  /// Nil when the text is no number.
  static func condition(_ text: String, at now: Timestamp, only newest: Bool = false) -> SQL? {
    let plain = FoldedText(text).text.uppercased()
    if let number = CaseNumber(rawValue: plain.filter { $0 != " " && $0 != "-" }) {
      return "no = \(number.rawValue)"
    }
    return short(plain, at: now, newest)
  }

  /// `TY-1122-0417`: such a day of this year or of those before, by the range of `ref` that it has;
  /// every screen shows an old case by this number as well.
  private static func short(_ plain: String, at now: Timestamp, _ newest: Bool) -> SQL? {
    let parts = plain.split(separator: "-").map { String($0).trimmed }
    guard parts.count == 3, parts[1].utf8.count == 4, (4...6).contains(parts[2].utf8.count),
      let day = Int(parts[1]), let serial = Int(parts[2]), serial > 0
    else { return nil }
    let dates = days(month: day / 100, day: day % 100, at: now).prefix(newest ? 1 : .max)
    guard !dates.isEmpty else { return nil }
    let ranges = dates.map { date -> SQL in
      let from = CityTime.instant(date).rawValue << 20
      let before = CityTime.instant(date.adding(days: 1)).rawValue << 20
      return "(ref >= \(from) AND ref < \(before))"
    }
    let ending = "%" + Digits.padded(serial, 6)
    return "\(SQL.any(ranges)) AND no LIKE \(ending)"
  }

  /// Such days up to today, the latest first; as far back as messages of other systems are taken over.
  private static func days(month: Int, day: Int, at now: Timestamp) -> [LocalDate] {
    let today = CityTime.date(of: now)
    return (0...12).compactMap { LocalDate(year: today.year - $0, month: month, day: day) }
      .filter { $0 <= today }
  }
}
