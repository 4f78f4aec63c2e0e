import Contracts
import KernelTesting
import Testing

@testable import Kernel
@testable import Supervision

/// The cycle: freeze, meeting, bulletin, and what happens where nobody signs.
struct WeekTests {
  private static let words = Bulletin.Words(overview: "本周办结二十七件。", praise: "", urge: "", plan: "")

  private static let item = BulletinActions.TypedItem(
    matter: "梧桐路反复冒污水", unit: "water", dueOn: "2026-03-09", measure: "开挖六米，重接错口。",
    number: "", request: "")

  @Test(arguments: Backend.all)
  func `who writes does not sign, and only what is signed goes out`(
    backend: Backend
  ) async throws {
    let district = try await District(backend)
    let (week, actions) = (District.week, district.capability.bulletins)
    try await district.live()
    try await district.capability.weeks.freeze(week, on: district.database)
    func refused(_ body: () async throws -> Void) async -> String? {
      do { try await body() } catch let problem as Problem {
        return problem.detail ?? problem.fields.first?.message
      } catch { return "\(error)" }
      return nil
    }
    #expect(
      await refused { try await actions.sign(week, version: 1, by: District.chief, key: nil) }
        == "sv.refusal.empty")
    try await actions.edit(week, Self.words, version: 1, by: District.chief, key: nil)
    #expect(
      await refused {
        try await actions.edit(week, Self.words, version: 1, by: District.editor, key: nil)
      } == "sv.refusal.outdated")
    #expect(
      await refused { try await actions.sign(week, version: 2, by: District.chief, key: nil) }
        == "sv.refusal.own-hand")
    #expect(
      await refused { try await actions.publish(week, by: District.chief, key: nil) }
        == "sv.refusal.not-signed")
    let other = District.viewer("other", "副主任", [.readSupervision, .signBulletin])
    try await actions.add(Self.item, to: week, by: District.editor, key: nil)
    // The item came after what was read.
    #expect(
      await refused { try await actions.sign(week, version: 2, by: other, key: nil) }
        == "sv.refusal.outdated")
    try await actions.sign(week, version: 3, by: other, key: nil)
    #expect(
      await refused {
        try await actions.edit(week, Self.words, version: 4, by: District.editor, key: nil)
      } == "sv.refusal.over")
    try await actions.publish(week, by: other, key: nil)

    let bulletin = try #require(try await district.bulletin())
    #expect(bulletin.state == .published && bulletin.signedAs == "副主任 某某")
    #expect(bulletin.items.map(\.matter) == ["梧桐路反复冒污水"] && !bulletin.isMissed)
    #expect(try await district.capability.figures.bulletins(before: nil).count == 1)
  }

  @Test(arguments: Backend.all)
  func `a week nobody signed goes out with figures only, once its time is over`(
    backend: Backend
  ) async throws {
    let district = try await District(backend)
    let weeks = district.capability.weeks
    try await district.live()
    district.clock.set(District.week.end.adding(seconds: 30))
    try await weeks.turn(district.database)
    #expect(try await district.bulletin()?.state == .draft)
    try await district.capability.bulletins.edit(
      District.week, Self.words, version: 1, by: District.editor, key: nil)
    district.clock.set(District.week.end.adding(days: 3).adding(seconds: -1))
    try await weeks.turn(district.database)
    #expect(try await district.bulletin()?.state == .draft)
    district.clock.advance(seconds: 1)
    try await weeks.turn(district.database)

    let bulletin = try #require(try await district.bulletin())
    #expect(bulletin.state == .published && bulletin.isMissed && bulletin.words.overview.isEmpty)
  }

  @Test(arguments: Backend.all)
  func `what was promised and not done stands in the next week`(backend: Backend) async throws {
    let district = try await District(backend)
    let (week, actions) = (District.week, district.capability.bulletins)
    try await district.live()
    for week in [week, week.next] {
      try await district.capability.weeks.freeze(week, on: district.database)
    }
    try await actions.add(Self.item, to: week, by: District.editor, key: nil)
    func next() async throws -> [Promise] {
      try await district.capability.figures.week(week.next, for: District.editor).items
    }
    let carried = try #require(try await next().first)
    #expect(carried.weekOn == week.monday && carried.doneOn == nil)
    func versions() async throws -> [Int?] {
      try await district.database.read { db in
        try [week, week.next].map { try BulletinStore.find($0, in: db)?.version }
      }
    }
    let before = try await versions()
    try await actions.settle(
      carried.id, result: "开挖完成，复看没有再冒。", isDone: true, by: District.editor, key: nil)
    // Both drafts say it: whoever read one before signs neither.
    #expect(try await versions() == before.map { $0.map { $0 + 1 } })
    #expect(try await next().first?.doneOn == CityTime.date(of: TestClock.start))
    // A page that was open since then is told, and what nobody decided is not there.
    for (id, problem) in [
      (carried.id, Problem(.notNow, "sv.refusal.outdated")), ("nothing", Problem(.notFound)),
    ] {
      await #expect(throws: problem) {
        try await actions.settle(id, result: "又办了一次。", isDone: true, by: District.editor, key: nil)
      }
    }
  }

  @Test(arguments: Backend.all)
  func `a week that is frozen late holds nothing that was sent in after it`(
    backend: Backend
  ) async throws {
    let district = try await District(backend)
    let before = District.request(1, hour: 3)
    var after = District.request(2, hour: 24 * 8)
    var parked = District.request(3, hour: 24 * 9)
    (after.unit, parked.state) = ("power", "parked")
    try await district.live([before, after, parked])

    try await district.capability.weeks.freeze(District.week, on: district.database)

    // The rule says so by itself, and not only the statement that looks for members.
    #expect(Fact(parked, by: .shipped).measures(in: District.week).isEmpty)
    let figures = try #require(try await district.frozen()).figures
    #expect(figures.n(.open) == 1 && figures.n(.parked) == 0 && figures.n(.received) == 1)
    #expect(try await district.capability.figures.recounted(District.week).isSame)
    try await district.capability.weeks.freeze(District.week.next, on: district.database)
    let next = try #require(try await district.frozen(District.week.next)).figures
    #expect(next.n(.open) == 3 && next.n(.parked) == 1 && next.n(.received) == 2)
  }

  @Test(arguments: Backend.all)
  func `each failure leaves nothing half done`(backend: Backend) async throws {
    let district = try await District(backend)
    let (week, database) = (District.week, district.database)
    let register = district.register
    @Sendable func on(_ database: Database) -> SupervisionCapability {
      District.capability(database, register)
    }
    for facts in District.history.prefix(4) { register.put(facts) }
    try await eachFailureMadeGood(
      "FactKeeper.rebuild",
      of: { (_: Int, database: Database) in
        try await on(database).keeper.rebuild(database, afresh: true)
      }, each: { 0 },
      leaving: { _ in
        try await database.read { try TallyStore.all(in: $0) }.map { "\($0)" }.sorted()
      }, in: database)
    #expect(
      try await eachFailure(
        "WeekActions.freeze", of: { try await on($0).weeks.freeze(week, on: $0) }, in: database) > 5
    )
    try await eachFailure(
      "BulletinActions.add",
      of: { try await on($0).bulletins.add(Self.item, to: week, by: District.editor, key: nil) },
      in: database)
    let id = try #require(
      try await district.capability.figures.week(week, for: District.editor).items.first?.id)
    try await eachFailure(
      "BulletinActions.settle",
      of: {
        try await on($0).bulletins.settle(
          id, result: "已开工。", isDone: false, by: District.editor, key: nil)
      }, in: database)
    try await eachFailure(
      "BulletinActions.change",
      of: {
        try await on($0).bulletins.edit(
          week, Self.words, version: 3, by: District.editor, key: nil)
      }, in: database)
    try await eachFailure(
      "WeekActions.issue", of: { try await on($0).weeks.issue(week, on: $0) }, in: database)
    var typed = FormulaCheck.Typed(.shipped, validOn: week.next.next.next.monday)
    (typed.minimumSample, typed.seen) = ("5", "1.0")
    let wish = typed
    try await eachFailure(
      "FormulaActions.activate",
      of: { try await on($0).formulas.activate(wish, by: District.editor, key: nil) }, in: database)
    let (monday, seen) = (wish.validOn, try await on(database).formulas.book().book.version)
    try await eachFailure(
      "FormulaActions.withdraw",
      of: {
        try await on($0).formulas.withdraw(
          try #require(LocalDate(monday)), seen: seen, by: District.editor, key: nil)
      }, in: database)
  }
}
