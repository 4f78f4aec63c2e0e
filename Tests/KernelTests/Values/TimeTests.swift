import KernelTesting
import Testing

@testable import Kernel

struct TimeTests {
  @Test func `every day of four centuries follows the one before`() throws {
    var date = try #require(LocalDate(year: 1800, month: 1, day: 1))
    let end = try #require(LocalDate(year: 2200, month: 1, day: 1))
    var count = 0
    while date < end {
      let next = date.adding(days: 1)
      let isNext =
        next > date && LocalDate(next.description) == next
        && next.weekday == date.weekday % 7 + 1 && next.dayNumber == date.dayNumber + 1
        && (next.day == date.day + 1 || next.day == 1)
      if !isNext { Issue.record("\(date) \(next)") }
      date = next
      count += 1
    }

    #expect(count == 146_097)
    #expect(LocalDate("1970-01-01")?.dayNumber == 0)
    #expect(LocalDate("2026-11-26")?.weekday == 4)
  }

  @Test(arguments: [
    "", "2026-2-03", "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
    "0000-01-01", "20260101", "2026-01-01T", "2026/01/01", "二〇二六-01-01", "+026-01-01",
  ])
  func `what is no day is none`(text: String) { #expect(LocalDate(text) == nil) }

  @Test(arguments: [
    ("1970-01-01T08:00:00+08:00", 0), ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:00z", 0),
    ("1970-01-01 00:00:00.001Z", 1), ("1970-01-01T00:00:00.1239Z", 123),
    ("1969-12-31T23:59:59.999Z", -1), ("1970-01-01T05:30:00+05:30", 0),
    ("1969-12-31T19:00:00-05:00", 0),
  ])
  func `an instant is read in any offset`(text: String, milliseconds: Int64) {
    #expect(Timestamp(text)?.rawValue == milliseconds)
  }

  @Test(arguments: [
    "", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01T24:00:00Z", "1970-01-01T00:60:00Z",
    "1970-01-01T00:00:60Z", "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00+8:00",
    "1970-01-01T00:00:00+0800", "1970-01-01T00:00:00ZZ", "1970-02-30T00:00:00Z",
    "1970-01-01T0a:00:00Z",
  ])
  func `what is no instant is none`(text: String) { #expect(Timestamp(text) == nil) }

  @Test func `any instant survives being written and read, and its day is the city's`() {
    var chance = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let at = Timestamp(milliseconds: Int64(chance.next() % 8_000_000_000_000) - 4_000_000_000_000)
      let (date, rest) = CityTime.split(at)

      #expect(Timestamp(at.description) == at)
      #expect((0..<86_400_000).contains(rest) && at.description.hasPrefix(date.description))
      #expect(CityTime.instant(date).rawValue + rest == at.rawValue)
    }
  }

  @Test func `the end of a day is the start of the next`() throws {
    let date = try #require(LocalDate("2026-12-31"))

    #expect(CityTime.instant(date, hour: 24) == CityTime.instant(date.adding(days: 1)))
    #expect(CityTime.instant(date, hour: 24).description == "2027-01-01T00:00:00+08:00")
  }

  @Test func `on the wire they are text, and wrong text says what was meant`() throws {
    struct Pair: Codable, Equatable {
      let at: Timestamp
      let on: LocalDate
    }
    let text = #"{"at":"2026-03-02T09:00:00+08:00","on":"2026-03-02"}"#
    let pair = try JSONText.decode(Pair.self, from: text)

    #expect(pair.at == TestClock.start)
    #expect(try JSONText.encode(pair) == text)
    #expect(throws: DecodingError.self) {
      try JSONText.decode(Pair.self, from: text.replacing("03-02", with: "13-02"))
    }
  }
}
