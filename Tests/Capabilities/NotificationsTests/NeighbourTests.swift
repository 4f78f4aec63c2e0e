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
  func `neighbours hear nothing of what they may not read or is not done`(
    backend: Backend
  ) async throws {
    let secret = try await Neighbourhood(backend, found: .init(isShared: false))
    let open = try await Neighbourhood(backend, found: .init(outcome: "explained"))
    for town in [secret, open] {
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
    await #expect(throws: Problem(field: "area", "neighbours.no-area")) {
      try await actions.follow("990101001002999", by: person)
    }
    await #expect(throws: Problem(field: "service_code", "neighbours.no-type")) {
      try await actions.follow(Neighbourhood.grid, about: "unknown", by: person)
    }
    try await actions.follow(Neighbourhood.grid, by: person)
    try await actions.follow(Neighbourhood.grid, by: person)
    let alert = NeighbourActions.Alert(area: Neighbourhood.grid)
    #expect(try await actions.choices(of: person).alerts == [alert])
    let records = town.capability.records
    let copy = try await town.database.read { try records.copy(of: person, in: $0) }
    #expect(copy.contains { $0.kind == "neighbour" })

    try await actions.leave(alert, by: person)
    #expect(try await actions.choices(of: person).alerts.isEmpty)
    try await town.tell(Neighbourhood.reported)
    #expect(try await town.texts(to: person) == [])

    try await actions.follow(Neighbourhood.grid, by: person)
    _ = try await town.database.write { try records.erase(person, .account, in: $0) }
    #expect(try await actions.choices(of: person).alerts.isEmpty)
  }

  private static let accepted = Neighbourhood.moved(
    "accept", from: "submitted", to: "accepted", unit: nil, role: "operator")

  @Test(arguments: Backend.all)
  func `news of an area go to who asked for it and its matters, by browser and mail, never by text`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(
      backend, channels: [.mail], found: .init(isProactive: false))
    let actions = town.capability.neighbourActions
    try await actions.follow(
      Neighbourhood.grid, about: Neighbourhood.service, by: Neighbourhood.neighbour)
    try await actions.follow(Neighbourhood.grid, about: "traffic", by: Neighbourhood.chief)

    for _ in 0..<2 { try await town.tell(Self.accepted) }
    try await town.tell(Neighbourhood.reported)

    let told = try await town.texts(to: Neighbourhood.neighbour, in: .english)
    #expect(
      told == [
        "A matter in Grid 11 has been solved (LL-0302-0417). Open Linli to see the result",
        "A matter in Grid 11 has been taken up (LL-0302-0417). Open Linli to see it",
      ])
    #expect(try await town.texts(to: Neighbourhood.chief) == [])
    try await town.runJobs()
    // The reporter's text of the result alone.
    #expect(town.sms.sent.count == 1)
  }

  @Test(arguments: Backend.all)
  func `one tap on a message ends what made it come`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend, found: .init(isProactive: false))
    let (actions, person) = (town.capability.neighbourActions, Neighbourhood.neighbour)
    try await actions.follow(Neighbourhood.grid, by: person)
    try await town.tell(Self.accepted)
    let page = try await town.capability.actions.page(
      to: person, after: nil, unreadOnly: false, limit: 10, in: .chinese)
    let id = Identifier<Message>(rawValue: try #require(page.ends.first))

    await #expect(throws: Problem(.notFound)) {
      try await actions.end(id, by: Neighbourhood.chief)
    }
    try await actions.end(id, by: person)
    #expect(try await actions.choices(of: person).alerts.isEmpty)
    try await town.tell(Neighbourhood.reported)
    #expect(try await town.texts(to: person).count == 1)
  }

  @Test(arguments: Backend.all)
  func `who chose a grid before hears of finds on patrol and of nothing else`(
    backend: Backend
  ) async throws {
    for isProactive in [true, false] {
      let town = try await Neighbourhood(backend, found: .init(isProactive: isProactive))
      let alert = NeighbourActions.Alert(area: Neighbourhood.grid, isWide: false)
      try await town.database.write {
        try NeighbourStore.add(alert, of: Neighbourhood.neighbour, in: $0)
      }
      try await town.tell(Self.accepted)
      try await town.tell(Neighbourhood.reported)
      #expect(
        try await town.texts(to: Neighbourhood.neighbour).count == (isProactive ? 1 : 0))
    }
  }

  @Test(arguments: Backend.all)
  func `many who joined are told to those who operate, and nobody has more than ten areas`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    try await town.tell(
      ServiceRequestEvents.ManyJoined(
        request: "case-1", joined: 5, owner: "desk:dispatch", area: Neighbourhood.grid, version: 2,
        at: town.clock.now))
    let told = try await town.texts(to: Neighbourhood.chief, in: .english)
    #expect(told == ["LL-0302-0417: 5 households have met it. See whether it should be passed up"])

    let (actions, person) = (town.capability.neighbourActions, Neighbourhood.neighbour)
    try await town.database.write { tx in
      for number in 0..<NeighbourActions.most {
        let alert = NeighbourActions.Alert(area: "99010100100\(number)")
        try NeighbourStore.add(alert, of: person, in: tx)
      }
    }
    let problem = await #expect(throws: Problem.self) {
      try await actions.follow(Neighbourhood.grid, by: person)
    }
    #expect(problem?.fields.first?.message == "neighbours.too-many")
  }
}
