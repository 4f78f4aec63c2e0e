import Kernel
import KernelTesting
import Testing

struct TransactionTests {
  struct Refusal: Error {}

  @Test(arguments: Backend.all)
  func `constraints have names of their own`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)
    try await database.write { try $0.run(Things.insert("1")) }

    await #expect(throws: StoreError.unique) {
      try await database.write { try $0.run(Things.insert("1")) }
    }
    await #expect(throws: StoreError.foreignKey) {
      try await database.write { try $0.run("INSERT INTO parts VALUES ('1', 'nowhere')") }
    }
    await #expect(throws: StoreError.check) {
      let long = String(repeating: "长", count: 100)
      try await database.write { try $0.run(Things.insert("2", name: long)) }
    }
    await #expect(throws: StoreError.notNull) {
      try await database.write { try $0.run("INSERT INTO things (id) VALUES ('2')") }
    }
  }

  @Test(arguments: Backend.all)
  func `a body that throws leaves nothing`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    await #expect(throws: Refusal.self) {
      try await database.write { tx in
        try tx.run(Things.insert("1"))
        try tx.later(Things.insert("2"))
        throw Refusal()
      }
    }

    #expect(try await Things.count(database) == 0)
  }

  @Test(arguments: Backend.all)
  func `a swallowed failure still undoes the work`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    await #expect(throws: StoreError.unique) {
      try await database.write { tx in
        try tx.run(Things.insert("1"))
        _ = try? tx.run(Things.insert("1"))
      }
    }

    #expect(try await Things.count(database) == 0)
  }

  @Test(arguments: Backend.all)
  func `queued changes are seen by the next look and kept by the commit`(
    backend: Backend
  ) async throws {
    let database = try await backend.database(Things.migrations)

    let seen = try await database.write { tx in
      for number in 0..<150 { try tx.later(Things.insert("\(number)")) }
      let seen = try tx.number("SELECT count(*) AS n FROM things")
      try tx.later(Things.insert("last"))
      return seen
    }

    #expect(seen == 150)
    #expect(try await Things.count(database) == 151)
  }

  @Test(arguments: Backend.all)
  func `the error of a queued change appears at the next look`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    await #expect(throws: StoreError.unique) {
      try await database.write { tx in
        try tx.later(Things.insert("1"))
        try tx.later(Things.insert("1"))
        do {
          _ = try tx.rows("SELECT * FROM things")
        } catch StoreError.unique {
          throw StoreError.unique
        } catch {
          throw Refusal()
        }
        throw Refusal()
      }
    }
  }

  @Test(arguments: Backend.all)
  func `the error of a queued change appears at the commit`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    await #expect(throws: StoreError.unique) {
      try await database.write { tx in
        try tx.later(Things.insert("1"))
        try tx.later(Things.insert("1"))
      }
    }
    try await database.write { try $0.later(Things.insert("2")) }

    #expect(try await Things.count(database) == 1)
  }

  @Test(arguments: Backend.all)
  func `a read cannot write`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    await #expect(throws: StoreError.self) {
      try await database.read { try $0.rows("INSERT INTO things (id, name) VALUES ('1', 'x')") }
    }

    #expect(try await Things.count(database) == 0)
  }

  @Test(arguments: Backend.all)
  func `a wrong statement fails and the next one works`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    for _ in 1...3 {
      await #expect(throws: StoreError.self) {
        try await database.read { try $0.rows("SELECT nothing FROM nowhere") }
      }
      await #expect(throws: StoreError.self) {
        try await database.write { try $0.later("INSERT INTO nowhere VALUES (\(1))") }
      }
    }
    try await database.write { try $0.run(Things.insert("1")) }

    #expect(try await Things.count(database) == 1)
  }
}
