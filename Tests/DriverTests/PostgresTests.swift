import Foundation
import Kernel
import KernelTesting
import PostgresDriver
import Synchronization
import Testing

struct PostgresTests {
  final class Order: Sendable {
    let numbers = Mutex<[Int]>([])
  }

  /// A migrated site through a driver with few connections, and the site itself.
  func site(connections: Int) async throws -> (driver: PostgresDriver, site: Database) {
    let site = try await Backend.postgres.database(Things.migrations)
    let made = try #require(site.driver as? PostgresDriver)
    let driver = try PostgresBackend.driver(schema: made.options.schema, connections: connections)
    return (driver, site)
  }

  @Test func `who waits is served in order`() async throws {
    let (driver, site) = try await site(connections: 1)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let slow = Task {
      try await driver.read { connection in
        start.finish()
        _ = try connection.rows("SELECT pg_sleep(0.3) AS slept")
      }
    }
    for await _ in started {}

    let order = Order()
    var waiting: [Task<Void, any Error>] = []
    for number in 0..<8 {
      waiting.append(
        Task {
          try await driver.write { connection in
            try connection.later(Things.insert("\(number)"))
            order.numbers.withLock { $0.append(number) }
          }
        })
      // Enough for it to queue before the next one does.
      try await Task.sleep(for: .milliseconds(10))
    }
    for task in waiting { try await task.value }
    try await slow.value

    #expect(order.numbers.withLock { $0 } == Array(0..<8))
    #expect(try await Things.count(site) == 8)
    await driver.close()
  }

  @Test func `who waits too long is told so`() async throws {
    let (first, _) = try await site(connections: 1)
    var options = first.options
    options.waitSeconds = 0.1
    let driver = try PostgresDriver(options)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let slow = Task {
      try await driver.read { connection in
        start.finish()
        _ = try connection.rows("SELECT pg_sleep(1) AS slept")
      }
    }
    for await _ in started {}

    let clock = ContinuousClock()
    let waited = await clock.measure {
      await #expect(throws: StoreError.unavailable) {
        try await driver.write { try $0.run(Things.insert("1")) }
      }
    }

