import Civics
import Kernel

/// The calendar in force: what this release ships, with the district's own years in its place.
enum CalendarRule {
  /// What makes a year's working days: its days off and its make-up days, whatever they are called.
  struct Days: Hashable {
    let off: [[LocalDate]]
    let on: [LocalDate]
  }

  /// The district's own table of a year, else the shipped one; nil where there is neither.
  static func days(of year: Int, in own: [HolidayTable]) -> Days? {
    let shipped = BusinessCalendar.mainlandDocument.tables
    let table = own.first { $0.year == year } ?? shipped.first { $0.year == year }
    return table.map { table in
      Days(
        off: table.holidays.map { [$0.first, $0.last] }.sorted { $0[0] < $1[0] },
        on: table.makeUpDays.sorted())
    }
  }

  /// Throws `Problem(.invalid)` for tables that contradict themselves.
  static func calendar(with own: [HolidayTable]) throws -> BusinessCalendar {
    guard !own.isEmpty else { return .mainland }
    var document = BusinessCalendar.mainlandDocument
    let years = Set(own.map(\.year))
    document.tables = document.tables.filter { !years.contains($0.year) } + own
    do {
      return try BusinessCalendar(document)
    } catch {
      throw Problem(field: "days", "directory.holidays-wrong")
    }
  }
}
