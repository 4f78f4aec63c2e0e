import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests
@testable import Supervision

/// Months of moves by all roles, with Tomb Sweeping, May Day and their make-up days in them: each
/// week's figures, rates and bulletin are those that the history gives.
struct SupervisionMonthsTests {
  @Test(arguments: Backend.all)
  func `figures, rates and bulletins follow from the history alone`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    var months = try await CityMonths(city, seed: 20_261_127)
    var seen: [Measure: Int] = [:]
    var week = Week(of: CityTime.date(of: city.clock.now))
    for round in 0..<11 {
      try await live(week, in: city, &months)
      let figures = try await check(week, in: city)
      for measure in Measure.allCases { seen[measure, default: 0] += figures.n(measure) }
      if round.isMultiple(of: 3) { try await write(week, in: city) }
      week = week.next
    }
    // What no week had was not put to the test.
    for measure in Measure.allCases where measure != .imported && measure != .proactive {
      #expect((seen[measure] ?? 0) > 0, "\(measure)")
    }
    let expected: Set<CaseMove.Kind> = [
      .accept, .file, .dispatch, .reassign, .object, .decideObjection, .start, .contact,
      .askExtension, .park, .resume, .report, .startVerifying, .close, .rework, .reopen, .rate,
      .solveOnSite, .escalate, .merge, .refuse, .split, .ask, .answer,
    ]
    #expect(expected.subtracting(months.made) == [])
    try await recount(all: week.previous, in: city)
  }

  /// A week of everybody's moves, with the platform's own clocks; it ends a minute after Sunday.
  private func live(_ week: Week, in city: TestCity, _ months: inout CityMonths) async throws {
    let engine = city.open.city.requests.actions.engine
    while true {
      let next = city.clock.now.adding(minutes: Int64.random(in: 200...900, using: &months.dice))
      guard next < week.end else { break }
      city.clock.set(next)
      try await RequestClock(engine: engine).run(in: city.database)
      try await RequestLadder(engine: engine).run(in: city.database)
      try await months.turn(32)
      try await city.deliver()
    }
    city.clock.set(week.end.adding(minutes: 1))
    try await city.open.city.supervision.weeks.turn(city.database)
  }

  /// The frozen week beside what its history gives at this moment.
  private func check(_ week: Week, in city: TestCity) async throws -> Figures {
    let found = try await city.database.read { try WeekStore.find([week], in: $0) }
    let frozen = try #require(found.first)
    let wanted = try await WeekLedger(of: city.database).figures(of: week)
    for measure in Measure.allCases where measure != .imported {
      #expect(
        frozen.figures.n(measure) == wanted[nil]?[measure] ?? 0, "\(week) \(measure)")
      guard measure != .open else { continue }
      for (unit, sums) in wanted {
        guard let unit else { continue }
        #expect(
          frozen.figures.n(measure, .unit, unit) == sums[measure] ?? 0,
          "\(week) \(measure) \(unit)")
      }
    }
    // 30 % answered, 35 % solved, 35 % satisfied, by hand.
    func share(_ part: Measure, _ whole: Measure) -> Double? {
      guard let all = wanted[nil]?[whole], all >= frozen.formula.minimumSample else { return nil }
      return Double(wanted[nil]?[part] ?? 0) / Double(all)
    }
    if let answered = share(.contactedInTime, .contactDue), let solved = share(.solved, .called),
      let satisfied = share(.satisfied, .called)
    {
      let byHand = 30 * answered + 35 * solved + 35 * satisfied
      #expect(abs((frozen.figures.composite(frozen.formula) ?? -1) - byHand) < 1e-9)
    }
    return frozen.figures
  }

  private func write(_ week: Week, in city: TestCity) async throws {
    let bulletins = city.open.city.supervision.bulletins
    let (editor, chief) = (try await city.viewer("supervisor"), try await city.viewer("chief"))
    try await bulletins.edit(
      week, Bulletin.Words(overview: "本周照常。"), version: 1, by: editor, key: nil)
    try await bulletins.sign(week, version: 2, by: chief, key: nil)
    try await bulletins.publish(week, by: chief, key: nil)
  }

  /// After all of it: kept sums, frozen weeks and what went out.
  private func recount(all last: Week, in city: TestCity) async throws {
    let supervision = city.open.city.supervision
    let kept = try await city.database.read { try TallyStore.all(in: $0) }
    try await supervision.keeper.rebuild(city.database, afresh: true)
    #expect(try await city.database.read { try TallyStore.all(in: $0) } == kept)

    city.clock.set(last.end.adding(days: 6))
    try await supervision.weeks.turn(city.database)
    var week = Week(of: CityTime.date(of: TestClock.start))
    var missed = 0
    while week <= last {
      #expect(try await supervision.figures.recounted(week).isSame, "\(week)")
      missed += try await isMissed(week, in: city) ? 1 : 0
      week = week.next
    }
    #expect(missed == 7)
  }

  /// What went out of a week says what was counted; whether nobody had signed it.
  private func isMissed(_ week: Week, in city: TestCity) async throws -> Bool {
    let (bulletin, frozen) = try await city.database.read { db in
      (try BulletinStore.find(week, in: db), try WeekStore.find([week], in: db).first)
    }
    #expect(bulletin?.state == .published, "\(week)")
    let received = try #require(frozen).figures.n(.received)
    let sheet = try await city.browser().get("/bulletins/\(week)")
    #expect(sheet.status == 200 && sheet.text.contains("<b>\(received)"), "\(week) \(received)")
    return bulletin?.isMissed == true
  }
}
