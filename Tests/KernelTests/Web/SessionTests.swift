import KernelTesting
import Testing

@testable import Kernel

struct SessionTests {
  private struct Bench {
    let database: Database
    let clock = TestClock()
    let ming = Identifier<Person>(rawValue: "ming")

    init(_ backend: Backend) async throws {
      database = try await backend.database(Sessions.migrations, world: .fixed(clock))
    }

    func open(_ person: Identifier<Person>? = nil, strong: Bool = false) async throws -> String {
      let person = person ?? ming
      return try await database.write {
        try Sessions.open(for: person, hours: 8, strong: strong, in: $0)
      }
    }

    func find(_ token: String) async throws -> Session? {
      let now = clock.now
      return try await database.read { try Sessions.find(token, at: now, in: $0) }
    }
  }

  @Test(arguments: Backend.all)
  func `a token finds its session, and the table knows only its hash`(
    backend: Backend
  ) async throws {
    let bench = try await Bench(backend)
    let token = try await bench.open(strong: true)

    let session = try #require(try await bench.find(token))

    #expect(session.person == bench.ming && session.isStrong)
    #expect(session.startedAt == bench.clock.now)
    #expect(session.expiresAt == bench.clock.now.adding(hours: 8))
    #expect(token.utf8.count == 43)
    let stored = try await TableDump(of: bench.database).tables["sessions"] ?? []
    #expect(stored.count == 1 && !stored[0].contains(token))
    #expect(try await bench.find(token + "A") == nil)
  }

  @Test(arguments: Backend.all)
  func `a session ends at its hour, and the sweep takes only ended ones`(
    backend: Backend
  ) async throws {
    let bench = try await Bench(backend)
    let old = try await bench.open()
    bench.clock.advance(hours: 7, minutes: 59, seconds: 59)
    #expect(try await bench.find(old) != nil)
    let new = try await bench.open()

    bench.clock.advance(seconds: 1)
    #expect(try await bench.find(old) == nil)
    try await bench.database.write { try Sessions.sweep(in: $0) }

    #expect(try await TableDump(of: bench.database).tables["sessions"]?.count == 1)
    #expect(try await bench.find(new) != nil)
  }

  @Test(arguments: Backend.all)
  func `signing in again gives another token, and signing out ends that one only`(
    backend: Backend
  ) async throws {
    let bench = try await Bench(backend)
    let phone = try await bench.open()
    let desk = try await bench.open()
    #expect(phone != desk)

    try await bench.database.write { try Sessions.close(phone, in: $0) }

    #expect(try await bench.find(phone) == nil)
    #expect(try await bench.find(desk) != nil)
    try await bench.database.write { try Sessions.close(phone, in: $0) }
  }

  @Test(arguments: Backend.all)
  func `all of a person's sessions end together, others' stay`(backend: Backend) async throws {
    let bench = try await Bench(backend)
    let tokens = [try await bench.open(), try await bench.open()]
    let other = try await bench.open(Identifier(rawValue: "hong"))
    let ming = bench.ming

    try await bench.database.write { try Sessions.closeAll(of: ming, in: $0) }

    for token in tokens { #expect(try await bench.find(token) == nil) }
    #expect(try await bench.find(other) != nil)
  }

  @Test(arguments: Backend.all)
  func `a session that nobody uses ends, one that is used goes on to its hour`(
    backend: Backend
  ) async throws {
    let bench = try await Bench(backend)
    let ming = bench.ming
    let tokens = try await bench.database.write { tx in
      try (0..<2).map { _ in
        try Sessions.open(
          for: ming, hours: 8, idleMinutes: 30, strong: false, device: "a.b", in: tx)
      }
    }
    let seen = SeenSessions()
    func person(_ token: String) async throws -> Identifier<Person>? {
      let (now, last) = (bench.clock.now, seen.last(token))
      let person = Sessions.person(of: token, at: now, seen: last)
      return try await bench.database.read { db in
        try db.row("SELECT \(person) AS person")?.get("person", as: Identifier<Person>?.self)
      }
    }

    bench.clock.advance(minutes: 20)
    seen.note(tokens[0], at: bench.clock.now)
    bench.clock.advance(minutes: 20)
    // Not written down yet, and known all the same.
    #expect(try await person(tokens[0]) == ming)
    #expect(try await person(tokens[1]) == nil)
    try await seen.write(to: bench.database)
    #expect(seen.last(tokens[0]) == nil)
    #expect(try await person(tokens[0]) == ming)
    let now = bench.clock.now
    let open = try await bench.database.read { try Sessions.all(of: ming, at: now, in: $0) }
    #expect(open.map(\.seenAt) == [now.adding(minutes: -20)] && open.map(\.device) == ["a.b"])
    bench.clock.advance(minutes: 10)
    #expect(try await person(tokens[0]) == nil)

    try await bench.database.write { try Sessions.sweep(in: $0) }
    #expect(try await TableDump(of: bench.database).tables["sessions"]?.count == 2)
    bench.clock.advance(hours: 1)
    try await bench.database.write { try Sessions.sweep(in: $0) }
    #expect(try await TableDump(of: bench.database).tables["sessions"] == [])
  }

  @Test(arguments: Backend.all)
  func `what was seen and could not be written is kept`(backend: Backend) async throws {
    let bench = try await Bench(backend)
    let token = try await bench.open()
    let seen = SeenSessions()
    seen.note(token, at: bench.clock.now.adding(minutes: 1))
    let driver = FailingDriver(bench.database.driver)
    driver.fail(at: 1)

    await #expect(throws: StoreError.self) {
      try await seen.write(to: Database(driver: driver, world: bench.database.world))
    }
    #expect(seen.last(token) == bench.clock.now.adding(minutes: 1))
    try await seen.write(to: bench.database)
    #expect(seen.last(token) == nil)
    // Late news from another process does not put it back.
    seen.note(token, at: bench.clock.now.adding(minutes: -5))
    try await seen.write(to: bench.database)
    #expect(try await bench.find(token)?.seenAt == bench.clock.now.adding(minutes: 1))
  }

  @Test(arguments: Backend.all)
  func `one session ends by its name, for its owner only`(backend: Backend) async throws {
    let bench = try await Bench(backend)
    let (first, second, third) = (
      try await bench.open(), try await bench.open(), try await bench.open()
    )
    let (ming, hong) = (bench.ming, Identifier<Person>(rawValue: "hong"))

    let done = try await bench.database.write { tx in
      try (
        Sessions.close(id: Sessions.id(of: first), of: hong, in: tx),
        Sessions.close(id: Sessions.id(of: first), of: ming, in: tx),
        Sessions.close(id: first, of: ming, in: tx)
      )
    }
    #expect(done == (false, true, false))
    let count = try await bench.database.write { tx in
      try Sessions.closeAll(of: ming, but: third, in: tx)
    }

    #expect(count == 1)
    #expect(try await bench.find(first) == nil)
    #expect(try await bench.find(second) == nil)
    #expect(try await bench.find(third) != nil)
  }
}
