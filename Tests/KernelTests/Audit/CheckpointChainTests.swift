import KernelTesting
import Testing

@testable import Kernel

/// Checkpoints in a chain of their own: what is cut off with its checkpoints.
struct CheckpointChainTests {
  private static let key = [UInt8](repeating: 7, count: 32)

  /// Three times two entries and a checkpoint, ten minutes apart.
  private static func site(_ backend: Backend, _ clock: TestClock) async throws -> Database {
    let database = try await backend.database(KernelMigrations.all, world: .fixed(clock))
    for round in 0..<3 {
      for number in 0..<2 {
        try await database.write { tx in
          try tx.audit(
            AuditEntry(actor: "p1", action: "bench.looked", subject: "case:\(round)\(number)"))
        }
      }
      try await database.write { try AuditCheckpoint.write(in: $0, key: key) }
      clock.advance(minutes: 10)
    }
    return database
  }

  private static func faults(
    _ database: Database, _ expectation: AuditVerifier.Expectation
  ) async throws -> [String] {
    try await AuditVerifier.verify(database, keys: [key], expecting: expectation).faults
  }

  private static func cut(_ database: Database, _ statements: SQL...) async throws {
    try await database.write { tx in
      for statement in statements {
        let count = try tx.run(statement)
        #expect(count > 0)
      }
    }
  }

  @Test(arguments: Backend.all)
  func `what is whole fits, also against a head of before`(backend: Backend) async throws {
    let clock = TestClock()
    let database = try await Self.site(backend, clock)
    let head = try await AuditVerifier.verify(database, keys: [Self.key]).head
    clock.advance(days: 3)
    try await database.write { try AuditCheckpoint.write(in: $0, key: Self.key) }

    let expectation = AuditVerifier.Expectation(head: head, needsCheckpoint: true)

    #expect(head?.hasPrefix("3:") == true)
    #expect(try await Self.faults(database, expectation) == [])
  }

  @Test(arguments: Backend.all)
  func `without any checkpoint nothing fits`(backend: Backend) async throws {
    let database = try await Self.site(backend, TestClock())
    try await Self.cut(
      database, "DELETE FROM audit_entries WHERE number > 3", "DELETE FROM audit_checkpoints")
    let needed = AuditVerifier.Expectation(needsCheckpoint: true)
    #expect(try await Self.faults(database, needed).count == 1)

    try await Self.cut(database, "DELETE FROM audit_entries")
    #expect(try await Self.faults(database, needed).count == 1)
  }

  @Test(arguments: Backend.all)
  func `a checkpoint taken out of the middle is missed`(backend: Backend) async throws {
    let database = try await Self.site(backend, TestClock())
    try await Self.cut(database, "DELETE FROM audit_checkpoints WHERE number = 2")

    #expect(
      try await Self.faults(database, .init()) == ["checkpoint 2 is missing"])
  }

  @Test(arguments: Backend.all)
  func `a checkpoint under another number does not fit`(backend: Backend) async throws {
    let database = try await Self.site(backend, TestClock())
    try await Self.cut(
      database, "DELETE FROM audit_checkpoints WHERE number = 2",
      "UPDATE audit_checkpoints SET number = 2 WHERE number = 3")

    let faults = try await Self.faults(database, .init())
    #expect(faults.contains("checkpoint 2 does not follow the one before it"))
    #expect(faults.contains { $0.hasSuffix("its seal does not fit") })
  }

  @Test(arguments: Backend.all)
  func `entries that stay without a checkpoint are told`(backend: Backend) async throws {
    let clock = TestClock()
    let database = try await Self.site(backend, clock)
    try await Self.cut(database, "DELETE FROM audit_checkpoints WHERE number = 3")
    clock.advance(minutes: 30)
    #expect(try await Self.faults(database, .init()) == [])

    clock.advance(minutes: 30)

    let faults = try await Self.faults(database, .init())
    #expect(faults.count == 1 && faults[0].hasPrefix("2 entries older than an hour"))
  }

  @Test(arguments: Backend.all)
  func `a cut that took the checkpoints along is found by the head that was noted`(
    backend: Backend
  ) async throws {
    let clock = TestClock()
    let database = try await Self.site(backend, clock)
    let head = try await AuditVerifier.verify(database, keys: [Self.key]).head
    try await Self.cut(
      database, "DELETE FROM audit_entries WHERE number > 4",
      "DELETE FROM audit_checkpoints WHERE number = 3")
    // The server goes on and knows nothing of it.
    try await database.write { try AuditCheckpoint.write(in: $0, key: Self.key) }

    // This is what nobody can see from within.
    #expect(try await Self.faults(database, .init(needsCheckpoint: true)) == [])
    let faults = try await Self.faults(database, .init(head: head, needsCheckpoint: true))
    #expect(faults.count == 1 && faults[0].contains("noted head"))
  }

  @Test(arguments: Backend.all)
  func `only news is sealed where that is asked`(backend: Backend) async throws {
    let database = try await Self.site(backend, TestClock())
    for _ in 0..<2 {
      try await database.write {
        try AuditCheckpoint.write(in: $0, key: Self.key, onlyNews: true)
      }
    }

    let report = try await AuditVerifier.verify(database, keys: [Self.key])

    #expect(report.checkpoints == 3 && report.faults == [])
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement leaves no checkpoint`(backend: Backend) async throws {
    let database = try await Self.site(backend, TestClock())
    let failures = try await eachFailure(
      of: { database in
        try await database.write { try AuditCheckpoint.write(in: $0, key: Self.key) }
      }, in: database)

    #expect(failures == 3)
  }
}
