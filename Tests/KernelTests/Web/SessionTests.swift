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
}