    #expect(waited < .seconds(0.8))
    slow.cancel()
    _ = try? await slow.value
    await driver.close()
  }

  @Test func `a cancelled look stops on the server and frees its connection`() async throws {
    let (driver, _) = try await site(connections: 1)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let clock = ContinuousClock()
    let slow = Task {
      try await driver.read { connection in
        _ = try connection.rows("SELECT 1 AS one")
        start.finish()
        _ = try connection.rows("SELECT pg_sleep(20) AS slept")
      }
    }
    for await _ in started {}
    let waiting = Task { try await driver.read { try $0.rows("SELECT 2 AS two").count } }
    try await Task.sleep(for: .milliseconds(50))

    let took = await clock.measure {
      slow.cancel()
      await #expect(throws: StoreError.cancelled) { try await slow.value }
    }

    #expect(took < .seconds(5))
    #expect(try await waiting.value == 1)
    await driver.close()
  }

  @Test func `a look cancelled while it waits is not begun`() async throws {
    let (driver, _) = try await site(connections: 1)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let slow = Task {
      try await driver.write { connection in
        start.finish()
        _ = try connection.rows("SELECT pg_sleep(0.5) AS slept")
      }
    }
    for await _ in started {}
    let waiting = Task { try await driver.read { try $0.rows("SELECT 1 AS one").count } }
    try await Task.sleep(for: .milliseconds(20))
    waiting.cancel()

    await #expect(throws: StoreError.cancelled) { try await waiting.value }
    try await slow.value
    await driver.close()
  }

  @Test func `a connection the server ended is replaced`() async throws {
    let (driver, site) = try await site(connections: 1)
    try await driver.write { $0.chainHead = ChainHead(number: 1, hash: "one") }
    let process = try await driver.read { connection in
      try connection.rows("SELECT pg_backend_pid() AS pid").first?.get("pid", as: Int64.self)
    }
    let pid = try #require(process)
    _ = try await site.read {
      try $0.rows("SELECT pg_terminate_backend(CAST(\(pid) AS INT)) AS ok")
    }

    try await driver.write { try $0.later(Things.insert("1")) }

    #expect(try await Things.count(site) == 1)
    #expect(try await driver.write { $0.chainHead } == nil)
    await driver.close()
  }

  @Test func `statements prepared before a change of schema are prepared anew`() async throws {
    let (driver, site) = try await site(connections: 1)
    try await site.write { try $0.run(Things.insert("1")) }
    let look: @Sendable (any Connection) throws -> Int = { connection in
      try connection.rows("SELECT * FROM things").first?.values.count ?? 0
    }
    let before = try await driver.read(look)

    try await site.write { try $0.run("ALTER TABLE things ADD COLUMN more TEXT") }

    #expect(before == 5)
    #expect(try await driver.read(look) == 6)
    #expect(try await driver.read(look) == 6)
    await driver.close()
  }

  @Test func `many different statements are all answered`() async throws {
    let (driver, site) = try await site(connections: 1)
    try await site.write { try $0.run(Things.insert("7")) }

    for length in 1...300 {
      let ids = (0..<length).map(String.init)
      let found = try await driver.read { connection in
        try connection.rows("SELECT id FROM things WHERE id IN \(list: ids)").count
      }
      #expect(found == (length > 7 ? 1 : 0))
    }
    await driver.close()
  }

  @Test func `another process's link in the same lane is found and followed`() async throws {
    let (driver, site) = try await site(connections: 1)
    try await site.write { try $0.run("CREATE TABLE links (number BIGINT PRIMARY KEY)") }
    let link: @Sendable (any Connection) throws -> Int64 = { connection in
      let stored =
        try connection.chainHead?.number
        ?? connection.rows("SELECT max(number) AS n FROM links").first?.get("n") ?? 0
      try connection.later("INSERT INTO links VALUES (\(stored + 1))")
      connection.chainHead = ChainHead(number: stored + 1, hash: "")
      return stored + 1
    }
    let first = try await driver.write(link)

    try await site.write { try $0.run("INSERT INTO links VALUES (2)") }

    #expect(first == 1)
    #expect(try await driver.write(link) == 3)
    #expect(try await driver.write(link) == 4)
    await driver.close()
  }

  @Test func `a sum that would be NUMERIC is refused with advice`() async throws {
    let site = try await Backend.postgres.database(Things.migrations)

    let error = await #expect(throws: StoreError.self) {
      try await site.read { try $0.number("SELECT sum(amount) AS n FROM things") }
    }

    #expect("\(error as Any)".contains("CAST"))
  }

  @Test func `a deferred key that fails at the commit is known to have failed`() async throws {
    let site = try await Backend.postgres.database(Things.migrations)
    try await site.write { tx in
      try tx.run(
        """
        CREATE TABLE loans (id TEXT PRIMARY KEY,
          thing_id TEXT REFERENCES things (id) DEFERRABLE INITIALLY DEFERRED)
        """)
    }

    await #expect(throws: StoreError.foreignKey) {
      try await site.write { try $0.run("INSERT INTO loans VALUES ('1', 'nowhere')") }
    }
  }

  @Test func `a server that is not there is unavailable`() async throws {
    let driver = try PostgresDriver(
      .init(url: "postgres://nobody@127.0.0.1:1/nothing", connections: 2))

    await #expect(throws: StoreError.unavailable) { try await driver.read { _ in } }
    await #expect(throws: StoreError.unavailable) { try await driver.write { _ in } }
    await driver.close()
    await #expect(throws: StoreError.unavailable) { try await driver.write { _ in } }
  }

  @Test(arguments: ["", "Site", "site-1", "1site", "a; DROP", "pg_site", "井"])
  func `a schema's name is plain`(schema: String) {
    #expect(throws: StoreError.self) {
      try PostgresDriver(.init(url: "postgres://localhost/x", schema: schema))
    }
  }

  @Test func `a backup can be read`() async throws {
    let site = try await Backend.postgres.database(Things.migrations)
    try await site.write { try $0.run(Things.insert("1")) }
    let path = "\(NSTemporaryDirectory())/linli-\(ProcessInfo.processInfo.processIdentifier).dump"

    try await site.driver.backup(to: path)

    let file = try #require(FileManager.default.contents(atPath: path))
    #expect(file.starts(with: Array("PGDMP".utf8)))
    try FileManager.default.removeItem(atPath: path)
  }
}
