import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Limits by class: checked row by row, in force from a day, and what is open keeps its own.
struct LimitTableTests {
  private static let admin = Viewer(person: Identifier(rawValue: "admin"))
  private static let head = LimitFile.columns

  private func sheet() throws -> LimitSheet {
    LimitSheet(words: try Words(WordFile.serviceRequests))
  }

  private func records(_ rows: [[String]], head: [String] = head) throws -> [LimitFile.Record] {
    try LimitFile.records(
      ([head] + rows).enumerated().map { ($0 + 1, $1) }, labels: try sheet().labels)
  }

  private func file(_ rows: [[String]]) throws -> LimitFile {
    LimitFile(try records(rows), .shipped, units: try sheet().units) { $0 == "power" }
  }

  private static let good = [
    ["city_appearance", "rubbish", "e0102", "", "4", "工作时", "清干净", "power"],
    ["city_appearance", "rubbish", "E0102", "量大", "1", "working_days", "清干净", ""],
  ]

  @Test func `a class has a limit for each condition, and its usual one is what is given`() throws {
    let file = try file(Self.good)

    #expect(file.faults == [])
    #expect(file.classes.map(\.limit) == [Limit(4, .workingHours), Limit(1, .workingDays)])
    #expect(file.classes.first?.standard == "E0102" && file.classes.first?.unit == "power")
    #expect(
      LimitTable.usual(of: file.classes) == ["city_appearance.rubbish": file.classes[0].limit])
  }

  @Test(arguments: [
    (4, "0", "amount", "limits.wrong.amount"), (4, "-1", "amount", "limits.wrong.amount"),
    (4, "1.5", "amount", "limits.wrong.amount"), (4, "", "amount", "limits.wrong.amount"),
    (4, "99999999", "amount", "limits.wrong.much"), (5, "周", "unit", "limits.wrong.unit"),
    (5, "", "unit", "limits.wrong.unit"), (0, "nothing", "service", "limits.wrong.class"),
    (1, "school", "item", "limits.wrong.class"), (2, "0102", "standard", "limits.wrong.standard"),
    (2, "E0701", "standard", "limits.wrong.standard"),
    (6, "=1+1", "closing", "limits.wrong.formula"), (7, "gas", "lead", "limits.wrong.lead"),
  ])
  func `what is not sensible is refused with its row and the reason`(
    column: Int, typed: String, key: String, message: String
  ) throws {
    var rows = Self.good
    rows[1][column] = typed
    let faults = try file(rows).faults

    #expect(faults.contains { $0.line == 3 && $0.column == key && $0.message == message })
  }

  @Test func `the same case twice, and a class without its usual case, are refused`() throws {
    let twice = try file(Self.good + [Self.good[1]]).faults
    #expect(twice.map(\.message) == ["limits.wrong.twice"] && twice.first?.line == 4)
    #expect(try file([Self.good[1]]).faults.map(\.message) == ["limits.wrong.no-usual"])
    #expect(try file([]).faults.map(\.message) == ["limits.wrong.empty"])
  }

  @Test func `a file's columns are known by any of their names`() throws {
    #expect(throws: LimitFile.Unread.unknownColumn("鬼")) {
      try records([], head: Self.head + ["鬼"])
    }
    #expect(throws: LimitFile.Unread.missingColumn("unit")) {
      try records([], head: ["类型", "数"])
    }
    #expect(throws: LimitFile.Unread.tooLong(line: 2)) { try records([Self.good[0] + ["x"]]) }
  }

  @Test(arguments: Language.allCases)
  func `what is shipped goes out and comes back the same`(language: Language) throws {
    let shipped = LimitBook.classes
    let rows = try sheet().rows(shipped, in: language)
    let records = try LimitFile.records(
      rows.enumerated().map { ($0 + 1, $1) }, labels: try sheet().labels)
    let file = LimitFile(records, .shipped, units: try sheet().units) { _ in true }

    #expect(file.faults == [])
    #expect(file.classes == shipped)
    // The usual cases of the list are the limits that are given.
    #expect(LimitTable.usual(of: shipped) == LimitBook.serviceRequests.tables[0].services)
  }

  // MARK: in force

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
    let rows = try records([Self.good[0]])
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
}
