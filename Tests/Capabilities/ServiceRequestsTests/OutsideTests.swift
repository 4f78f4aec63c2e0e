import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Somebody outside is asked by a link that works once and expires.
struct OutsideTests {
  private static let wish = OutsideActions.Wish(
    party: "某某物业", question: "这根灯杆是你们的吗？", shown: [.words])

  private func made(
    _ backend: Backend
  ) async throws -> (town: Town, outside: OutsideActions, id: Town.ID, token: String) {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    let outside = OutsideActions(actions: town.actions)
    let token = try await Self.ask(outside, id, by: .power)
    return (town, outside, id, token)
  }

  private static func ask(
    _ outside: OutsideActions, _ request: Town.ID, by viewer: Viewer
  ) async throws -> String {
    let id = try await outside.ask(wish, about: request, by: viewer, key: nil)
    let question = try #require(try await outside.all(of: request).first { $0.id == id })
    return try #require(try outside.token(of: question))
  }

  @Test(arguments: Backend.all)
  func `the link shows one question and nobody's name, and takes one answer`(
    backend: Backend
  ) async throws {
    let (town, outside, id, token) = try await made(backend)

    let opened = try await outside.open(token)
    #expect(opened.standing == .waiting && opened.question.question == Self.wish.question)
    #expect(opened.dossier?.item.reporter == CaseReporter())
    try await outside.answer(token, "是我们的，明天来修", photos: [], key: nil)

    let event = try #require(try await town.actions.dossier(id, for: .power).events.last)
    #expect(event.move == .hearOutside && event.words == "是我们的，明天来修")
    #expect(event.data["party"] == "某某物业" && !event.isPublic)
    let after = try await outside.open(token)
    #expect(after.standing == .answered && after.dossier == nil)
    await #expect(throws: Problem(.notNow, "outside.over")) {
      try await outside.answer(token, "再说一遍", photos: [], key: nil)
    }
    // Nothing in the database opens it.
    let stored = try await town.database.read { db in
      try db.rows("SELECT token_hash FROM outside_questions").map {
        try $0.get("token_hash", as: String.self)
      }
    }
    await #expect(throws: Problem(.notFound)) { try await outside.open(stored[0]) }
  }

  @Test(arguments: Backend.all)
  func `expired and taken back it shows nothing, and others cannot take it back`(
    backend: Backend
  ) async throws {
    let (town, outside, id, token) = try await made(backend)
    let second = try await Self.ask(outside, id, by: .desk)
    let newest = try #require(try await outside.all(of: id).first)
    await #expect(throws: Problem(.notFound)) {
      try await outside.revoke(newest.id, of: id, by: .water, key: nil)
    }
    await #expect(throws: Problem(.notFound)) {
      try await outside.ask(Self.wish, about: id, by: .hong, key: nil)
    }
    let all = try await outside.all(of: id)
    try await outside.revoke(all[0].id, of: id, by: .desk, key: nil)
    let standings = [try await outside.open(token), try await outside.open(second)]
    #expect(Set(standings.map(\.standing)) == [.waiting, .revoked])
    await #expect(throws: Problem(.notNow, "outside.nothing-to-revoke")) {
      try await outside.revoke(all[0].id, of: id, by: .desk, key: nil)
    }

    town.clock.advance(days: 7)
    let late = try await outside.open(token)
    #expect([.expired, .revoked].contains(late.standing) && late.dossier == nil)
    for token in [token, second] {
      await #expect(throws: Problem(.notNow, "outside.over")) {
        try await outside.answer(token, "太晚了", photos: [], key: nil)
      }
    }
    town.clock.advance(days: 31)
    try await outside.sweep()
    #expect(try await outside.all(of: id) == [])
    await #expect(throws: Problem(.notFound)) { try await outside.open(token) }
  }

  @Test(arguments: Backend.all)
  func `a question that was sent twice has one link`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    let outside = OutsideActions(actions: town.actions)
    let key = CommandKey("once", by: "power", for: "outside")

    let first = try await outside.ask(Self.wish, about: id, by: .power, key: key)
    let again = try await outside.ask(Self.wish, about: id, by: .power, key: key)

    #expect(first == again)
    #expect(try await outside.all(of: id).count == 1)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement leaves nothing half done`(backend: Backend) async throws {
    let (town, outside, id, token) = try await made(backend)
    let asked = try #require(try await outside.all(of: id).first)
    @Sendable func on(_ database: Database) -> OutsideActions {
      OutsideActions(actions: town.actions.on(database))
    }
    let acts: [(String, Int, @Sendable (Database) async throws -> Void)] = [
      (
        "OutsideActions.ask", 5,
        { database in
          _ = try await on(database).ask(
            Self.wish, about: id, by: .power, key: CommandKey("a", by: "power", for: "ask"))
        }
      ),
      (
        "OutsideActions.answer", 5,
        { database in
          try await on(database).answer(
            token, "是我们的", photos: [], key: CommandKey("b", by: "outside", for: "answer"))
        }
      ),
      ("OutsideActions.sweep", 1, { try await on($0).sweep() }),
    ]
    for (name, least, act) in acts {
      let statements = try await eachFailure(name, of: act, in: town.database)
      #expect(statements >= least, "\(name)")
    }
    let second = try #require(try await outside.all(of: id).first { $0.id != asked.id })
    let statements = try await eachFailure(
      "OutsideActions.revoke",
      of: { database in
        try await on(database).revoke(
          second.id, of: id, by: .power, key: CommandKey("c", by: "power", for: "revoke"))
      }, in: town.database)
    #expect(statements >= 5)
  }
}
