public import Kernel

/// The days off and the make-up working days of one year, from one notice.
public struct HolidayTable: Hashable, Codable, Sendable {
  public let year: Int
  /// The notice the days come from: who, number, date.
  public let source: String
  public let holidays: [Holiday]
  /// Rest days on which offices work, 调休工作日.
  public let makeUpDays: [LocalDate]

  /// A run of days off, weekends within it included.
  public struct Holiday: Hashable, Codable, Sendable {
    public let name: String
    public let first: LocalDate
    public let last: LocalDate

    public init(name: String, first: LocalDate, last: LocalDate) {
      self.name = name
      self.first = first
      self.last = last
    }
  }

  public init(year: Int, source: String, holidays: [Holiday], makeUpDays: [LocalDate]) {
    self.year = year
    self.source = source
    self.holidays = holidays
    self.makeUpDays = makeUpDays
  }
}
