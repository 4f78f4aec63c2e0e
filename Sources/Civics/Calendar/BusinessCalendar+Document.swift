public import Kernel

extension BusinessCalendar {
  /// All the data a calendar is made of; kept as JSON and edited by the district.
  public struct Document: Hashable, Codable, Sendable {
    public var tables: [HolidayTable]
    public var officeHours: OfficeHours
    /// ISO weekdays off, Monday is 1; the weekend unless a table says otherwise.
    public var restWeekdays: Set<Int>
    /// What one working day is worth in working hours.
    public var hoursPerWorkingDay: Int
    public var lastDayMoves: LastDayMoves

    public init(
      tables: [HolidayTable], officeHours: OfficeHours, restWeekdays: Set<Int> = [6, 7],
      hoursPerWorkingDay: Int = 8, lastDayMoves: LastDayMoves = .offRestDays
    ) {
      self.tables = tables
      self.officeHours = officeHours
      self.restWeekdays = restWeekdays
      self.hoursPerWorkingDay = hoursPerWorkingDay
      self.lastDayMoves = lastDayMoves
    }
  }

  /// Which last days of a period in calendar days move on.
  ///
  /// Article 203 of the Civil Code says 法定休假日, which courts read as weekends and holidays alike.
  public enum LastDayMoves: String, Codable, Sendable {
    case offRestDays = "off_rest_days"
    case offHolidaysOnly = "off_holidays_only"
  }

  /// What a day is.
  public enum DayKind: Hashable, Sendable {
    case workingDay, makeUpWorkingDay, restDay
    case holiday(String)

    public var isWorking: Bool { self == .workingDay || self == .makeUpWorkingDay }
  }

  /// Why a document makes no calendar.
  public enum DocumentError: Error, Hashable, Sendable {
    /// A holiday that ends before it begins, or lies wholly outside its table's year.
    case wrongHoliday(String, year: Int)
    /// A make-up day of another year, or on a weekday that is worked anyway.
    case wrongMakeUpDay(LocalDate)
    /// Both a day off and a make-up working day.
    case contradiction(LocalDate)
    case noWorkingWeekday
    case wrongHoursPerWorkingDay
  }
}
