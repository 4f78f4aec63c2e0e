import Civics
import Foundation
import Kernel
import Testing

struct WorkingTimeTests {
  private let calendar = BusinessCalendar.mainland

  @Test(arguments: [
    // 2026-11-24 is a Tuesday.
    ("2026-11-24 09:00", 2, "2026-11-24 11:00"),
    ("2026-11-24 09:00", 3, "2026-11-24 12:00"),
    ("2026-11-24 09:00", 4, "2026-11-24 15:00"),
    ("2026-11-24 14:00", 4, "2026-11-24 18:00"),
    ("2026-11-24 08:00", 8, "2026-11-24 18:00"),
    ("2026-11-24 08:00", 9, "2026-11-25 09:00"),
    ("2026-11-24 06:30", 1, "2026-11-24 09:00"),
    ("2026-11-24 12:00", 1, "2026-11-24 15:00"),
    ("2026-11-24 13:10", 1, "2026-11-24 15:00"),
    ("2026-11-24 18:00", 1, "2026-11-25 09:00"),
    ("2026-11-24 23:59", 1, "2026-11-25 09:00"),
    ("2026-11-27 17:00", 2, "2026-11-30 09:00"),
    ("2026-11-28 10:00", 1, "2026-11-30 09:00"),
    // Over the National Day of 2025: 28 September is worked, 1 to 8 October are not, 11 is.
    ("2025-09-27 10:00", 1, "2025-09-28 09:00"),
    ("2025-09-30 17:00", 2, "2025-10-09 09:00"),
    ("2025-10-10 17:00", 2, "2025-10-11 09:00"),
    ("2025-10-11 17:00", 2, "2025-10-13 09:00"),
    ("2026-12-31 17:00", 2, "2027-01-01 09:00"),
    ("2023-12-29 17:00", 2, "2024-01-02 09:00"),
  ])
  func `working hours run in office hours only`(start: String, hours: Int, end: String) throws {
    let deadline = try calendar.deadline(from: city(start), limit: limit(hours, .workingHours))
    #expect(try deadline.at == city(end), "\(deadline.at)")
  }

  @Test(arguments: [
    ("2026-11-24 10:00", 1, "2026-11-25 10:00"), ("2026-11-24 08:00", 1, "2026-11-24 18:00"),
    ("2026-11-24 20:00", 1, "2026-11-25 18:00"), ("2026-11-27 10:00", 1, "2026-11-30 10:00"),
    ("2025-09-26 10:00", 3, "2025-09-30 10:00"), ("2025-09-30 10:00", 3, "2025-10-11 10:00"),
    ("2026-02-13 15:00", 1, "2026-02-14 15:00"), ("2026-02-14 15:00", 5, "2026-02-28 15:00"),
  ])
  func `a working day is eight working hours`(start: String, days: Int, end: String) throws {
    let inDays = try calendar.deadline(from: city(start), limit: limit(days, .workingDays))
    let inHours = try calendar.deadline(from: city(start), limit: limit(days * 8, .workingHours))
    #expect(try inDays.at == city(end), "\(inDays.at)")
    #expect(inDays == inHours)
  }

  @Test func `urgent hours and days run on`() throws {
    let start = try city("2025-09-30 17:00")
    #expect(
      try calendar.deadline(from: start, limit: limit(2, .urgentHours)).at
        == city("2025-09-30 19:00"))
    #expect(
      try calendar.deadline(from: start, limit: limit(2, .urgentDays)).at
        == city("2025-10-02 17:00"))
    #expect(
      try calendar.deadline(from: start, limit: limit(30, .urgentMinutes)).at
        == city("2025-09-30 17:30"))
  }

  @Test func `thirty minutes in service hours`() throws {
    let start = try city("2026-11-24 17:45")
    #expect(
      try calendar.deadline(from: start, limit: limit(30, .workingMinutes)).at
        == city("2026-11-25 08:15"))
  }

  @Test func `elapsed time is counted in the limit's own time`() throws {
    let (start, end) = (try city("2026-11-27 16:00"), try city("2026-11-30 09:30"))
    #expect(calendar.elapsed(from: start, to: end, in: .workingHours) == hour * 7 / 2)
    #expect(calendar.elapsed(from: start, to: end, in: .urgentHours) == hour * 131 / 2)
    #expect(calendar.workingTime(from: end, to: start) == -hour * 7 / 2)
  }

  @Test func `arithmetic agrees with walking minute by minute`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      let start = Timestamp(
        milliseconds: .random(in: 28_400_000...30_500_000, using: &generator) * 60_000)
      let minutes = Int64.random(in: 1...12_000, using: &generator)
      let slow = (0..<minutes).count { isWorked(start.adding(minutes: $0)) }
      let fast = calendar.workingTime(from: start, to: start.adding(minutes: minutes))
      #expect(fast == Int64(slow) * 60_000, "\(start) \(minutes)")
    }
  }

  @Test func `a deadline is the first instant at which the time has passed`() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<2_000 {
      let start = Timestamp(
        milliseconds: .random(in: 1_600_000_000_000...1_900_000_000_000, using: &generator))
      let amount = Int64.random(in: 1...(400 * 8 * hour), using: &generator)
      let end = calendar.moment(after: amount, from: start)
      #expect(calendar.workingTime(from: start, to: end) == amount)
      #expect(
        calendar.workingTime(from: start, to: Timestamp(milliseconds: end.rawValue - 1)) < amount)
    }
  }

  @Test func `a calendar without tables counts weekends only`() throws {
    let bare = try BusinessCalendar(
      BusinessCalendar.Document(tables: [], officeHours: BusinessCalendar.usualOfficeHours))
    let deadline = try bare.deadline(
      from: city("2025-09-30 17:00"), limit: limit(2, .workingHours))
    #expect(try deadline.at == city("2025-10-01 09:00"))
    #expect(deadline.assumedYears == [2025])
    #expect(
      try bare.deadline(from: city("1969-12-31 17:00"), limit: limit(2, .workingHours)).at
        == city("1970-01-01 09:00"))
  }

  @Test func `office hours and the working week are data`() throws {
    let json = #"[{"opens":"09:00","closes":"17:00"}]"#
    var document = BusinessCalendar.mainlandDocument
    document.officeHours = try JSONDecoder().decode(OfficeHours.self, from: Data(json.utf8))
    document.restWeekdays = [7]
    document.tables = []
    let calendar = try BusinessCalendar(document)
    #expect(
      try calendar.deadline(from: city("2026-11-27 16:00"), limit: limit(2, .workingHours)).at
        == city("2026-11-28 10:00"))
  }

  private func isWorked(_ at: Timestamp) -> Bool {
    let (date, millisecond) = CityTime.split(at)
    return calendar.isWorkingDay(date)
      && [8, 9, 10, 11, 14, 15, 16, 17].contains(millisecond / hour)
  }
}
