import Kernel

extension BusinessCalendar {
  /// Office hours 08:00–12:00 and 14:00–18:00, the usual ones of city management.
  public static let usualOfficeHours: OfficeHours = {
    let spans = [(8, 12), (14, 18)].compactMap { opens, closes -> OfficeHours.Span? in
      guard let opens = TimeOfDay(hour: opens), let closes = TimeOfDay(hour: closes) else {
        return nil
      }
      return OfficeHours.Span(opens: opens, closes: closes)
    }
    guard let hours = OfficeHours(spans) else { fatalError("the shipped office hours are broken") }
    return hours
  }()

  /// What this release ships: the State Council's tables and the usual hours.
  public static let mainlandDocument = Document(
    tables: HolidayTable.stateCouncil, officeHours: usualOfficeHours)

  /// The calendar before a district edits it.
  public static let mainland: BusinessCalendar = {
    do {
      return try BusinessCalendar(mainlandDocument)
    } catch {
      fatalError("the shipped calendar is broken: \(error)")
    }
  }()
}
