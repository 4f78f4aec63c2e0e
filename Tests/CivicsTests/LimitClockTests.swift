import Civics
import Foundation
import Kernel
import Testing

struct LimitClockTests {
  private let calendar = BusinessCalendar.mainland

  @Test(arguments: [
    ("2026-11-24 08:00", LimitClock.State.onTime, 0.0), ("2026-11-24 10:59", .onTime, 0.7458),
    ("2026-11-24 11:00", .near, 0.75), ("2026-11-24 11:59", .near, 0.9958),
    ("2026-11-24 12:00", .near, 1), ("2026-11-24 12:01", .over, 1), ("2026-11-24 14:00", .over, 1),
    ("2026-11-24 16:00", .over, 1.5), ("2026-11-23 08:00", .onTime, 0),
  ])
  func `a tape of four working hours`(now: String, state: LimitClock.State, used: Double) throws {
    let clock = try LimitClock(limit(4, .workingHours), startedAt: city("2026-11-24 08:00"))
    let reading = try clock.reading(at: city(now), in: calendar)
    #expect(reading.state == state)
    #expect(abs(reading.used - used) < 0.0001)
    #expect(abs(Double(reading.remaining) - (1 - used) * Double(4 * hour)) < 2_000)
    #expect(try reading.deadline == city("2026-11-24 12:00"))
  }

  @Test func `a millisecond after the deadline is over`() throws {
    let clock = try LimitClock(limit(1, .urgentHours), startedAt: city("2026-11-24 08:00"))
    let end = try city("2026-11-24 09:00")
    #expect(clock.reading(at: end, in: calendar).state == .near)
    let after = Timestamp(milliseconds: end.rawValue + 1)
    #expect(clock.reading(at: after, in: calendar).state == .over)
  }

  @Test func `the warn point is the limit's own`() throws {
    let clock = try LimitClock(
      limit(10, .workingHours, warnPercent: 50), startedAt: city("2026-11-24 08:00"))
    #expect(try clock.deadline(in: calendar)?.warnAt == city("2026-11-24 15:00"))
    #expect(try clock.reading(at: city("2026-11-24 14:59"), in: calendar).state == .onTime)
    #expect(try clock.reading(at: city("2026-11-24 15:00"), in: calendar).state == .near)
  }

  @Test func `the next level is told at one and a half`() throws {
    let clock = try LimitClock(limit(4, .workingHours), startedAt: city("2026-11-24 08:00"))
    #expect(try clock.moment(percent: 150, in: calendar) == city("2026-11-24 16:00"))
  }

  @Test func `a pause over a weekend gives back working time only`() throws {
    let clock = try LimitClock(limit(8, .workingHours), startedAt: city("2026-11-27 14:00"))
    let paused = try clock.paused(at: city("2026-11-27 16:00"))
    let during = try paused.reading(at: city("2026-11-29 12:00"), in: calendar)
    #expect(during.state == .paused && during.used == 0.25 && during.deadline == nil)
    #expect(during.remaining == 6 * hour)
    #expect(paused.deadline(in: calendar) == nil)
    let resumed = try paused.resumed(at: city("2026-11-30 10:00"))
    #expect(try resumed.deadline(in: calendar)?.at == city("2026-11-30 18:00"))
    #expect(try resumed.reading(at: city("2026-11-30 12:00"), in: calendar).used == 0.5)
  }

  @Test func `a pause outside office hours changes nothing`() throws {
    let clock = try LimitClock(limit(8, .workingHours), startedAt: city("2026-11-27 14:00"))
    let resumed = try clock.paused(at: city("2026-11-27 18:30"))
      .resumed(at: city("2026-11-30 07:00"))
    #expect(resumed.deadline(in: calendar) == clock.deadline(in: calendar))
  }

  @Test func `urgent time stands still on weekends too when paused`() throws {
    let clock = try LimitClock(limit(24, .urgentHours), startedAt: city("2026-11-27 14:00"))
    let resumed = try clock.paused(at: city("2026-11-28 08:00"))
      .resumed(at: city("2026-11-29 08:00"))
    #expect(try resumed.deadline(in: calendar)?.at == city("2026-11-29 14:00"))
  }

  @Test func `a pause does not hide that it was over`() throws {
    let clock = try LimitClock(limit(1, .workingHours), startedAt: city("2026-11-24 08:00"))
      .paused(at: city("2026-11-24 10:00"))
    let reading = try clock.reading(at: city("2026-11-25 10:00"), in: calendar)
    #expect(reading.state == .over && reading.used == 2)
    #expect(try reading.deadline == city("2026-11-24 09:00"))
  }

