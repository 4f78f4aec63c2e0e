import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Directory

struct PlanTests {
  static let plan = CityPlan(
    units: [
      CityPlan.Unit(
        code: "power", name: "供电所", phone: "019-61000001", duties: ["utilities/power"],
        area: "990101001", english: "Power station")
    ],
    areas: [
      CityPlan.Area(code: "990101001002", name: "柳巷社区", latitude: nil, longitude: nil),
      CityPlan.Area(
        code: "990101001002011", name: "11 网格", latitude: 28.995, longitude: 118.01,
        english: "grid 11", border: [[118, 28], [119, 28], [119, 29], [118, 28]],
        phone: "019-61000311"),
    ])

  static func directory(
    _ backend: Backend, _ clock: TestClock = TestClock()
  ) async throws -> (PlanDirectory, Database) {
    let database = try await backend.database(
      [KernelMigrations.all, MigrationSet(owner: "directory", DirectoryMigrations.all)],
      world: .fixed(clock))
    return (PlanDirectory(database: database), database)
  }

  @Test(arguments: Backend.all)
  func `a plan comes back as it was saved, and names can change`(backend: Backend) async throws {
    let (directory, _) = try await Self.directory(backend)

    try await directory.save(Self.plan)
    #expect(try await directory.plan() == Self.plan)

    let renamed = CityPlan.Area(
      code: "990101001002", name: "柳巷新社区", latitude: nil, longitude: nil)
    try await directory.save(CityPlan(units: [], areas: [renamed]))
    let plan = try await directory.plan()
    #expect(plan.area("990101001002")?.name == "柳巷新社区")
    #expect(plan.placeName("990101001002011") == "柳巷新社区 11 网格")
    #expect(plan.placeName("990101001002011", in: .english) == "柳巷新社区 grid 11")
    #expect(plan.units == Self.plan.units)
  }

  @Test(arguments: Backend.all)
  func `names are remembered until they are read anew`(backend: Backend) async throws {
    let (directory, database) = try await Self.directory(backend)
    try await directory.save(Self.plan)
    try await directory.warm()
    let other = PlanDirectory(database: database)
    try await other.save(
      CityPlan(
        units: [],
        areas: [CityPlan.Area(code: "990101001", name: "桐荫", latitude: nil, longitude: nil)]))

    let count = QueryCount()
    let soon = try await QueryCount.counting(in: count) { try await directory.plan() }
    #expect(soon.area("990101001") == nil)
    #expect(count.value == 0)
    try await directory.warm()
    #expect(try await directory.plan().area("990101001")?.name == "桐荫")
  }

  @Test(arguments: Backend.all)
  func `a failure while saving leaves the old plan`(backend: Backend) async throws {
    let (_, database) = try await Self.directory(backend)

    let count = try await eachFailure(
      "PlanDirectory.save(_ plan: CityPlan)",
      of: { try await PlanDirectory(database: $0).save(Self.plan) }, in: database)

    #expect(count >= 4)

    let day = try #require(LocalDate("2026-03-03"))
    let table = HolidayTable(
      year: 2026, source: "test",
      holidays: [HolidayTable.Holiday(name: "节", first: day, last: day)], makeUpDays: [])
    let days = try await eachFailure(
      "PlanDirectory.save(_ table: HolidayTable)",
      of: { _ = try await PlanDirectory(database: $0).save(table) }, in: database)
    // What was before, the table, what is now, the audit and the news.
    #expect(days >= 5)
  }

  @Test(arguments: Backend.all)
  func `a year's notice replaces what was shipped`(backend: Backend) async throws {
    let (directory, _) = try await Self.directory(backend)
    let day = try #require(LocalDate("2026-03-03"))
    #expect(directory.calendar.isWorkingDay(day))

    try await directory.save(
      HolidayTable(
        year: 2026, source: "test",
        holidays: [HolidayTable.Holiday(name: "节", first: day, last: day)], makeUpDays: []))

    #expect(!directory.calendar.isWorkingDay(day))
    let other = try #require(LocalDate("2025-10-01"))
    #expect(!directory.calendar.isWorkingDay(other))
  }

  @Test(arguments: Backend.all)
  func `only days that are others than before are told`(backend: Backend) async throws {
    let (directory, database) = try await Self.directory(backend)
    let day = try #require(LocalDate("2026-03-03"))
    func table(_ source: String, off: [LocalDate]) -> HolidayTable {
      HolidayTable(
        year: 2026, source: source,
        holidays: off.map { HolidayTable.Holiday(name: source, first: $0, last: $0) },
        makeUpDays: [])
    }
    func told() async throws -> Int {
      try await database.read { db in
        Int(
          try db.number(
            "SELECT COUNT(*) FROM outbox WHERE name = \(DirectoryEvents.CalendarChanged.name)"))
      }
    }
    let shipped = try #require(HolidayTable.stateCouncil.first { $0.year == 2026 })

    #expect(try await directory.save(shipped) == false)
    #expect(try await told() == 0)
    #expect(try await directory.save(table("a", off: [day])))
    #expect(try await told() == 1)
    #expect(try await directory.save(table("the same by another name", off: [day])) == false)
    #expect(try await told() == 1)
  }

  @Test(arguments: Backend.all)
  func `a notice that contradicts itself is refused and changes nothing`(
    backend: Backend
  ) async throws {
    let (directory, database) = try await Self.directory(backend)
    let saturday = try #require(LocalDate("2026-03-07"))
    let before = try await TableDump(of: database)

    await #expect(throws: Problem(field: "days", "directory.holidays-wrong")) {
      try await directory.save(
        HolidayTable(
          year: 2026, source: "test",
          holidays: [HolidayTable.Holiday(name: "节", first: saturday, last: saturday)],
          makeUpDays: [saturday]))
    }

    #expect(before.changes(to: try await TableDump(of: database)) == [])
    #expect(directory.calendar == .mainland)
  }
}
