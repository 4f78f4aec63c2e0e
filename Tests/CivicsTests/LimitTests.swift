import Civics
import Foundation
import Testing

struct LimitTests {
  @Test(
    arguments: [
      (0, Limit.Unit.workingHours, 75, nil), (-1, .workingDays, 75, nil),
      (1_000_001, .workingMinutes, 75, nil), (1, .workingHours, 0, nil),
      (1, .workingHours, 101, nil),
      (1, .workingHours, 75, Limit.Counting.civilToClosing), (1, .urgentDays, 75, .civilToMidnight),
      (1, .calendarDays, 75, .running),
    ] as [(Int, Limit.Unit, Int, Limit.Counting?)])
  func `a limit that makes no sense is none`(
    amount: Int, unit: Limit.Unit, percent: Int, counting: Limit.Counting?
  ) {
    #expect(Limit(amount, unit, warnPercent: percent, counting: counting) == nil)
  }

  @Test func `it warns at three quarters unless told otherwise`() throws {
    let json = Data(#"{"unit":"working_hours","amount":4}"#.utf8)
    let limit = try JSONDecoder().decode(Limit.self, from: json)
    #expect(limit == Limit(4, .workingHours, warnPercent: 75, counting: .running))
    let again = try JSONDecoder().decode(Limit.self, from: JSONEncoder().encode(limit))
    #expect(again == limit)
    let wrong = Data(#"{"unit":"working_hours","amount":0}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Limit.self, from: wrong) }
  }

  @Test(arguments: [
    (4, Limit.Unit.workingHours, 2, Limit.Unit.workingHours),
    (5, .workingDays, 20, .workingHours), (1, .workingHours, 30, .workingMinutes),
    (7, .urgentDays, 84, .urgentHours), (3, .urgentHours, 90, .urgentMinutes),
    (15, .calendarDays, 8, .calendarDays), (1, .workingMinutes, 1, .workingMinutes),
  ])
  func `rework has half the limit`(
    amount: Int, unit: Limit.Unit, half: Int, halfUnit: Limit.Unit
  ) throws {
    let halved = try #require(limit(amount, unit).halved(hoursPerWorkingDay: 8))
    #expect(halved.amount == half && halved.unit == halfUnit)
  }

  @Test func `half a civil period is whole days`() throws {
    let five = try limit(5, .workingDays, counting: .civilToClosing)
    let halved = try #require(five.halved(hoursPerWorkingDay: 8))
    #expect(halved.amount == 3 && halved.unit == .workingDays && halved.counting == five.counting)
  }

  @Test func `an extension adds to it`() throws {
    let sixty = try limit(60, .calendarDays)
    #expect(sixty.extended(by: 30)?.amount == 90)
    #expect(sixty.extended(by: 0) == nil)
    #expect(sixty.extended(by: .max) == nil)
  }
}
