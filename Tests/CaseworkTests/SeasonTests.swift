import Civics
import Casework
import Kernel
import Testing

/// Before what time of the year something has to be done, and what was found on patrol.
struct SeasonTests {
  private static func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

  private var table: LimitTable {
    var table = LimitTable.shipped
    table.seasons = [
      LimitTable.Season(code: "before_freeze", month: 12, day: 15),
      LimitTable.Season(code: "before_freeze", area: "15", month: 10, day: 15),
      LimitTable.Season(code: "before_freeze", area: "150703", month: 10, day: 5),
      LimitTable.Season(code: "before_rains", area: "15", month: 6, day: 15),
      LimitTable.Season(code: "before_nothing", month: 2, day: 30),
    ]
    return table
  }

  private func facts(_ table: LimitTable) -> CaseFacts {
    CaseFacts(now: monday, calendar: .mainland, table: table)
  }

  @Test(arguments: [
    ("150703001", "2026-03-02", ["before_rains 2026-06-15", "before_freeze 2026-10-05"]),
    ("150703001", "2026-10-05", ["before_freeze 2026-10-05", "before_rains 2027-06-15"]),
    ("150703001", "2026-10-06", ["before_rains 2027-06-15", "before_freeze 2027-10-05"]),
    ("150101", "2026-03-02", ["before_rains 2026-06-15", "before_freeze 2026-10-15"]),
    ("330100", "2026-12-16", ["before_freeze 2027-12-15"]),
  ])
  func `the nearest rule for the place holds, and its next day`(
    area: String, today: String, seasons: [String]
  ) throws {
    let found = table.seasons(in: area, on: try Self.day(today))
    #expect(found.map { "\($0.code) \($0.dueOn)" } == seasons)
  }

  @Test func `an operator sets a season, which then keeps its day, and lifts it`() throws {
    var correction = Correction()
    correction.season = .before("before_freeze")
    let change = try sample().moved(.correct(correction), by: actor(.operator), facts(table))
    #expect(
      change.item.season == CaseSeason(code: "before_freeze", dueOn: try Self.day("2026-10-05")))
    #expect(change.data == ["season": "before_freeze", "from_season": "none"])

    // The same again changes nothing, also where the table has another day by now.
    var later = table
    later.seasons = [LimitTable.Season(code: "before_freeze", month: 9, day: 1)]
    #expect(throws: CaseRefusal.nothingChanged) {
      try change.item.moved(.correct(correction), by: actor(.operator), facts(later))
    }
    correction.season = .lifted
    let lifted = try change.item.moved(.correct(correction), by: actor(.operator), facts(later))
    #expect(lifted.item.season == nil && lifted.data["from_season"] == "before_freeze")
  }

  @Test func `a season the place does not have is refused`() throws {
    var correction = Correction()
    correction.season = .before("before_monsoon")
    #expect(throws: CaseRefusal.seasonUnknown) {
      try sample().moved(.correct(correction), by: actor(.operator), facts(table))
    }
  }

  @Test func `nobody is asked how content they are with what they found on duty`() throws {
    let worker = CaseActor(
      id: "ming", person: Identifier(rawValue: "ming"), roles: [.reporter, .fieldWorker])
    let found = try sample(.reported, source: .inspection)
    #expect(!found.possibleMoves(by: worker).contains(.rate))
    #expect(throws: CaseRefusal.notYours(.rate)) {
      try found.moved(
        .rate(.done, contacted: true, words: nil), by: worker, facts(LimitTable.shipped))
    }
    #expect(try sample(.reported).possibleMoves(by: worker).contains(.rate))

    let work = try sample(.inProgress, source: .inspection).moved(
      .report(CaseResult(outcome: .explained, text: result20)), by: actor(.handler),
      facts(LimitTable.shipped))
    #expect(!work.clocks.contains { if case .start(.rate, _, _) = $0 { true } else { false } })
    #expect(work.clocks.contains { if case .start(.check, _, _) = $0 { true } else { false } })
    let end = try sample(.verifying, source: .inspection).moved(
      .close(Closing(basis: .noContact)), by: actor(.supervisor), facts(LimitTable.shipped))
    #expect(end.item.state == .closed)
  }
}
