import KernelTesting
import Logging

@testable import Kernel

/// Work that says which it is.
struct Chore: Job {
  static let name = "bench.chore"
  let number: Int
}

/// A job queue on one engine with a clock to turn.
struct JobBench: Sendable {
  typealias Body = @Sendable (Chore, Database) async throws -> Void

  let database: Database
  let clock = TestClock()

  init(_ backend: Backend) async throws {
    database = try await backend.database(KernelMigrations.all, world: .fixed(clock))
  }

  func enqueue(_ number: Int, at time: Timestamp? = nil, key: String? = nil) async throws {
    try await database.write { try $0.enqueue(Chore(number: number), at: time, key: key) }
  }

  func runner(on other: Database? = nil, _ body: @escaping Body) -> JobRunner {
    let jobs = Jobs()
    jobs.run(Chore.self, body)
    return JobRunner(database: other ?? database, jobs: jobs, logger: .silent)
  }

  /// Every job: number, state, attempts.
  func states() async throws -> [String] {
    try await database.read { db in
      try db.rows("SELECT parameters, state, attempts FROM jobs ORDER BY id").map { row in
        let chore = try JSONText.decode(Chore.self, from: row.get("parameters"))
        return try "\(chore.number) \(row.get("state", as: String.self)) "
          + "\(row.get("attempts", as: Int64.self))"
      }
    }
  }

  func lines() async throws -> [String] {
    try await database.read { try JobQueue.lines(in: $0) }
  }
}

extension JobRunner {
  /// Until nothing is due; answers how many jobs were tried.
  func runAll() async throws -> Int {
    var count = 0
    while try await runNext() { count += 1 }
    return count
  }
}
