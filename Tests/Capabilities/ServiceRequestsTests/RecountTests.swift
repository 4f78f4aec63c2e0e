import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Logging
import Synchronization
import Testing

@testable import ServiceRequests

/// A changed holiday table moves the limits of what is open (docs/rules.md §3).
struct RecountTests {
  /// A calendar that can be changed under the running engine.
  final class Wall: Sendable {
    private let calendar = Mutex(BusinessCalendar.mainland)
    var now: BusinessCalendar { calendar.withLock { $0 } }

    /// Tuesday 3 March 2026 becomes a day off.
    func close(_ day: LocalDate) throws {
      var document = BusinessCalendar.mainlandDocument
      let table = try #require(document.tables.first { $0.year == day.year })
      document.tables = document.tables.filter { $0.year != day.year }
      document.tables.append(
        HolidayTable(
          year: day.year, source: "test",
          holidays: table.holidays + [HolidayTable.Holiday(name: "节", first: day, last: day)],
          makeUpDays: table.makeUpDays))
      let changed = try BusinessCalendar(document)
      calendar.withLock { $0 = changed }
    }
  }

  private func works(_ town: Town, _ wall: Wall) -> CaseEngine {
    CaseEngine(kind: .serviceRequest, book: { .serviceRequests }, calendar: { wall.now })
  }

  /// A road with a hole: three working days.
  private static let road = Submission.lamp {
    $0.service = "traffic"
    $0.item = "road_surface"
  }

  private func recount(_ engine: CaseEngine, _ town: Town) async throws -> Int {
    try await RecountLimits(year: 2026).run(engine, refresh: {}, in: town.database)
  }

  @Test(arguments: Backend.all)
  func `a day off moves what is counted in working days, with a line of history`(
    backend: Backend
  ) async throws {
    let wall = Wall()
    let town = try await Town(backend)
    let engine = works(town, wall)
    let road = try await town.request(in: .dispatched, Self.road)
    let lamp = try await town.request(in: .dispatched)
    let closed = try await town.request(in: .closed, Self.road)
    let before = try await town.limits(of: road).first { $0.duty == .handle }
    let versions = (try await town.look(road).version, try await town.look(road).version)
    let untouched = try await TableDump(of: town.database)

    #expect(try await recount(engine, town) == 0)
    #expect(untouched.changes(to: try await TableDump(of: town.database)) == [])

    try wall.close(try #require(LocalDate("2026-03-03")))
    #expect(try await recount(engine, town) == 1)

    let after = try await town.limits(of: road).first { $0.duty == .handle }
    let (due, later) = try (#require(before?.dueAt), #require(after?.dueAt))
    #expect(later == due.adding(days: 1))
    #expect(try await town.look(road).version == versions.0)
    let line = try #require(try await town.actions.dossier(road, for: .ming).events.last)
    #expect(line.move == .recount && line.role == .system && line.isPublic)
    #expect(
      line.data == ["duty": "handle", "due_from": due.description, "due": later.description])
    // 24 hours run on whatever the day is, and what is closed has no limit.
    #expect(try await town.actions.dossier(lamp, for: .ming).events.last?.move == .dispatch)
    #expect(try await town.actions.dossier(closed, for: .ming).events.last?.move == .close)

    let settled = try await TableDump(of: town.database)
    #expect(try await recount(engine, town) == 0)
    #expect(settled.changes(to: try await TableDump(of: town.database)) == [])
  }

  @Test(arguments: Backend.all)
  func `an alarm that was told is told again when its time lies ahead again`(
    backend: Backend
  ) async throws {
    let wall = Wall()
    let town = try await Town(backend)
    let engine = works(town, wall)
    let road = try await town.request(in: .inProgress, Self.road)
    // Three working days from Monday 9:00: warned on Wednesday, over on Thursday morning.
    town.clock.advance(days: 2, hours: 8)
    try await RequestClock(engine: engine).run(in: town.database)
    let told = try #require(try await town.limits(of: road).first { $0.duty == .handle })
    #expect(told.alarm == .missed)

    try wall.close(try #require(LocalDate("2026-03-04")))
    _ = try await recount(engine, town)

    let again = try #require(try await town.limits(of: road).first { $0.duty == .handle })
    #expect(again.alarm == .near && again.alarmAt == again.warnAt)
  }

  @Test(arguments: Backend.all)
  func `a failure in the middle is taken up where it stopped`(backend: Backend) async throws {
    let wall = Wall()
    let town = try await Town(backend)
    let engine = works(town, wall)
    for _ in 0..<3 { _ = try await town.request(in: .dispatched, Self.road) }
    try wall.close(try #require(LocalDate("2026-03-03")))

    _ = try await eachFailure(
      "RecountLimits.run",
      of: { database in
        _ = try await RecountLimits(year: 2026).run(engine, refresh: {}, in: database)
      }, in: town.database)

    #expect(try await recount(engine, town) == 0)
    for id in try await town.database.read({ try engine.running(in: $0) }) {
      let lines = try await town.actions.dossier(id, for: .ming).events
      #expect(lines.filter { $0.move == .recount }.count == 1)
    }
  }

  @Test(arguments: Backend.all)
  func `a told change of the calendar is counted after every process has read it`(
    backend: Backend
  ) async throws {
    let wall = Wall()
    let town = try await Town(backend)
    let engine = works(town, wall)
    _ = try await town.request(in: .dispatched, Self.road)
    let events = Subscriptions()
    CalendarSubscriber().subscribe(to: events)
    let jobs = Jobs()
    ServiceRequestWork(engine: engine, directory: NoPlaces()).register(on: jobs)
    let logger = Logger(label: "test")
    let delivery = OutboxDelivery(
      database: town.database, subscriptions: events, logger: logger)
    let runner = JobRunner(database: town.database, jobs: jobs, logger: logger)
    let now = town.clock.now
    try wall.close(try #require(LocalDate("2026-03-03")))

    try await town.database.write { tx in
      try tx.publish(DirectoryEvents.CalendarChanged(year: 2026, at: now))
    }
    while try await delivery.deliverDue() > 0 {}
    #expect(try await runner.runNext() == false)
    town.clock.advance(seconds: RecountLimits.waitSeconds)
    while try await runner.runNext() {}

    #expect(try await recount(engine, town) == 0)
    let lines = try await town.database.read { db in
      try db.number("SELECT COUNT(*) FROM case_events WHERE move = 'recount'")
    }
    #expect(lines == 1)
  }
}
