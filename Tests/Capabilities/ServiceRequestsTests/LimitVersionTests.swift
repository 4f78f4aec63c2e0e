import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Lists of limits in force: from a day on, told before, taken back, and what they propose.
struct LimitVersionTests {
  private static let admin = Viewer(person: Identifier(rawValue: "admin"))

  private func sheet() throws -> LimitSheet {
    LimitSheet(words: try Words(WordFile.serviceRequests))
  }

  private func records(_ rows: [[String]]) throws -> [LimitFile.Record] {
    try LimitFile.records(
      ([LimitFile.columns] + rows).enumerated().map { ($0 + 1, $1) }, labels: try sheet().labels)
  }

  private func keeping(_ town: Town, on database: Database? = nil) throws -> LimitActions {
    LimitActions(
      actions: database.map(town.actions.on) ?? town.actions, directory: NoPlaces(),
      units: try sheet().units)
  }

  private static let day = CityTime.date(of: TestClock.start).adding(days: 1)

  private func staged(
    _ town: Town, _ name: String = "2026-1", from: LocalDate = day, amount: String = "9"
  ) async throws -> String {
    let rows = [["city_appearance", "rubbish", "", "", amount, "工作时", "", ""]]
    return try await keeping(town).stage(
      records(rows), named: name, from: from, file: "a.csv", by: Self.admin, key: nil)
  }

  @Test(arguments: Backend.all)
  func `a version holds from its day, and what is open keeps the one it began with`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let rubbish = Submission.lamp {
      $0.service = "city_appearance"
      $0.item = "rubbish"
    }
    let old = try await town.submit(rubbish)
    let id = try await staged(town)
    #expect(town.actions.tables.book.tables.count == 1)
    _ = try await keeping(town).activate(id, by: Self.admin, key: nil)

    town.clock.advance(days: 1)
    let new = try await town.submit(rubbish)
    for id in [old, new] {
      try await town.move(
        id, (.accept, .desk),
        (.file(Filing(classCode: "environment", urgency: .normal, limit: nil)), .desk))
    }

