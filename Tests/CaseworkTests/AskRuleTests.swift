import Casework
import Civics
import Kernel
import Testing

/// A question to the reporter, while the work goes on.
struct AskRuleTests {
  private func asked(_ table: LimitTable = .shipped) throws -> CaseChange {
    try sample(.inProgress).moved(
      .ask("是哪一盏灯？"), by: actor(.handler),
      CaseFacts(now: monday, calendar: .mainland, table: table))
  }

  @Test func `one question at a time, and its clock is the reporter's`() throws {
    let change = try asked()

    #expect(change.item.details.asking?.question == "是哪一盏灯？" && change.isPublic)
    let days = try #require(Limit(5, .calendarDays))
    #expect(change.clocks == [.start(.answer, days, owner: CaseDesk.reporter)])
    #expect(throws: CaseRefusal.askedAlready) {
      try change.item.moved(.ask("几点坏的？"), by: actor(.handler), facts())
    }
    let limits = [CaseLimit]().taking(change.clocks, at: monday, in: .mainland)
    #expect(limits.nearest == nil && limits.promised == nil)
  }

  @Test func `the unit's time stands still only where the table says so`() throws {
    var table = LimitTable.shipped
    table.rules.answerPauses = true
    let change = try asked(table)
    let facts = CaseFacts(now: monday, calendar: .mainland, table: table)

    #expect(change.clocks.contains(.pause))
    let answered = try change.item.moved(.answer("门口那盏"), by: actor(.reporter), facts)
    #expect(answered.clocks == [.finish(.answer), .resume])
    #expect(answered.item.details.asking == nil)
    let lapsed = try change.item.moved(.lapse, by: .system, facts)
    #expect(lapsed.clocks == [.miss(.answer), .resume])
  }

  @Test func `nobody is asked who cannot be reached, and nothing answered that was not asked`()
    throws
  {
    let found = try sample(.inProgress, source: .inspection)
    #expect(throws: CaseRefusal.nobodyToAsk) {
      try found.moved(.ask("是哪一盏灯？"), by: actor(.handler), facts())
    }
    #expect(throws: CaseRefusal.nothingAsked) {
      try sample(.inProgress).moved(.answer("门口那盏"), by: actor(.reporter), facts())
    }
    #expect(!(try sample(.inProgress).possibleMoves(by: actor(.reporter)).contains(.answer)))
  }

  @Test func `a result ends the question`() throws {
    let result = CaseResult(outcome: .solved, text: result20, reporterConfirms: true)
    let change = try asked().item.moved(.report(result), by: actor(.handler), facts())

    #expect(change.item.details.asking == nil && change.clocks.contains(.drop(.answer)))
  }
}
