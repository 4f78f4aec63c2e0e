import Foundation
import Kernel
import KernelTesting
import Testing

@testable import SQLiteDriver

struct SQLiteTests {
  @Test func `every commit waits for the disk`() async throws {
    let database = try await Backend.sqlite.database()
    let driver = try #require(database.driver as? SQLiteDriver)

    #expect(try await driver.synchronous() == 2)
  }

  @Test func `a backup is whole while writes go on`() async throws {
    let database = try await Backend.sqlite.database(Things.migrations)
    let driver = try #require(database.driver as? SQLiteDriver)
    let path = driver.path + ".backup"
    let writing = Task {
      for number in 0..<200 {
        try await database.write { tx in
          try tx.later(Things.insert("\(number)"))
          try tx.later("UPDATE counters SET value = value + 1 WHERE name = 'a'")
        }
      }
    }
    try await driver.backup(to: path)
    try await writing.value

    let copy = Database(driver: try SQLiteDriver(path: path), world: .fixed())
    let counter = try await Things.counter(copy)
    #expect(try await Things.count(copy) == counter)
    #expect(counter <= 200)
    await copy.driver.close()
    try FileManager.default.removeItem(atPath: path)
  }

  @Test func `another process's writes make the chain's head unknown`() async throws {
    let database = try await Backend.sqlite.database(Things.migrations)
    let driver = try #require(database.driver as? SQLiteDriver)
    let other = try SQLiteDriver(path: driver.path)
    try await driver.write { $0.chainHead = ChainHead(number: 1, hash: "one") }
    try await driver.write { try $0.run(Things.insert("mine")) }
    let before = try await driver.write { $0.chainHead }

    try await other.write { try $0.run(Things.insert("theirs")) }

    let after = try await driver.write { $0.chainHead }
    #expect(before == ChainHead(number: 1, hash: "one"))
    #expect(after == nil)
    await other.close()
  }

  @Test func `a deferred key that fails at the commit fails its own write only`() async throws {
    let database = try await Backend.sqlite.database(Things.migrations)
    try await database.write { tx in
      try tx.run(
        """
        CREATE TABLE loans (id TEXT PRIMARY KEY,
          thing_id TEXT REFERENCES things (id) DEFERRABLE INITIALLY DEFERRED)
        """)
    }

    let failed = await withTaskGroup(of: StoreError?.self) { group in
      for number in 0..<50 {
        group.addTask {
          do {
            try await database.write { tx in
              if number == 9 { try tx.run("INSERT INTO loans VALUES ('1', 'nowhere')") }
              try tx.run(Things.insert("\(number)"))
            }
            return nil
          } catch {
            return error as? StoreError ?? .other("\(error)")
          }
        }
      }
      return await group.reduce(into: [StoreError]()) { if let error = $1 { $0.append(error) } }
    }

    #expect(failed == [.foreignKey])
    #expect(try await Things.count(database) == 49)
  }

  @Test func `a full disk fails what was waiting and is survived`() async throws {
    let database = try await Backend.sqlite.database(Things.migrations)
    let driver = try #require(database.driver as? SQLiteDriver)
    let before = try await Things.count(database)
    try await driver.write { connection in
      let pages = try connection.rows("PRAGMA page_count").first?.values.first
      guard case .integer(let pages) = pages else { return }
      _ = try connection.rows(SQL(stringLiteral: "PRAGMA max_page_count = \(pages + 1)"))
    }
    let big = String(repeating: "x", count: 99)

    let full = StoreError.storage("SQLite 13: database or disk is full")
    await #expect(throws: full) {
      try await database.write { tx in
        for number in 0..<1000 { try tx.run(Things.insert("\(number)", name: big)) }
      }
    }

    #expect(try await Things.count(database) == before)
    try await database.write { try $0.run(Things.insert("small")) }
    #expect(try await Things.count(database) == before + 1)
  }

  @Test func `a disk that may only be read is told as one`() async throws {
    let database = try await Backend.sqlite.database(Things.migrations)
    try await database.driver.write { try $0.script("PRAGMA query_only = ON") }

    let refused = StoreError.storage("SQLite 8: attempt to write a readonly database")
    await #expect(throws: refused) { try await database.write { try $0.run(Things.insert("1")) } }
  }

  @Test func `the log starts over once it is large`() async throws {
    let template = try await Backend.sqlite.database(Things.migrations)
    let path = try #require(template.driver as? SQLiteDriver).path
    let driver = try SQLiteDriver(
      path: path, options: .init(checkpointPages: 100_000, walLimit: 1 << 20))
    let database = Database(driver: driver, world: .fixed())

    for number in 0..<320 {
      let name = String(repeating: "x", count: 90)
      try await database.write { tx in
        for part in 0..<60 { try tx.later(Things.insert("\(part)-\(number)", name: name)) }
      }
    }

    // The log is looked at after every 64th commit, and this waits until the writer has done so.
    _ = try await driver.synchronous()
    let size = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    #expect(size == 0)
    await driver.close()
  }

  @Test func `a closed driver says so`() async throws {
    let database = try await Backend.sqlite.database(Things.migrations)
    await database.driver.close()

    await #expect(throws: StoreError.unavailable) { try await Things.count(database) }
    await #expect(throws: StoreError.unavailable) {
      try await database.write { try $0.run(Things.insert("1")) }
    }
  }
}
