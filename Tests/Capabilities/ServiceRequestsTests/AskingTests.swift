import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// A question to the reporter: asked, reminded, answered, or closed as unanswered.
struct AskingTests {
  private func moves(of id: Town.ID, _ town: Town) async throws -> [CaseMove.Kind] {
    try await town.actions.dossier(id, for: .supervisor).events.map(\.move)
  }

  @Test(arguments: Backend.all)
  func `it is reminded once and closed by the platform after five days`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    let due = try await town.look(id).dueAt
    try await town.move(id, (.ask("是哪一盏灯？"), .power))
    #expect(try await town.look(id).dueAt == due)
    let clock = RequestClock(engine: town.actions.engine)
    // Monday and five calendar days; the last is a Saturday, so it ends with the Monday after.
    let limit = try #require(try await town.limits(of: id).last { $0.duty == .answer })
    let (warnAt, dueAt) = (try #require(limit.warnAt), try #require(limit.dueAt))
    #expect(CityTime.date(of: dueAt).description == "2026-03-09")

    town.clock.advance(minutes: warnAt.milliseconds(since: town.clock.now) / 60_000 - 1)
    try await clock.run(in: town.database)
    #expect(try await !moves(of: id, town).contains(.remindAnswer))
    town.clock.advance(minutes: 2)
    try await clock.run(in: town.database)
    try await clock.run(in: town.database)
    #expect(try await moves(of: id, town).filter { $0 == .remindAnswer }.count == 1)
    #expect(try await town.look(id).details.asking != nil)
    town.clock.advance(minutes: dueAt.milliseconds(since: town.clock.now) / 60_000 + 1)
    try await clock.run(in: town.database)

    #expect(try await moves(of: id, town).last == .lapse)
    #expect(try await town.look(id).details.asking == nil)
    await #expect(throws: CaseRefusal.nothingAsked) {
      try await town.move(id, (.answer("门口那盏"), .ming))
    }
  }

  @Test(arguments: Backend.all)
  func `the holder of the receipt answers, and nobody else`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .accepted, .lamp { $0.isAnonymous = false })
    try await town.move(id, (.ask("是哪一盏灯？"), .desk))
    let item = try await town.look(id)
    let tracking = TrackActions(actions: town.actions, people: TrackTests.Phones())
    let code = try ReceiptCode(of: id, keys: town.actions.keys).text
    #expect(try await tracking.dossier(item.no.rawValue, code: code).moves == [.answer])
    await #expect(throws: Problem(.notFound)) {
      try await tracking.answer(item.no.rawValue, code: "0000-0000", "门口那盏", key: nil)
    }
    await #expect(throws: Problem(.notFound)) {
      try await town.move(id, (.answer("门口那盏"), .hong))
    }

    let statements = try await eachFailure(
      "TrackActions.answer",
      of: { database in
        let tracking = TrackActions(
          actions: town.actions.on(database), people: TrackTests.Phones())
        try await tracking.answer(
          item.no.rawValue, code: code, "门口那盏",
          key: CommandKey("once", by: "receipt", for: "answer"))
      }, in: town.database)

    #expect(statements >= 5)
    let events = try await town.actions.dossier(id, for: .desk).events
    #expect(events.last?.words == "门口那盏" && events.last?.role == .reporter)
  }
}
