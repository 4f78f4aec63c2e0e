public import Kernel

/// Which days and hours offices work, so that limits can be counted.
///
/// Counting is arithmetic on a table built once, independent of how long a span is. In years
/// without a holiday table only weekends are off; `assumedYears` says where that was so.
public struct BusinessCalendar: Sendable {
  public let document: Document
  let days: DayIndex
  private let kinds: [Int: DayKind]

  public init(_ document: Document) throws(DocumentError) {
    guard !(1...7).allSatisfy(document.restWeekdays.contains) else { throw .noWorkingWeekday }
    guard (1...24).contains(document.hoursPerWorkingDay) else { throw .wrongHoursPerWorkingDay }
    kinds = try Self.kinds(of: document)
    days = DayIndex(
      years: document.tables.map(\.year), exceptions: kinds.mapValues(\.isWorking),
      restWeekdays: document.restWeekdays)
    self.document = document
  }

  public func kind(of date: LocalDate) -> DayKind {
    kinds[date.dayNumber] ?? (days.isWorking(date.dayNumber) ? .workingDay : .restDay)
  }

  public func isWorkingDay(_ date: LocalDate) -> Bool { days.isWorking(date.dayNumber) }

  /// How many working days lie in `first..<end`.
  public func workingDays(from first: LocalDate, to end: LocalDate) -> Int {
    days.count(before: end.dayNumber) - days.count(before: first.dayNumber)
  }

  /// Years between the two days for which no table is loaded, so that holidays were not known.
  public func assumedYears(from first: LocalDate, through last: LocalDate) -> [Int] {
    guard first <= last else { return [] }
    return (first.year...last.year).filter { year in
      !document.tables.contains { $0.year == year }
    }
  }

  /// Whether the last day of a period in calendar days may not be this one.
  func movesOff(_ day: Int) -> Bool {
    switch document.lastDayMoves {
    case .offRestDays: !days.isWorking(day)
    case .offHolidaysOnly: if case .holiday = kinds[day] { true } else { false }
    }
  }

  /// Every day that differs from its weekday, by day number.
  private static func kinds(of document: Document) throws(DocumentError) -> [Int: DayKind] {
    var kinds: [Int: DayKind] = [:]
    for table in document.tables {
      for holiday in table.holidays {
        guard holiday.first <= holiday.last,
          (holiday.first.year...holiday.last.year).contains(table.year)
        else { throw .wrongHoliday(holiday.name, year: table.year) }
        for day in holiday.first.dayNumber...holiday.last.dayNumber {
          kinds[day] = .holiday(holiday.name)
        }
      }
    }
    for table in document.tables {
      for date in table.makeUpDays {
        guard date.year == table.year, document.restWeekdays.contains(date.weekday) else {
          throw .wrongMakeUpDay(date)
        }
        if case .holiday = kinds[date.dayNumber] { throw .contradiction(date) }
        kinds[date.dayNumber] = .makeUpWorkingDay
      }
    }
    return kinds
  }
}

extension BusinessCalendar: Hashable {
  public static func == (a: Self, b: Self) -> Bool { a.document == b.document }

  public func hash(into hasher: inout Hasher) { hasher.combine(document) }
}
