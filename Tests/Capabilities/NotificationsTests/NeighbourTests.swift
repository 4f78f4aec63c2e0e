import Contracts
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Notifications

/// Those of a grid who asked for it hear what was found there on patrol and is done.
struct NeighbourTests {
  private static let solved = "11 网格 巡查时主动发现的一件事已经办好（编号 LL-0302-0417），请打开邻里看结果"

  private static func said(_ texts: [String]) -> [String] {
    texts.map { $0.filter { !$0.isWhitespace } }
  }

  @Test(arguments: Backend.all, ["report", "solve_on_site"])
  func `who chose the grid is told once, in the app, and others are not`(
    backend: Backend, move: String
  ) async throws {
    let town = try await Neighbourhood(backend, found: .init())
    try await town.capability.neighbourActions.follow(
      Neighbourhood.grid, by: Neighbourhood.neighbour)
    let done = Neighbourhood.moved(move, from: "filed", to: "reported", role: "field_worker")

    for _ in 0..<2 { try await town.tell(done) }
    try await town.runJobs()

    let told = try await town.texts(to: Neighbourhood.neighbour)
    #expect(Self.said(told) == Self.said([Self.solved]))
    #expect(
      try await town.texts(to: Neighbourhood.neighbour, in: .english) == [
        "Something found on patrol in Grid 11 has been put right (LL-0302-0417). Open Linli to see the result"
      ])
    #expect(try await town.texts(to: Neighbourhood.chief) == [])
    // Who joined it is told the same and once, by text too.
    #expect(Self.said(try await town.texts(to: Neighbourhood.supporter)) == Self.said(told))
    #expect(town.sms.sent.count == 1)
  }

  @Test(arguments: Backend.all)
  func `who follows the case and the grid hears of it once`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend, found: .init())
    for person in [Neighbourhood.supporter, Neighbourhood.reporter] {
      try await town.capability.neighbourActions.follow(Neighbourhood.grid, by: person)
    }
    try await town.tell(Neighbourhood.reported)
    #expect(try await town.texts(to: Neighbourhood.supporter).count == 1)
    #expect(try await town.texts(to: Neighbourhood.reporter).count == 1)
  }

  @Test(arguments: Backend.all)
  func `neighbours hear nothing of what they may not read, is not done, or was reported`(
    backend: Backend
  ) async throws {
    let secret = try await Neighbourhood(backend, found: .init(isShared: false))
    let open = try await Neighbourhood(backend, found: .init(outcome: "explained"))
    let usual = try await Neighbourhood(backend)
    for town in [secret, open, usual] {
      try await town.capability.neighbourActions.follow(
        Neighbourhood.grid, by: Neighbourhood.neighbour)
      try await town.tell(Neighbourhood.reported)
      #expect(try await town.texts(to: Neighbourhood.neighbour) == [])
    }
    // Who found or joined it hears that there is an answer, and is not asked to rate it.
    let told = try await open.texts(to: Neighbourhood.supporter, in: .english)
    #expect(
      told == [
        "Something found on patrol in Grid 11 (LL-0302-0417) has a result. Open Linli to see it"
      ])
  }

  @Test(arguments: Backend.all)
  func `a grid is chosen, changed, copied, and forgotten with its person`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, found: .init())
    let (actions, person) = (town.capability.neighbourActions, Neighbourhood.neighbour)
    await #expect(throws: Problem(field: "grid", "neighbours.no-grid")) {
      try await actions.follow("990101001002999", by: person)
    }
    try await actions.follow(Neighbourhood.grid, by: person)
    try await actions.follow(Neighbourhood.grid, by: person)
    #expect(try await actions.choices(of: person).grid == Neighbourhood.grid)
    let records = town.capability.records
    let copy = try await town.database.read { try records.copy(of: person, in: $0) }
    #expect(copy.contains { $0.kind == "neighbour" })

    try await actions.follow(nil, by: person)
    #expect(try await actions.choices(of: person).grid == nil)
    try await town.tell(Neighbourhood.reported)
    #expect(try await town.texts(to: person) == [])

    try await actions.follow(Neighbourhood.grid, by: person)
    _ = try await town.database.write { try records.erase(person, .account, in: $0) }
    #expect(try await actions.choices(of: person).grid == nil)
  }
}
