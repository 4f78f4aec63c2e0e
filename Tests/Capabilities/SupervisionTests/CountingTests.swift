import Contracts
import KernelTesting
import Testing

@testable import Kernel
@testable import Supervision

/// What is counted, kept and frozen is the same, whichever way one comes to it.
struct CountingTests {
  @Test(arguments: Backend.all)
  func `a week is counted by the rules of counting`(backend: Backend) async throws {
    let district = try await District(backend)
    try await district.live()
    try await district.capability.weeks.freeze(District.week, on: district.database)
    let figures = try #require(try await district.frozen()).figures

    #expect(figures.n(.filed) == 32 && figures.n(.imported) == 1)
    #expect(figures.n(.excluded) == 3 && figures.n(.received) == 29)
    #expect(figures.excluded(.merged) == 1 && figures.excluded(.refused) == 1)
    #expect(figures.excluded(.atOnce) == 1 && figures.excluded(.withdrawn) == 0)
    #expect(figures.n(.repeated) == 1 && figures.n(.proactive) == 1 && figures.n(.whistled) == 1)
    #expect(figures.n(.handled) == 27 && figures.n(.handledInTime) == 23)
    // Who was not reached and who cannot be asked are closed, and no valid answer.
    #expect(figures.n(.closed) == 27 && figures.n(.called) == 25)
    #expect(figures.n(.solved) == 23 && figures.n(.satisfied) == 20)
    #expect(figures.n(.contactDue) == 26 && figures.n(.contactedInTime) == 23)
    #expect(figures.n(.dispatched) == 27 && figures.n(.returned) == 1)
    #expect(figures.n(.firstRight) == 26 && figures.n(.reworked) == 1)
    #expect(figures.n(.open) == 2 && figures.n(.parked) == 1 && figures.n(.overdue) == 1)
    let sum = 30 * 23.0 / 26 + 35 * 23.0 / 25 + 35 * 20.0 / 25
    #expect(abs((figures.composite(.shipped) ?? 0) - sum) < 1e-9)
  }

  @Test(arguments: Backend.all)
  func `every figure opens as many requests as it says`(backend: Backend) async throws {
    let district = try await District(backend)
    try await district.live()
    try await district.capability.weeks.freeze(District.week, on: district.database)
    let figures = try #require(try await district.frozen()).figures
    let actions = district.capability.figures
    let week = District.week
    let spans: [FigureActions.Span] = [.frozen(week), .days(week.monday, week.sunday)]
    for span in spans {
      for measure in Measure.allCases where measure != .open {
        var query = CaseListQuery(measure: measure, reach: .everywhere)
        query.limit = 200
        #expect(
          try await actions.cases(query, span).count == figures.n(measure), "\(span) \(measure)")
        query.codes[.unit] = "water"
        #expect(
          try await actions.cases(query, span).count == figures.n(measure, .unit, "water"))
      }
    }
    var missing = CaseListQuery(measure: .handled, reach: .everywhere)
    missing.but = .handledInTime
    #expect(try await actions.cases(missing, .frozen(week)).count == 4)
    let elsewhere = District.viewer("w", "街道", [.readSupervision], in: .area("990101009"))
    let query = CaseListQuery(measure: .received, reach: Reach(elsewhere, .readSupervision))
    #expect(try await actions.cases(query, .frozen(week)) == [])
  }

  @Test(arguments: Backend.all)
  func `kept sums are those of a recount, through any order of changes`(
    backend: Backend
  ) async throws {
    let district = try await District(backend)
    var generator = SeededGenerator(seed: 20_261_127)
    func roll(_ sides: Int) -> Int { Int(generator.next() >> 33) % sides }
    let keeper = district.capability.keeper
    for _ in 0..<60 {
      // Each request goes through changes of every column that counts, forth and back.
      var facts = District.history[roll(District.history.count)]
      facts.area = roll(2) == 0 ? District.grid : "990101001003022"
      facts.submittedAt = facts.submittedAt.adding(hours: Int64(roll(300)))
      facts.unit = roll(3) == 0 ? nil : roll(2) == 0 ? "power" : "water"
      facts.isDuplicate = roll(5) == 0
      facts.isImported = roll(6) == 0
      facts.handledAt = roll(2) == 0 ? nil : facts.submittedAt.adding(hours: Int64(roll(40)))
      facts.state = ["closed", "in_progress", "reported", "refused", "parked"][roll(5)]
      facts.isOpen = !["closed", "refused"].contains(facts.state)
      facts.isSolved = roll(3) == 0 ? nil : roll(2) == 0
      facts.reworks = roll(2)
      district.register.put(facts)
      let id = facts.id
      try await district.database.write { try keeper.keep([id], in: $0) }
    }
    let kept = try await district.database.read { try TallyStore.all(in: $0) }
    var wanted: [TallyKey: Int] = [:]
    for facts in district.register.list {
      TallyStore.add(Fact(facts, by: .shipped), 1, to: &wanted)
    }
    #expect(kept == wanted.filter { $0.value != 0 })
    #expect(kept.count > 100)

    try await keeper.rebuild(district.database, afresh: true)
    #expect(try await district.database.read { try TallyStore.all(in: $0) } == kept)
  }

  @Test(arguments: Backend.all)
  func `a frozen week stays as it was, and counts the same again`(backend: Backend) async throws {
    let district = try await District(backend)
    try await district.live()
    try await district.capability.weeks.freeze(District.week, on: district.database)
    let before = try #require(try await district.frozen())
    var changed = District.history[0]
    changed.isSatisfied = false
    try await district.live([changed])
    try await district.capability.weeks.freeze(District.week, on: district.database)

    #expect(try await district.frozen() == before)
    let again = try await district.capability.figures.recounted(District.week)
    #expect(again.isSame && again.again.n(.satisfied) == 20)
    try await district.database.write { tx in
      try tx.run("UPDATE supervision_week_cases SET marks = 1 WHERE number LIKE '%000001'")
    }
    #expect(try await district.capability.figures.recounted(District.week).isSame == false)
  }

  @Test func `few cases have no place, and equals share one`() throws {
    var figures = Figures()
    for (unit, part, whole) in [("a", 9, 10), ("b", 9, 10), ("c", 12, 20), ("d", 3, 3)] {
      figures.add(part, .handledInTime, .unit, unit)
      figures.add(whole, .handled, .unit, unit)
    }
    let rate = try #require(Formula.shipped.rate("in_time"))
    let compared = figures.compared(rate, minimum: 10)
    #expect(compared.map(\.unit) == ["a", "b", "c", "d"])
    #expect(compared.map(\.place) == [1, 1, 3, nil])
    #expect(figures.composite(.shipped) == nil)
  }

  @Test func `weeks are those of ISO 8601, in the city's time`() throws {
    let first = try #require(LocalDate("2026-01-01").map(Week.init(of:)))
    #expect(first.description == "2025-12-29" && first.number == 1 && first.year == 2026)
    let last = try #require(LocalDate("2027-01-03").map(Week.init(of:)))
    #expect(last.number == 53 && last.year == 2026)
    #expect(first.end == CityTime.instant(first.next.monday))
    #expect(Week("2026-02-17") == nil && Week("2026-02-16") == District.week)
  }
}
