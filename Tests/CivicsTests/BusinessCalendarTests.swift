import Civics
import Foundation
import Kernel
import Testing

struct BusinessCalendarTests {
  private let calendar = BusinessCalendar.mainland

  @Test(arguments: [
    (2024, 7, 28, 8, 251), (2025, 6, 28, 5, 248), (2026, 7, 33, 6, 248),
  ])
  func `each shipped table has the notice's days`(
    year: Int, holidays: Int, daysOff: Int, makeUpDays: Int, workingDays: Int
  ) throws {
    let table = try #require(HolidayTable.stateCouncil.first { $0.year == year })
    #expect(table.holidays.count == holidays)
    #expect(
      table.holidays.reduce(0) { $0 + $1.last.dayNumber - $1.first.dayNumber + 1 } == daysOff)
    #expect(table.makeUpDays.count == makeUpDays)
    #expect(table.source.contains("国办发明电〔\(year - 1)〕"))
    let first = try #require(LocalDate(year: year, month: 1, day: 1))
    let end = try #require(LocalDate(year: year + 1, month: 1, day: 1))
    #expect(calendar.workingDays(from: first, to: end) == workingDays)
  }

  @Test(arguments: [
    ("2024-02-04", BusinessCalendar.DayKind.makeUpWorkingDay),
    ("2024-02-09", .workingDay), ("2024-02-10", .holiday("春节")),
    ("2025-01-28", .holiday("春节")), ("2025-01-26", .makeUpWorkingDay),
    ("2025-09-28", .makeUpWorkingDay), ("2025-10-08", .holiday("国庆节、中秋节")),
    ("2025-10-09", .workingDay), ("2025-10-11", .makeUpWorkingDay), ("2025-10-12", .restDay),
    ("2026-01-04", .makeUpWorkingDay), ("2026-02-23", .holiday("春节")),
    ("2026-09-20", .makeUpWorkingDay), ("2026-11-24", .workingDay), ("2026-11-28", .restDay),
    ("2027-01-01", .workingDay), ("2027-01-02", .restDay), ("2023-12-31", .restDay),
  ])
  func `every day is what its table says`(day: String, kind: BusinessCalendar.DayKind) throws {
    let date = try #require(LocalDate(day))
    #expect(calendar.kind(of: date) == kind)
    #expect(calendar.isWorkingDay(date) == kind.isWorking)
  }

  @Test func `years without a table are named`() throws {
    let first = try #require(LocalDate("2026-12-30"))
    let last = try #require(LocalDate("2028-01-02"))
    #expect(calendar.assumedYears(from: first, through: last) == [2027, 2028])
    #expect(calendar.assumedYears(from: first, through: first) == [])
    #expect(calendar.assumedYears(from: last, through: first) == [])
    let deadline = try calendar.deadline(
      from: city("2026-12-30 09:00"), limit: limit(5, .workingDays))
    #expect(deadline.assumedYears == [2027])
    let urgent = try calendar.deadline(
      from: city("2026-12-30 09:00"), limit: limit(5, .urgentDays))
    #expect(urgent.assumedYears == [], "holidays make no difference")
  }

  @Test func `counting days agrees with looking at each one`() throws {
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<200 {
      let first = LocalDate(dayNumber: .random(in: 18_000...22_500, using: &generator))
      let length = Int.random(in: 0...500, using: &generator)
      let slow = (0..<length).count { calendar.isWorkingDay(first.adding(days: $0)) }
      #expect(calendar.workingDays(from: first, to: first.adding(days: length)) == slow)
    }
  }

  @Test func `a document survives JSON and gives the same calendar`() throws {
    let data = try JSONEncoder().encode(BusinessCalendar.mainlandDocument)
    let document = try JSONDecoder().decode(BusinessCalendar.Document.self, from: data)
    #expect(try BusinessCalendar(document) == calendar)
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains(#""08:00""#) && text.contains(#""2025-10-11""#))
  }

  @Test func `a region's own holiday is one more table`() throws {
    let day = try #require(LocalDate("2026-04-20"))
    var document = BusinessCalendar.mainlandDocument
    document.tables.append(
      HolidayTable(
        year: 2026, source: "test",
        holidays: [HolidayTable.Holiday(name: "三月三", first: day, last: day)], makeUpDays: []))
    #expect(calendar.isWorkingDay(day))
    #expect(try BusinessCalendar(document).kind(of: day) == .holiday("三月三"))
  }

  @Test func `a document that contradicts itself is refused`() throws {
    let saturday = try #require(LocalDate("2026-11-28"))
    let monday = try #require(LocalDate("2026-11-30"))
    let other = try #require(LocalDate("2027-01-02"))
    func calendar(_ first: LocalDate, _ last: LocalDate, makeUp: [LocalDate]) throws {
      let holiday = HolidayTable.Holiday(name: "x", first: first, last: last)
      let table = HolidayTable(
        year: 2026, source: "test", holidays: [holiday], makeUpDays: makeUp)
      var document = BusinessCalendar.mainlandDocument
      document.tables.append(table)
      _ = try BusinessCalendar(document)
    }
    #expect(throws: BusinessCalendar.DocumentError.contradiction(saturday)) {
      try calendar(saturday, saturday, makeUp: [saturday])
    }
    #expect(throws: BusinessCalendar.DocumentError.wrongMakeUpDay(monday)) {
      try calendar(saturday, saturday, makeUp: [monday])
    }
    #expect(throws: BusinessCalendar.DocumentError.wrongMakeUpDay(other)) {
      try calendar(saturday, saturday, makeUp: [other])
    }
    #expect(throws: BusinessCalendar.DocumentError.wrongHoliday("x", year: 2026)) {
      try calendar(monday, saturday, makeUp: [])
    }
    #expect(throws: BusinessCalendar.DocumentError.wrongHoliday("x", year: 2026)) {
      try calendar(other, other, makeUp: [])
    }
    var never = BusinessCalendar.mainlandDocument
    never.restWeekdays = Set(1...7)
    #expect(throws: BusinessCalendar.DocumentError.noWorkingWeekday) { try BusinessCalendar(never) }
    never = BusinessCalendar.mainlandDocument
    never.hoursPerWorkingDay = 0
    #expect(throws: BusinessCalendar.DocumentError.wrongHoursPerWorkingDay) {
      try BusinessCalendar(never)
    }
  }

  @Test(arguments: [
    #"[]"#, #"[{"opens":"12:00","closes":"08:00"}]"#,
    #"[{"opens":"08:00","closes":"12:00"},{"opens":"11:00","closes":"18:00"}]"#,
    #"[{"opens":"8:00","closes":"12:00"}]"#, #"[{"opens":"08:00","closes":"24:01"}]"#,
  ])
  func `office hours that make no sense are refused`(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(OfficeHours.self, from: Data(json.utf8))
    }
  }
}