  @Test func `the past is read as it was`() throws {
    let clock = try LimitClock(limit(4, .workingHours), startedAt: city("2026-11-24 08:00"))
      .paused(at: city("2026-11-24 10:00"))
    #expect(try clock.reading(at: city("2026-11-24 09:00"), in: calendar).state == .onTime)
  }

  @Test func `it can be paused only while running and resumed only while paused`() throws {
    let clock = try LimitClock(limit(4, .workingHours), startedAt: city("2026-11-24 08:00"))
    let paused = try clock.paused(at: city("2026-11-24 09:00"))
    #expect(throws: LimitClock.MoveError.notPaused) {
      try clock.resumed(at: city("2026-11-24 09:00"))
    }
    #expect(throws: LimitClock.MoveError.alreadyPaused) {
      try paused.paused(at: city("2026-11-24 10:00"))
    }
    #expect(throws: LimitClock.MoveError.beforeLastMove) {
      try paused.resumed(at: city("2026-11-24 08:59"))
    }
    #expect(throws: LimitClock.MoveError.beforeLastMove) {
      try clock.paused(at: city("2026-11-24 07:59"))
    }
    let resumed = try paused.resumed(at: city("2026-11-24 10:00"))
    #expect(throws: LimitClock.MoveError.beforeLastMove) {
      try resumed.paused(at: city("2026-11-24 09:30"))
    }
  }

  @Test func `an extension keeps start and pauses`() throws {
    let sixty = try limit(60, .calendarDays)
    let clock = try LimitClock(sixty, startedAt: city("2026-03-02 10:00"))
    #expect(try clock.deadline(in: calendar)?.at == city("2026-05-06 18:00"), "1 May is a holiday")
    let longer = clock.with(try #require(sixty.extended(by: 30)))
    #expect(try longer.deadline(in: calendar)?.at == city("2026-06-01 18:00"), "31 May is a Sunday")
  }

  @Test func `a clock survives JSON and disorder is refused`() throws {
    let clock = try LimitClock(limit(4, .workingHours), startedAt: city("2026-11-24 08:00"))
      .paused(at: city("2026-11-24 09:00")).resumed(at: city("2026-11-24 10:00"))
    let data = try JSONEncoder().encode(clock)
    #expect(try JSONDecoder().decode(LimitClock.self, from: data) == clock)
    let open = LimitClock.Pause(from: try city("2026-11-24 09:00"))
    let before = LimitClock.Pause(from: try city("2026-11-24 07:00"))
    for pauses in [[open, open], [before]] {
      #expect(LimitClock(clock.limit, startedAt: clock.startedAt, pauses: pauses) == nil)
    }
  }

  @Test func `pauses never shorten a limit and readings never disagree with it`() throws {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<500 {
      let start = Timestamp(
        milliseconds: .random(in: 1_735_000_000_000...1_795_000_000_000, using: &generator))
      let unit = try #require(
        Limit.Unit.allCases.filter { $0 != .calendarDays }
          .randomElement(using: &generator))
      let whole = LimitClock(
        try limit(.random(in: 1...60, using: &generator), unit), startedAt: start)
      var clock = whole
      var cursor = start
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        cursor = cursor.adding(minutes: .random(in: 0...2_000, using: &generator))
        clock = try clock.paused(at: cursor)
        cursor = cursor.adding(minutes: .random(in: 0...5_000, using: &generator))
        clock = try clock.resumed(at: cursor)
      }
      let deadline = try #require(clock.deadline(in: calendar))
      #expect(try deadline.at >= #require(whole.deadline(in: calendar)).at)
      #expect(deadline.warnAt <= deadline.at)
      let atEnd = clock.reading(at: deadline.at, in: calendar)
      #expect(atEnd.remaining == 0 && atEnd.state == .near)
      #expect(clock.reading(at: deadline.warnAt, in: calendar).state == .near)
      let early = Timestamp(milliseconds: deadline.warnAt.rawValue - 1)
      #expect(clock.reading(at: early, in: calendar).state == .onTime)
      let late = Timestamp(milliseconds: deadline.at.rawValue + 1)
      #expect(clock.reading(at: late, in: calendar).state == .over)
    }
  }
}
