import Civics
import Kernel
import Testing

struct CivilCountingTests {
  private let calendar = BusinessCalendar.mainland

  @Test(arguments: [
    // The start day is not counted, whatever the hour.
    ("2026-11-23 00:00", 1, "2026-11-24 18:00"), ("2026-11-23 23:59", 1, "2026-11-24 18:00"),
    ("2026-11-02 10:00", 15, "2026-11-17 18:00"),
    // The last day is a Saturday, a holiday, the last day of one, a make-up Saturday.
    ("2026-11-13 10:00", 15, "2026-11-30 18:00"), ("2025-09-16 10:00", 15, "2025-10-09 18:00"),
    ("2025-09-23 10:00", 15, "2025-10-09 18:00"), ("2025-09-26 10:00", 15, "2025-10-11 18:00"),
    ("2025-09-27 10:00", 15, "2025-10-13 18:00"), ("2026-01-16 10:00", 30, "2026-02-24 18:00"),
    // A holiday in the middle counts.
    ("2025-09-25 10:00", 15, "2025-10-10 18:00"), ("2024-02-09 12:00", 60, "2024-04-09 18:00"),
  ])
  func `calendar days are counted by the Civil Code`(start: String, days: Int, end: String) throws {
    let deadline = try calendar.deadline(from: city(start), limit: limit(days, .calendarDays))
    #expect(try deadline.at == city(end), "\(deadline.at)")
  }

  @Test func `what residents do online ends at midnight`() throws {
    let thirty = try limit(30, .calendarDays, counting: .civilToMidnight)
    let deadline = try calendar.deadline(from: city("2026-11-02 10:00"), limit: thirty)
    #expect(try deadline.at == city("2026-12-03 00:00"))
  }

  @Test(arguments: [
    ("2026-11-23 17:59", 5, "2026-11-30 18:00"), ("2025-09-26 10:00", 5, "2025-10-10 18:00"),
    ("2025-09-30 10:00", 3, "2025-10-11 18:00"), ("2026-11-28 10:00", 1, "2026-11-30 18:00"),
  ])
  func `working days may be counted so too`(start: String, days: Int, end: String) throws {
    let five = try limit(days, .workingDays, counting: .civilToClosing)
    #expect(try calendar.deadline(from: city(start), limit: five).at == city(end))
  }

  @Test func `whether weekends move the last day is data`() throws {
    var document = BusinessCalendar.mainlandDocument
    document.lastDayMoves = .offHolidaysOnly
    let strict = try BusinessCalendar(document)
    let fifteen = try limit(15, .calendarDays)
    #expect(
      try strict.deadline(from: city("2026-11-13 10:00"), limit: fifteen).at
        == city("2026-11-29 00:00"), "a Saturday has no closing time")
    #expect(
      try strict.deadline(from: city("2025-09-16 10:00"), limit: fifteen).at
        == city("2025-10-09 18:00"))
  }

  @Test func `days on which a petition stood still do not count`() throws {
    let clock = try LimitClock(limit(30, .calendarDays), startedAt: city("2026-11-02 10:00"))
    let hearing = try clock.paused(at: city("2026-11-10 09:00"))
      .resumed(at: city("2026-11-13 09:00"))
    #expect(try clock.deadline(in: calendar)?.at == city("2026-12-02 18:00"))
    #expect(try hearing.deadline(in: calendar)?.at == city("2026-12-07 18:00"), "5th is a Saturday")
  }

  @Test(arguments: [
    // Paused and resumed on one day, after closing, over the weekend, on the last day.
    ("2026-11-24 09:00", "2026-11-24 17:59", "2026-11-30 18:00"),
    ("2026-11-24 19:00", "2026-11-25 07:00", "2026-11-30 18:00"),
    ("2026-11-24 09:00", "2026-11-24 18:00", "2026-12-01 18:00"),
    ("2026-11-27 18:30", "2026-11-30 09:00", "2026-11-30 18:00"),
    ("2026-11-27 17:00", "2026-11-30 09:00", "2026-12-01 18:00"),
    ("2026-11-30 10:00", "2026-12-02 20:00", "2026-12-03 18:00"),
  ])
  func `working days stand still by days`(from: String, to: String, end: String) throws {
    let five = try limit(5, .workingDays, counting: .civilToClosing)
    let clock = try LimitClock(five, startedAt: city("2026-11-23 10:00"))
      .paused(at: city(from)).resumed(at: city(to))
    #expect(try clock.deadline(in: calendar)?.at == city(end))
  }

  @Test func `a pause after the last day moves nothing`() throws {
    let clock = try LimitClock(limit(1, .calendarDays), startedAt: city("2026-11-23 10:00"))
      .paused(at: city("2026-11-24 18:00")).resumed(at: city("2026-11-27 10:00"))
    #expect(try clock.deadline(in: calendar)?.at == city("2026-11-24 18:00"))
  }

  @Test func `however it was paused there is time left after resuming in time`() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<1_000 {
      let start = Timestamp(
        milliseconds: .random(in: 1_735_000_000_000...1_795_000_000_000, using: &generator))
      let unit = Bool.random(using: &generator) ? Limit.Unit.workingDays : .calendarDays
      let counting =
        Bool.random(using: &generator) ? Limit.Counting.civilToClosing : .civilToMidnight
      let days = try limit(.random(in: 1...20, using: &generator), unit, counting: counting)
      let clock = LimitClock(days, startedAt: start)
      let end = try #require(clock.deadline(in: calendar)).at
      let length = end.milliseconds(since: start)
      let from = start.adding(seconds: .random(in: 0..<max(1, length / 1000), using: &generator))
      let to = from.adding(seconds: .random(in: 0...900_000, using: &generator))
      let paused = try clock.paused(at: from).resumed(at: to)
      let moved = try #require(paused.deadline(in: calendar))
      #expect(moved.at >= end && moved.at > to && moved.warnAt <= moved.at, "\(paused)")
      let reading = paused.reading(at: moved.at, in: calendar)
      #expect(reading.remaining == 0 && reading.state == .near)
    }
  }
}
