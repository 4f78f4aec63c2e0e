import Casework
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What nobody moves goes up by itself (ADR 28).
struct LadderTests {
  private func climb(_ town: Town) async throws -> Int {
    try await RequestLadder(engine: town.actions.engine).run(in: town.database)
  }

  private func climbs(_ id: Town.ID, _ town: Town) async throws -> [[String: String]] {
    try await town.actions.dossier(id, for: .supervisor).events.filter { $0.move == .climb }
      .map(\.data)
  }

  /// Given to the people of a level, nothing done after.
  private func given(_ level: CaseLevel, in town: Town) async throws -> Town.ID {
    let id = try await town.submit(
      .lamp {
        $0.service = "traffic"
        $0.item = nil
      })
    return try await town.move(
      id, (.accept, .desk),
      (.file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil)), .desk),
      (.dispatch(Assignment(level: level)), .desk)
    ).id
  }

  @Test(arguments: Backend.all)
  func `what nobody accepts is the chief's after thirty minutes, then the leaders'`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit()
    town.clock.advance(minutes: 30)
    #expect(try await climb(town) == 0)

    town.clock.advance(seconds: 1)
    #expect(try await climb(town) == 1)
    #expect(try await climb(town) == 0)
    var rows = try await town.limits(of: id).filter { $0.duty == .accept }
    #expect(rows.map(\.state) == [.missed, .running])
    #expect(rows.map(\.owner) == [CaseDesk.dispatch, CaseDesk.chief])
    #expect(try await town.look(id).version == 1)
    // Late is late, whoever has it: lists, counts and the reporter go by what was owed first.
    let owed = try #require(rows.first?.dueAt)
    #expect(rows.map(\.lateSince) == [nil, owed])
    #expect(rows.last?.dueAt.map { $0 > owed } == true)
    #expect(try await town.look(id).dueAt == owed)
    // Whoever has it now is told by when it is theirs to do, not what others missed.
    let summaries = ServiceRequestSummaries(
      engine: town.actions.engine, keys: town.actions.keys)
    let summary = try await town.database.read { try summaries.summary(of: id.rawValue, in: $0) }
    #expect(summary?.owedAt == owed)
    #expect(summary?.dueAt != nil && summary?.dueAt == rows.last?.dueAt)

    town.clock.advance(days: 20)
    #expect(try await climb(town) == 1)
    town.clock.advance(days: 20)
    #expect(try await climb(town) == 0)
    rows = try await town.limits(of: id).filter { $0.duty == .accept }
    #expect(rows.map(\.owner) == [CaseDesk.dispatch, CaseDesk.chief, CaseDesk.leader])
    let told = try await climbs(id, town)
    #expect(told.map { $0["from"] } == [CaseDesk.dispatch, CaseDesk.chief])
    #expect(told.map { $0["limit"] } == ["4 working_hours", "1 working_days"])

    try await town.move(id, (.accept, .desk))
    #expect(
      try await town.limits(of: id).contains { $0.duty == .accept && $0.state.isLive } == false)
  }

  @Test func `a server that ends does not wait for all that is late`() async throws {
    let town = try await Town(.sqlite)
    let id = try await town.submit()
    town.clock.advance(minutes: 31)
    let engine = town.actions.engine
    let run = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await RequestLadder(engine: engine).run(in: town.database)
      _ = try await RequestClock(engine: engine).run(in: town.database)
    }
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(try await climbs(id, town) == [])
    #expect(try await climb(town) == 1)
  }

  @Test(arguments: Backend.all)
  func `what is filed and given to nobody goes up too`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .filed)
    town.clock.advance(hours: 24, seconds: 1)
    #expect(try await climb(town) == 1)
    let dispatch = try await town.limits(of: id).filter { $0.duty == .dispatch }
    #expect(dispatch.map(\.owner) == [CaseDesk.dispatch, CaseDesk.chief])
    #expect(try await town.look(id).state == .filed)
  }

  @Test(arguments: Backend.all)
  func `what is not done climbs level by level, over nights, weekends and holidays`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    // Thursday 30 April 2026, 15:00; May Day is off until the 5th, and the 9th is worked.
    town.clock.set(TestClock.start.adding(days: 59).adding(hours: 6))
    let id = try await given(.grid, in: town)
    var seen: [(CaseLevel?, String)] = []
    for _ in 0..<(40 * 24) {
      town.clock.advance(hours: 1, seconds: 1)
      guard try await climb(town) > 0 else { continue }
      let item = try await town.look(id)
      seen.append((item.level, CityTime.date(of: town.clock.now).description))
      #expect(item.state == .escalated)
    }

    // Four working hours: three on Thursday, one on Wednesday the 6th; then one working day, three
    // with the Saturday that is worked, and seven calendar days.
    #expect(seen.map(\.0) == [.community, .street, .district, .leader])
    #expect(seen.map(\.1) == ["2026-05-06", "2026-05-07", "2026-05-11", "2026-05-18"])
    let handle = try await town.limits(of: id).filter { $0.duty == .handle }
    #expect(handle.map(\.state) == [.missed, .missed, .missed, .missed, .running])
    #expect(handle.filter(\.state.isLive).count == 1)
    // The grid still reads it and no longer has it.
    let dossier = try await town.actions.dossier(id, for: .patrol)
    #expect(dossier.item.level == .leader && !dossier.moves.contains(.takeOver))
    #expect(try await town.actions.dossier(id, for: .leader).moves.contains(.takeOver))
  }

  @Test(arguments: Backend.all)
  func `a unit has its level's time before its case climbs, and keeps reading after`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    town.clock.advance(hours: 25)
    #expect(try await climb(town) == 0)
    town.clock.advance(days: 8)
    #expect(try await climb(town) == 1)
    let item = try await town.look(id)
    #expect(item.level == .leader && item.leadUnit == nil)
    #expect(try await town.actions.dossier(id, for: .power).item.id == id)
    #expect(try await climbs(id, town).first?["from_unit"] == "power")
  }

  @Test(arguments: Backend.all)
  func `what is parked, answered or decided stays`(backend: Backend) async throws {
    let town = try await Town(backend)
    for state in CaseState.allCases where !state.isOpen || state.isAnswered || state == .parked {
      _ = try await town.request(in: state)
    }
    try await town.database.write { tx in
      // What a merge was made into is nobody's here.
      try tx.run("UPDATE case_limits SET climb_at = NULL WHERE duty = 'accept'")
    }
    town.clock.advance(days: 60)
    #expect(try await climb(town) == 0)
  }

  @Test(arguments: Backend.all)
  func `asking for time or objecting is no way out of the ladder`(backend: Backend) async throws {
    let town = try await Town(backend)
    let objected = try await town.request(in: .objection)
    let asked = try await town.request(in: .extensionAsked)
    town.clock.advance(days: 10)
    #expect(try await climb(town) == 2)
    for id in [objected, asked] {
      let item = try await town.look(id)
      #expect(item.state == .escalated && item.details.objection == nil)
      #expect(item.details.extensionAsked == nil)
      #expect(
        try await town.limits(of: id).filter(\.state.isLive).allSatisfy { $0.duty != .decide })
    }
  }

  @Test(arguments: Backend.all)
  func `rows of before the ladder are looked at once and set right`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    try await town.database.write { tx in
      try tx.run("UPDATE case_limits SET climb_at = due_at + 1 WHERE state = 'running'")
    }
    town.clock.advance(hours: 26)
    #expect(try await climb(town) == 0)
    #expect(try await climbs(id, town) == [])
    let at: Timestamp? = try await town.database.read { db in
      try db.row("SELECT climb_at FROM case_limits WHERE duty = 'handle'")?.get("climb_at")
    }
    #expect(at.map { $0 > town.clock.now } == true)
  }

  @Test(arguments: Backend.all)
  func `two processes pass each case up once, in batches, and tell its new owner`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    for _ in 0..<(RequestLadder.batchSize + 5) { _ = try await town.submit() }
    town.clock.advance(hours: 1)

    async let first = climb(town)
    async let second = climb(town)
    let went = try await (first, second)

    #expect(went.0 + went.1 == RequestLadder.batchSize + 5)
    let (events, lines, audited) = try await town.database.read { db in
      let names = try db.rows(
        "SELECT payload FROM outbox WHERE name = \(ServiceRequestEvents.Climbed.name)")
      return (
        try names.map {
          try JSONText.decode(ServiceRequestEvents.Climbed.self, from: try $0.get("payload"))
        }, try db.number("SELECT COUNT(*) FROM case_events WHERE move = 'climb'"),
        try db.number("SELECT COUNT(*) FROM audit_entries WHERE action = 'service_request.climb'")
      )
    }
    #expect(events.count == RequestLadder.batchSize + 5)
    #expect(Set(events.map(\.owner)) == [CaseDesk.chief])
    #expect(lines == Int64(events.count) && audited == Int64(events.count))
  }
}
