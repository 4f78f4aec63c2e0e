import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What programs of others are answered, on both engines.
struct SharedQueryTests {
  private static let app = Viewer(person: nil, client: "key:app")
  private static let other = Viewer(person: nil, client: "key:other")

  private static func ids(
    _ town: Town, for viewer: Viewer = .visitor, _ change: (inout SharedQuery) -> Void = { _ in }
  ) async throws -> [Town.ID] {
    var query = SharedQuery()
    change(&query)
    return try await town.actions.published(query, for: viewer).map(\.item.id)
  }

  @Test(arguments: Backend.all)
  func `a key sees its own before it is public, others only then`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp { $0.phone = nil }, by: Self.app)
    #expect(try await Self.ids(town) == [])
    #expect(try await Self.ids(town, for: Self.other) == [])
    #expect(try await Self.ids(town, for: Self.app) == [id])
    #expect(try await Self.ids(town, for: Self.app) { $0.ids = [id] } == [id])
    #expect(try await Self.ids(town, for: Self.other) { $0.ids = [id] } == [])

    try await town.move(id, (.accept, .desk))
    #expect(try await Self.ids(town) == [id])
    #expect(try await Self.ids(town, for: Self.other) == [id])
    var query = SharedQuery()
    query.ids = [id]
    #expect(try await town.actions.published(query, for: Self.app).map(\.isOwn) == [true])
    #expect(try await town.actions.published(query, for: Self.other).map(\.isOwn) == [false])
  }

  @Test(arguments: Backend.all)
  func `nobody's number goes out, and what is internal is nobody's`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let words = "灯坏了，打 13812342076 找我"
    let open = try await town.submit(.lamp { $0.text = words }, by: .ming)
    let hidden = try await town.submit(.lamp { $0.isPublic = false }, by: .ming)
    for id in [open, hidden] { try await town.move(id, (.accept, .desk)) }

    let found = try await town.actions.published(SharedQuery(), for: .visitor)
    #expect(found.map(\.item.id) == [open])
    #expect(found.first?.item.body.contains("13812342076") == false)
    #expect(found.first?.item.reporter == CaseReporter())
    let own = try await town.actions.publishedToHolder(open)
    #expect(own.item.reporter == CaseReporter() && !own.item.body.contains("13812342076"))
    #expect(try await town.actions.publishedToHolder(hidden).item.body.isEmpty)
  }

  @Test(arguments: Backend.all)
  func `type, state, time, place and page choose`(backend: Backend) async throws {
    let town = try await Town(backend)
    var ids: [Town.ID] = []
    for number in 0..<4 {
      ids.append(
        try await town.submit(
          .lamp { submission in
            if number == 3 { (submission.service, submission.item) = ("traffic", "road_surface") }
            submission.latitude = 49.4567 + Double(number) * 0.001
          }, by: Self.app))
      try await town.move(ids[number], (.accept, .desk))
      town.clock.advance(days: 1)
    }
    let now = town.clock.now
    let start = now.adding(days: -4)

    #expect(try await Self.ids(town) == ids.reversed())
    #expect(try await Self.ids(town) { $0.services = ["traffic"] } == [ids[3]])
    #expect(try await Self.ids(town) { $0.isOpen = false } == [])
    #expect(try await Self.ids(town) { $0.isOpen = true }.count == 4)
    #expect(try await Self.ids(town) { $0.filed = start..<start.adding(days: 1) } == [ids[0]])
    let at = try #require(Coordinate(latitude: 49.4567, longitude: 117.7012))
    for (metres, count) in [(50.0, 1), (112.0, 2), (230.0, 3), (400.0, 4)] {
      let found = try await Self.ids(town) { $0.near = SharedQuery.Near(at, metres: metres) }
      #expect(found.count == count, "\(metres)")
    }
    #expect(try await Self.ids(town) { ($0.skip, $0.limit) = (1, 2) } == [ids[2], ids[1]])

    // The oldest changes last.
    try await town.move(
      ids[0], (.file(Filing(classCode: "livelihood", urgency: .normal, limit: nil)), .desk))
    let changed = try await Self.ids(town) { $0.changed = now..<now.adding(days: 1) }
    #expect(changed == [ids[0]])
    let all = try await Self.ids(town) { $0.changed = start..<now.adding(days: 1) }
    #expect(all == [ids[0], ids[3], ids[2], ids[1]])
  }

  @Test(arguments: Backend.all)
  func `a list is one statement, whatever its length`(backend: Backend) async throws {
    let town = try await Town(backend)
    for _ in 0..<3 {
      try await town.move(try await town.submit(by: Self.app), (.accept, .desk))
    }
    let count = QueryCount()
    let found = try await QueryCount.counting(in: count) {
      try await town.actions.published(SharedQuery(), for: Self.app)
    }
    #expect(found.count == 3 && count.value == 1)
  }

  @Test(arguments: Backend.all)
  func `steps go out without what is said to the reporter`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp(), by: Self.app)
    let start = town.clock.now
    func steps(for viewer: Viewer) async throws -> [SharedStep] {
      try await town.actions.publishedSteps(
        start..<town.clock.now.adding(days: 1), of: [], for: viewer, skip: 0, limit: 100)
    }
    try await town.move(id, (.addWords("下午三点来", audience: .reporter), .desk))
    #expect(try await steps(for: Self.app).isEmpty)

    try await town.move(id, (.accept, .desk))
    #expect(try await steps(for: .visitor).map(\.move) == [.accept])
    let later = try await town.actions.publishedSteps(
      start.adding(days: 1)..<start.adding(days: 2), of: [], for: .visitor, skip: 0, limit: 100)
    #expect(later.isEmpty)

    let done = try await town.request(in: .reported, .lamp())
    let all = try await steps(for: .visitor)
    #expect(all.filter { $0.item == done }.last?.words?.contains("换了灯头") == true)
    #expect(all.allSatisfy { $0.words == nil || [.report, .solveOnSite].contains($0.move) })
  }

  @Test(arguments: Backend.all)
  func `the program that filed it adds words, and no other does`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp(), by: Self.app)
    for stranger in [Self.other, .visitor, .ming] {
      await #expect(throws: Problem(.notFound)) {
        _ = try await town.actions.say("再说一句", photos: [], on: id, by: stranger, key: nil)
      }
    }
    let key = CommandKey("update 7", by: Self.app.actor, for: "x")
    let first = try await town.actions.say("又坏了一盏", photos: [], on: id, by: Self.app, key: key)
    let again = try await town.actions.say("又坏了一盏", photos: [], on: id, by: Self.app, key: key)
    #expect(first == again)
    let seen = try await town.actions.dossier(id, for: .desk).events.filter { $0.move == .addWords }
    #expect(seen.map(\.words) == ["又坏了一盏"])
    #expect(seen.map(\.role) == [.reporter])

    let statements = try await eachFailure(
      "ServiceRequestActions.say",
      of: { database in
        _ = try await town.actions.on(database).say(
          "还有一盏", photos: [], on: id, by: Self.app, key: nil)
      }, in: town.database)
    #expect(statements >= 4)
  }
}
