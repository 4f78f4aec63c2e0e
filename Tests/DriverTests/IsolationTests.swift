import Kernel
import KernelTesting
import Testing

struct IsolationTests {
  @Test(arguments: Backend.all)
  func `two sites do not see each other`(backend: Backend) async throws {
    let here = try await backend.database(Things.migrations)
    let there = try await backend.database(Things.migrations)

    try await here.write { try $0.run(Things.insert("1")) }

    #expect(try await Things.count(here) == 1)
    #expect(try await Things.count(there) == 0)
  }

  @Test(arguments: Backend.all)
  func `a failing statement leaves nothing half done`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    let failures = try await eachFailure(
      of: { database in
        try await database.write { tx in
          try tx.run(Things.insert("1"))
          try tx.later("UPDATE counters SET value = 1 WHERE name = 'a'")
          _ = try tx.rows("SELECT * FROM things")
          try tx.later(Things.insert("2"))
        }
      }, in: database)

    #expect(failures == 4)
    #expect(try await Things.count(database) == 2)
  }

  @Test(arguments: Backend.all)
  func `work done in two transactions is found out`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    let error = await #expect(throws: HalfDone.self) {
      try await eachFailure(
        of: { database in
          try await database.write { try $0.run(Things.insert("1")) }
          try await database.write { try $0.run(Things.insert("2")) }
        }, in: database)
    }

    #expect(error?.statement == 2)
    #expect(error?.changes.count == 1)
  }

  @Test(arguments: Backend.all)
  func `the chain's head follows what was committed`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations, world: .fixed())
    let driver = try backend.singleConnection(database)
    let first = ChainHead(number: 1, hash: "one")
    let second = ChainHead(number: 2, hash: "two")

    let fresh = try await driver.write { connection in
      defer { connection.chainHead = first }
      return connection.chainHead
    }
    let kept = try await driver.write { $0.chainHead }
    await #expect(throws: StoreError.check) {
      try await driver.write { connection in
        connection.chainHead = second
        throw StoreError.check
      }
    }
    let restored = try await driver.write { $0.chainHead }

    #expect(fresh == nil)
    #expect(kept == first)
    #expect(restored == first)
    await driver.close()
  }
}
