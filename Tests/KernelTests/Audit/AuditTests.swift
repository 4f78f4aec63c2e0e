import KernelTesting
import PostgresDriver
import SQLiteDriver
import Testing

@testable import Kernel

struct AuditTests {
  private let key = [UInt8](repeating: 7, count: 32)

  private func database(_ backend: Backend) async throws -> Database {
    try await backend.database(KernelMigrations.all)
  }

  private static func entry(_ number: Int) -> AuditEntry {
    AuditEntry(actor: "p1", action: "bench.looked", subject: "case:\(number)", detail: "ok")
  }

  private func add(_ count: Int, to database: Database) async throws {
    for number in 0..<count { try await database.write { try $0.audit(Self.entry(number)) } }
  }

  private func verify(_ database: Database) async throws -> AuditVerifier.Report {
    try await AuditVerifier.verify(database, keys: [key])
  }

  private func checkpoint(_ database: Database) async throws {
    let key = key
    try await database.write { try AuditCheckpoint.write(in: $0, key: key) }
  }

  /// Whoever has the database but not the key file.
  private func tamper(_ database: Database, _ sql: SQL) async throws {
    #expect(try await database.write { try $0.run(sql) } > 0)
  }

  @Test(arguments: Backend.all)
  func `an honest chain verifies, page after page`(backend: Backend) async throws {
    let database = try await database(backend)
    try await database.write { tx in
      for number in 0..<1_100 { try tx.audit(Self.entry(number)) }
    }
    try await checkpoint(database)
    try await add(2, to: database)

    let report = try await verify(database)

    #expect(report.faults == [])
    #expect(report.entries == 1_102 && report.checkpoints == 1)
  }

  @Test(arguments: Backend.all)
  func `an entry stands and falls with its transaction`(backend: Backend) async throws {
    let database = try await database(backend)
    try await add(1, to: database)
    await #expect(throws: Switch.Broken.self) {
      try await database.write { tx in
        try tx.audit(Self.entry(9))
        throw Switch.Broken()
      }
    }
    try await add(3, to: database)

    let report = try await verify(database)

    #expect(report.entries == 4 && report.faults == [])
  }

  @Test(arguments: Backend.all)
  func `each writing connection keeps a chain of its own`(backend: Backend) async throws {
    let database = try await database(backend)

    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { try await add(15, to: database) } }
      try await group.waitForAll()
    }
    try await checkpoint(database)

    let report = try await verify(database)
    #expect(report.faults == [])
    #expect(report.entries == 120)
    #expect(backend == .sqlite ? report.lanes == 1 : report.lanes > 1)
  }

  @Test(arguments: Backend.all)
  func `a new process carries the chain on`(backend: Backend) async throws {
    let database = try await database(backend)
    try await add(3, to: database)
    let other = try await backend.another(database)

    try await add(3, to: other)
    try await add(3, to: database)

    let report = try await verify(database)
    #expect(report.entries == 9 && report.faults == [])
  }

  @Test(
    arguments: Backend.all,
    [
      ("actor", "'p2'"), ("action", "'bench.done'"), ("subject", "'case:9'"), ("detail", "''"),
      ("at", "at + 1"), ("hash", "'00'"),
    ])
  func `a changed field is found`(backend: Backend, change: (String, String)) async throws {
    let database = try await database(backend)
    try await database.write { tx in for number in 0..<5 { try tx.audit(Self.entry(number)) } }

    let set = SQL(stringLiteral: "\(change.0) = \(change.1)")
    try await tamper(database, "UPDATE audit_entries SET \(set) WHERE number = 3")

    #expect(try await verify(database).faults.first?.hasSuffix("link 3 was changed") == true)
  }

  @Test(arguments: Backend.all)
  func `a link taken out of the middle is missed`(backend: Backend) async throws {
    let database = try await database(backend)
    try await database.write { tx in for number in 0..<5 { try tx.audit(Self.entry(number)) } }

    try await tamper(database, "DELETE FROM audit_entries WHERE number = 2")

    #expect(try await verify(database).faults.first?.hasSuffix("link 2 is missing") == true)
  }

  @Test(arguments: Backend.all)
  func `a chain cut at its end is found by the checkpoint that saw it`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    try await database.write { tx in for number in 0..<5 { try tx.audit(Self.entry(number)) } }
    try await checkpoint(database)

    try await tamper(database, "DELETE FROM audit_entries WHERE number > 3")
    #expect(try await verify(database).faults.count == 1)

    try await tamper(database, "DELETE FROM audit_entries")
    #expect(try await verify(database).faults.count == 1)
  }

  @Test(arguments: Backend.all)
  func `a chain forged from the start does not fit its checkpoint`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    try await database.write { tx in for number in 0..<3 { try tx.audit(Self.entry(number)) } }
    try await checkpoint(database)
    try await tamper(database, "DELETE FROM audit_entries")

    let other = try await backend.another(database)
    try await other.write { tx in for number in 5..<8 { try tx.audit(Self.entry(number)) } }

    let faults = try await verify(database).faults
    #expect(faults.count == 1 && faults[0].contains("is not the one checkpoint"))
  }

  @Test(arguments: Backend.all)
  func `a checkpoint made or changed without the key does not fit`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    try await add(2, to: database)
    try await database.write { try AuditCheckpoint.write(in: $0, key: [1, 2, 3]) }

    #expect(try await verify(database).faults.first?.hasSuffix("its seal does not fit") == true)
  }

  @Test(arguments: Backend.all)
  func `where nothing was audited the checkpoints begin all the same`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    #expect(try await verify(database) == AuditVerifier.Report())
    try await checkpoint(database)

    let report = try await verify(database)

    #expect(report.faults == [] && report.entries == 0 && report.checkpoints == 1)
    #expect(report.head?.hasPrefix("1:") == true)
  }

  @Test func `fields cannot run into each other`() {
    func hash(_ actor: String, _ action: String) -> String {
      AuditEntry(actor: actor, action: action, subject: "s").hash(
        after: "", lane: 0, number: 1, at: TestClock.start)
    }

    #expect(hash("ab", "c") != hash("a", "bc"))
    #expect(hash("a1:b", "c") != hash("a", "1:bc"))
  }
}

extension Backend {
  /// The same site as another process sees it.
  func another(_ database: Database) async throws -> Database {
    switch database.driver {
    case let driver as PostgresDriver:
      Database(
        driver: try PostgresBackend.driver(schema: driver.options.schema, connections: 1),
        world: database.world)
    case let driver as SQLiteDriver:
      Database(driver: try SQLiteDriver(path: driver.path), world: database.world)
    default: throw StoreError.unavailable
    }
  }
}