    #expect(try await town.look(old).details.handleLimit == Limit(4, .workingHours))
    #expect(try await town.look(new).details.handleLimit == Limit(9, .workingHours))
    let tables = try await town.actions.dossier(new, for: .desk).events.compactMap {
      $0.data["table"]
    }
    #expect(tables == ["2026-1"])
    // Another process sees it when it looks.
    let other = LimitTables()
    try await other.warm(from: town.database)
    #expect(other.book == town.actions.tables.book)
  }

  @Test(arguments: Backend.all)
  func `days that are taken or past, taken names and faulty files are refused`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let first = try await staged(town)
    let rival = try await staged(town, "2026-2")
    let faulty = try await staged(town, "2026-3", from: Self.day.adding(days: 5), amount: "0")
    _ = try await keeping(town).activate(first, by: Self.admin, key: nil)

    await #expect(throws: Problem(.notNow, "limits.done-before")) {
      try await keeping(town).activate(first, by: Self.admin, key: nil)
    }
    await #expect(
      throws: Problem(field: "from", "limits.wrong.day-taken", values: ["name": "2026-1"])
    ) {
      try await keeping(town).activate(rival, by: Self.admin, key: nil)
    }
    await #expect(throws: Problem(.notNow, "limits.faulty")) {
      try await keeping(town).activate(faulty, by: Self.admin, key: nil)
    }
    await #expect(throws: Problem(field: "from", "limits.wrong.past")) {
      try await staged(town, "2026-4", from: Self.day.adding(days: -1))
    }
    await #expect(throws: Problem(field: "name", "limits.wrong.name-taken")) {
      try await staged(town, "2026-1", from: Self.day.adding(days: 9))
    }
    await #expect(throws: Problem(.notFound)) {
      try await keeping(town).activate(faulty, by: .desk, key: nil)
    }
    #expect(town.actions.tables.book.tables.map(\.version) == ["shipped-1", "2026-1"])
    let audited = try await town.database.read { db in
      try db.number(
        "SELECT COUNT(*) FROM audit_entries WHERE action = 'service_requests.limits_activated'")
    }
    #expect(audited == 1)
  }

  @Test(arguments: Backend.all)
  func `a version is put in force whole or not at all`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await staged(town)
    let rows = try records([
      ["city_appearance", "rubbish", "e0102", "", "4", "工作时", "清干净", "power"]
    ])
    let statements = try await eachFailure(
      "LimitActions.stage",
      of: { database in
        _ = try await keeping(town, on: database).stage(
          rows, named: "2026-9", from: Self.day.adding(days: 3), file: "b.csv", by: Self.admin,
          key: nil)
      }, in: town.database)
    #expect(statements >= 2)
    let more = try await eachFailure(
      "LimitActions.activate",
      of: { database in
        _ = try await keeping(town, on: database).activate(id, by: Self.admin, key: nil)
      }, in: town.database)
    #expect(more >= 3)
  }

  @Test(arguments: Backend.all)
  func `what a file leaves out is told before, and a version can be taken back until it begins`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await staged(town)
    let lost = try await keeping(town).staged(id, for: Self.admin).lost
    let shipped = town.actions.tables.book.tables[0].classes
    #expect(lost.count == shipped.count - 1)
    #expect(!lost.contains { $0.item == "rubbish" && $0.condition.isEmpty })

    _ = try await keeping(town).activate(id, by: Self.admin, key: nil)
    #expect(town.actions.tables.book.tables.count == 2)
    try await eachFailure(
      "LimitActions.withdraw",
      of: { database in
        try await keeping(town, on: database).withdraw(
          "2026-1", from: Self.day, by: Self.admin, key: nil)
      }, in: town.database)
    try await town.actions.tables.warm(from: town.database)
    #expect(town.actions.tables.book.tables.count == 1)
    // Another list of that day is not the one that was looked at.
    await #expect(throws: Problem(.notNow, "limits.begun")) {
      try await keeping(town).withdraw("2026-7", from: Self.day, by: Self.admin, key: nil)
    }
    // It waits to be confirmed again, and on its day it holds.
    _ = try await keeping(town).activate(id, by: Self.admin, key: nil)
    town.clock.advance(days: 1)
    await #expect(throws: Problem(.notNow, "limits.begun")) {
      try await keeping(town).withdraw("2026-1", from: Self.day, by: Self.admin, key: nil)
    }
    #expect(town.actions.tables.book.tables.count == 2)
  }

  @Test func `the list's usual lead is proposed before duties, and after the dispatch catalogue`()
    async throws
  {
    let town = try await Town(.sqlite)
    let rows = [["city_appearance", "rubbish", "", "", "9", "工作时", "清干净并拍照", "water"]]
    let id = try await keeping(town).stage(
      records(rows), named: "leads", from: Self.day, file: "a.csv", by: Self.admin, key: nil)
    _ = try await keeping(town).activate(id, by: Self.admin, key: nil)
    town.clock.advance(days: 1)
    let new = try await town.look(
      town.submit(.lamp { ($0.service, $0.item) = ("city_appearance", "rubbish") }))
    func unit(_ code: String, _ duties: [String] = [], at area: String = "") -> CityPlan.Unit {
      CityPlan.Unit(code: code, name: code, phone: "12345", duties: duties, area: area)
    }
    func first(
      _ rules: [CityPlan.Rule], gone: Bool = false, at area: String = ""
    ) -> CityPlan.Suggestion? {
      let clean = unit("clean", ["city_appearance/rubbish"])
      return CityPlan(
        units: gone ? [clean] : [clean, unit("water", at: area)], areas: [], rules: rules
      ).suggestions(for: new, at: town.clock.now, town.actions.engine).first
    }

    #expect(first([])?.unit.code == "water" && first([])?.reasons == [.limits])
    // Who is gone, and who serves another place, is not proposed.
    #expect(first([], gone: true)?.unit.code == "clean")
    #expect(first([], at: "999")?.unit.code == "clean")
    let rule = CityPlan.Rule(
      code: "r", name: "垃圾", matter: "city_appearance/rubbish", lead: "clean")
    #expect(first([rule])?.unit.code == "clean")
    let table = town.actions.engine.table(of: new)
    #expect(table.closings(service: "city_appearance", item: "rubbish") == ["清干净并拍照"])
  }
}
