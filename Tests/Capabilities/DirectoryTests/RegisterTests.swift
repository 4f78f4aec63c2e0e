import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Directory

/// What an administrator does to a line, on both engines.
struct RegisterTests {
  struct Nobody: PeopleDirectory {
    func cards(
      of people: [Identifier<Person>], in db: some Reading
    ) throws -> [Identifier<Person>: PersonCard] { [:] }

    func holding(
      _ permission: Permission, areas: [String], in db: some Reading
    ) throws -> [DutyPost] { [] }

    func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost] { [] }
    func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? { nil }
  }

  static let admin = Viewer(person: Identifier(rawValue: "admin"))

  static func actions(
    _ backend: Backend, _ clock: TestClock = TestClock()
  ) async throws -> RegisterActions {
    let (directory, database) = try await PlanTests.directory(backend, clock)
    try await directory.save(PlanTests.plan)
    return actions(database, directory)
  }

  static func actions(_ database: Database, _ directory: PlanDirectory) -> RegisterActions {
    RegisterActions(database: database, directory: directory, people: Nobody(), region: "990101")
  }

  private let water = [
    "unit": "water", "name": "水务公司", "kind": "enterprise", "phone": "019-61000002",
    "duties": "utilities/water",
  ]

  @Test(arguments: Backend.all)
  func `a unit is made, found by others, changed, and its life is told`(
    backend: Backend
  ) async throws {
    let actions = try await Self.actions(backend)
    let made = try await actions.save(.units, water, expecting: 0, by: Self.admin, key: nil)
    #expect(made == "water")
    #expect(try await actions.directory.plan().hasUnit("water"))

    var changed = water
    changed["phone"] = "019-61000009"
    _ = try await actions.save(.units, changed, expecting: 1, by: Self.admin, key: nil)

    let opened = try await actions.open(.units, "water")
    #expect(opened.entry.version == 2)
    #expect(opened.entry["phone"] == "019-61000009")
    #expect(opened.changes.map(\.deed) == [.changed, .created])
    #expect(opened.changes.first?.actor == "admin")
    #expect(
      opened.changes[0].after.differences(from: opened.changes[0].before)
        == [Entry.Difference(key: "phone", old: "019-61000002", new: "019-61000009")])
    #expect(try await actions.directory.plan().unit("water")?.phone == "019-61000009")
    let audits = try await actions.database.read { db in
      try db.rows("SELECT action, subject FROM audit_entries ORDER BY number").map {
        try $0.get("action", as: String.self) + " " + $0.get("subject", as: String.self)
      }
    }
    #expect(
      audits.suffix(2) == [
        "directory.entry_created units:water", "directory.entry_changed units:water",
      ])
  }

  @Test(arguments: Backend.all)
  func `the second of two saves is refused, and so is a taken code`(
    backend: Backend
  ) async throws {
    let actions = try await Self.actions(backend)
    _ = try await actions.save(.units, water, expecting: 0, by: Self.admin, key: nil)
    let before = try await TableDump(of: actions.database)

    await #expect(throws: Problem(.staleVersion)) {
      _ = try await actions.save(.units, water, expecting: 7, by: Self.admin, key: nil)
    }
    await #expect(throws: Problem(field: "unit", "directory.wrong.taken")) {
      _ = try await actions.save(.units, water, expecting: 0, by: Self.admin, key: nil)
    }
    // Nothing new is no new version.
    _ = try await actions.save(.units, water, expecting: 1, by: Self.admin, key: nil)
    #expect(before.changes(to: try await TableDump(of: actions.database)) == [])
  }

  @Test(arguments: Backend.all)
  func `a repeated command does it once`(backend: Backend) async throws {
    let actions = try await Self.actions(backend)
    let key = CommandKey("k", by: "admin", for: "make")
    for _ in 0..<2 {
      #expect(
        try await actions.save(.units, water, expecting: 0, by: Self.admin, key: key) == "water")
    }
    #expect(try await actions.open(.units, "water").changes.count == 1)
  }

  @Test(arguments: Backend.all)
  func `what ends keeps its name and gets nothing new`(backend: Backend) async throws {
    let clock = TestClock()
    let actions = try await Self.actions(backend, clock)
    let today = CityTime.date(of: clock.now)
    let tomorrow = today.adding(days: 1)
    await #expect(throws: Problem(field: "ended", "directory.wrong.past")) {
      try await actions.end(
        .units, "power", on: today.adding(days: -1), expecting: 1, by: Self.admin, key: nil)
    }

    try await actions.end(.units, "power", on: tomorrow, expecting: 1, by: Self.admin, key: nil)
    #expect(try await actions.directory.plan().hasUnit("power"))
    clock.advance(days: 1)
    try await actions.directory.warm()

    let plan = try await actions.directory.plan()
    #expect(!plan.hasUnit("power"))
    #expect(plan.unit("power")?.name == "供电所")
    #expect(plan.suggestions(service: "utilities", item: "power", area: "990101001") == [])

    await #expect(throws: Problem(.staleVersion)) {
      try await actions.end(.units, "power", on: nil, expecting: 1, by: Self.admin, key: nil)
    }
  }

  @Test(arguments: Backend.all)
  func `what others need does not end`(backend: Backend) async throws {
    let actions = try await Self.actions(backend)
    let today = CityTime.date(of: TestClock.start)

    await #expect(
      throws: Problem(
        field: "ended", "directory.wrong.needed", values: ["name": "柳巷社区", "other": "11 网格"])
    ) {
      try await actions.end(
        .regions, "990101001002", on: today, expecting: 1, by: Self.admin, key: nil)
    }
    try await actions.end(
      .grids, "990101001002011", on: today, expecting: 1, by: Self.admin, key: nil)
    try await actions.end(
      .regions, "990101001002", on: today, expecting: 1, by: Self.admin, key: nil)
    #expect(try await actions.directory.plan().areas == [])
    #expect(try await actions.directory.plan().placeName("990101001002011") == "柳巷社区 11 网格")
  }

  @Test(arguments: Backend.all)
  func `an overlap is confirmed or stays out, the same ground twice stays out`(
    backend: Backend
  ) async throws {
    let actions = try await Self.actions(backend)
    func save(_ x: Double, _ code: String, confirmed: Bool = false) async throws {
      _ = try await actions.save(
        .grids,
        ["grid": code, "name": code, "border": BorderTests.square(x, 29)], expecting: 0,
        confirmed: confirmed, by: Self.admin, key: nil)
    }
    try await save(121, "990101001002001")

    await #expect(throws: RegisterActions.Overlapping.self) {
      try await save(121.0009, "990101001002002")
    }
    await #expect(throws: Problem.self) {
      try await save(121.0001, "990101001002003", confirmed: true)
    }
    try await save(121.0009, "990101001002002", confirmed: true)
    let point = try #require(Coordinate(latitude: 29.0005, longitude: 121.0015))
    #expect(try await actions.directory.plan().grid(at: point)?.code == "990101001002002")
  }

  @Test(arguments: Backend.all)
  func `a hole's point belongs to the grid in the hole`(backend: Backend) async throws {
    let actions = try await Self.actions(backend)
    let ring = "[[121,29],[121.004,29],[121.004,29.004],[121,29.004],[121,29]]"
    let hole =
      "[[121.001,29.001],[121.002,29.001],[121.002,29.002],[121.001,29.002],[121.001,29.001]]"
    for (code, border) in [
      ("990101001002001", "[\(ring),\(hole)]"),
      ("990101001002002", BorderTests.square(121.001, 29.001)),
    ] {
      _ = try await actions.save(
        .grids, ["grid": code, "name": code, "border": border], expecting: 0, by: Self.admin,
        key: nil)
    }
    let plan = try await actions.directory.plan()
    func code(_ x: Double, _ y: Double) throws -> String? {
      plan.grid(at: try #require(Coordinate(latitude: y, longitude: x)))?.code
    }

    #expect(try code(121.0005, 29.0005) == "990101001002001")
    #expect(try code(121.0015, 29.0015) == "990101001002002")
    // The hole's west edge is the inner grid's, its east edge the outer one's.
    #expect(try code(121.001, 29.0015) == "990101001002002")
    #expect(try code(121.002, 29.0015) == "990101001002001")
    #expect(try await actions.open(.grids, "990101001002001").entry["border"].contains("121.002"))
  }

  @Test(arguments: Backend.all)
  func `a year's days are kept, told when they are others, and taken back`(
    backend: Backend
  ) async throws {
    let actions = try await Self.actions(backend)
    let day = try #require(LocalDate("2026-03-03"))
    let typed = ["year": "2026", "source": "国办", "off": "节 2026-03-03"]
    _ = try await actions.save(.holidays, typed, expecting: 0, by: Self.admin, key: nil)
    #expect(!actions.directory.calendar.isWorkingDay(day))

    let today = CityTime.date(of: TestClock.start)
    try await actions.end(.holidays, "2026", on: today, expecting: 1, by: Self.admin, key: nil)

    #expect(actions.directory.calendar.isWorkingDay(day))
    let told = try await actions.database.read { db in
      try db.number(
        "SELECT COUNT(*) FROM outbox WHERE name = \(DirectoryEvents.CalendarChanged.name)")
    }
    #expect(told == 2)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement leaves nothing`(backend: Backend) async throws {
    let actions = try await Self.actions(backend)
    let water = water

    let count = try await eachFailure(
      "RegisterActions.save",
      of: { database in
        _ = try await Self.actions(database, PlanDirectory(database: database)).save(
          .units, water, expecting: 0, by: Self.admin,
          key: CommandKey("k", by: "admin", for: "make"))
      }, in: actions.database)

    #expect(count >= 5)
  }
}
