import Civics
import Kernel

/// A year's notice as the three texts of its line, and back.
enum HolidayText {
  enum Fault: Error, Hashable {
    case year
    /// A line of days off, counted from 1, that is not name and days.
    case off(Int)
    case work(Int)
    /// A day that is none of the year's notice.
    case stray(LocalDate)
    case turned(String)
  }

  /// `元旦 2027-01-01~2027-01-03`, one a line; a single day needs no second one.
  static func table(year: String, _ values: [String: String]) throws(Fault) -> HolidayTable {
    guard let number = Int(year), (1949...2999).contains(number) else { throw .year }
    var holidays: [HolidayTable.Holiday] = []
    for (index, line) in lines(values["off"]).enumerated() {
      guard let space = line.lastIndex(where: \.isWhitespace),
        let (first, last) = days(line[line.index(after: space)...])
      else { throw .off(index + 1) }
      let name = String(line[..<space]).trimmed
      guard !name.isEmpty else { throw .off(index + 1) }
      guard first <= last else { throw .turned(name) }
      holidays.append(HolidayTable.Holiday(name: name, first: first, last: last))
    }
    var work: [LocalDate] = []
    for (index, line) in lines(values["work"]).enumerated() {
      guard let day = LocalDate(line) else { throw .work(index + 1) }
      work.append(day)
    }
    // New year's holidays begin in December.
    let all = work + holidays.flatMap { [$0.first, $0.last] }
    if let stray = all.first(where: { abs($0.year - number) > 1 }) { throw .stray(stray) }
    return HolidayTable(
      year: number, source: values["source"] ?? "", holidays: holidays, makeUpDays: work)
  }

  static func values(of table: HolidayTable) -> [String: String] {
    let off = table.holidays.map { holiday in
      "\(holiday.name) \(holiday.first)"
        + (holiday.first == holiday.last ? "" : "~\(holiday.last)")
    }
    return [
      "source": table.source, "off": off.joined(separator: "\n"),
      "work": table.makeUpDays.map(\.description).joined(separator: "\n"),
    ]
  }

  private static func lines(_ text: String?) -> [String] {
    (text ?? "").split { $0.isNewline || $0 == ";" || $0 == "；" }.map { String($0).trimmed }
      .filter { !$0.isEmpty }
  }

  private static func days(_ text: Substring) -> (LocalDate, LocalDate)? {
    let parts = text.split { $0 == "~" || $0 == "～" || $0 == "至" }
    guard let first = parts.first.flatMap({ LocalDate(String($0)) }), parts.count <= 2,
      let last = LocalDate(String(parts.last ?? ""))
    else { return nil }
    return (first, last)
  }
}
