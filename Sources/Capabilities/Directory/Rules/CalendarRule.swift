import Civics
import Kernel

/// The calendar in force: what this release ships, with the district's own years in its place.
enum CalendarRule {
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
