import Foundation
import Kernel
import KernelTesting
import PostgresDriver
import Synchronization
import Testing

struct PostgresTests {
  @Test func `a connection the server ended is replaced`() async throws {
    let (driver, site) = try await PostgresBackend.site(connections: 1)
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
    let (driver, site) = try await PostgresBackend.site(connections: 1)
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
    let (driver, site) = try await PostgresBackend.site(connections: 1)
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
    let (driver, site) = try await PostgresBackend.site(connections: 1)
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

  @Test func `a new connection that collides on its first link looks again`() async throws {
    let (driver, site) = try await PostgresBackend.site(connections: 1)
    try await site.write { tx in
      try tx.run("CREATE TABLE links (number BIGINT PRIMARY KEY)")
      try tx.run("INSERT INTO links VALUES (1)")
    }
    let runs = Mutex(0)

    let number = try await driver.write { connection in
      // The first look is of a moment before the other's link was there.
      let isStale = runs.withLock { count in
        count += 1
        return count == 1
      }
      let found = try connection.rows("SELECT max(number) AS n FROM links").first
      let stored: Int64 = isStale ? 0 : try found?.get("n") ?? 0
      try connection.later("INSERT INTO links VALUES (\(stored + 1))")
      connection.chainHead = ChainHead(number: stored + 1, hash: "")
      return stored + 1
    }

    #expect(number == 2)
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

  @Test func `a connection lost in the commit leaves its outcome open`() async throws {
    let (driver, site) = try await PostgresBackend.site(connections: 1)
    try await site.driver.write { connection in
      try connection.script(
        """
        CREATE FUNCTION vanish() RETURNS TRIGGER LANGUAGE plpgsql AS
          'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
        CREATE CONSTRAINT TRIGGER vanish AFTER INSERT ON parts
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION vanish();
        """)
    }
    try await driver.write { connection in
      connection.chainHead = ChainHead(number: 1, hash: "one")
      try connection.later(Things.insert("1"))
    }

    await #expect(throws: StoreError.commitUnknown) {
      try await driver.write { try $0.later("INSERT INTO parts VALUES ('1', '1')") }
    }

    #expect(try await driver.write { $0.chainHead } == nil)
    try await driver.write { try $0.later(Things.insert("2")) }
    #expect(try await Things.count(site) == 2)
    await driver.close()
  }

  @Test func `a server that may only be read is told as a disk that cannot be written`()
    async throws
  {
    let site = try await Backend.postgres.database(Things.migrations)

    let refused = await #expect(throws: StoreError.self) {
      try await site.driver.write { connection in
        try connection.script("SET TRANSACTION READ ONLY")
        try connection.run(Things.insert("1"))
      }
    }

    guard case .storage(let reason) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(reason.hasPrefix("SQLSTATE 25006"))
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
