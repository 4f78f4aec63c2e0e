import KernelTesting
import Synchronization
import Testing

@testable import Kernel

struct ViewerCacheTests {
  /// Counts how often somebody really looked.
  private final class Look: Sendable {
    let count = Mutex(0)
    let cache = ViewerCache()
    let database: Database

    init() async throws { database = try await Backend.sqlite.database() }

    func ask(_ token: String, at milliseconds: Int64, knows: Bool = true) async throws -> Viewer? {
      try await cache.viewer(
        token, in: database, at: Timestamp(milliseconds: milliseconds)
      ) { _ in
        self.count.withLock { $0 += 1 }
        return knows ? Viewer(person: Identifier(rawValue: token), grants: []) : nil
      }
    }

    var looks: Int { count.withLock { $0 } }
  }

  @Test func `a caller is looked up once a second`() async throws {
    let look = try await Look()

    for time: Int64 in [0, 1, 999, 1000, 1500, 1999] { _ = try await look.ask("a", at: time) }
    #expect(look.looks == 2)
    #expect(try await look.ask("b", at: 1999)?.person?.rawValue == "b")
    #expect(look.looks == 3)
  }

  @Test func `a clock that goes back asks again`() async throws {
    let look = try await Look()

    _ = try await look.ask("a", at: 5000)
    _ = try await look.ask("a", at: 4999)

    #expect(look.looks == 2)
  }

  @Test func `strangers are never remembered`() async throws {
    let look = try await Look()

    #expect(try await look.ask("a", at: 0, knows: false) == nil)
    #expect(try await look.ask("a", at: 1)?.person?.rawValue == "a")
  }

  @Test func `a committed change of access is seen at once, a failed one forgets nothing`()
    async throws
  {
    let look = try await Look()
    struct Refused: Error {}

    _ = try await look.ask("a", at: 0)
    try await look.database.write { $0.changesAccess() }
    _ = try await look.ask("a", at: 1)
    #expect(look.looks == 2)
    await #expect(throws: Refused.self) {
      try await look.database.write { tx in
        tx.changesAccess()
        throw Refused()
      }
    }
    _ = try await look.ask("a", at: 2)
    #expect(look.looks == 2)
  }

  @Test func `a change while somebody looks is not missed`() async throws {
    let look = try await Look()
    let database = look.database

    _ = try await look.cache.viewer("a", in: database, at: Timestamp(milliseconds: 0)) { _ in
      database.access.moveOn()
      return .visitor
    }
    _ = try await look.ask("a", at: 1)

    #expect(look.looks == 1)
  }
}
