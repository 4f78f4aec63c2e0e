public import Logging

/// Takes due jobs, runs them, remembers the outcome; what fails is tried again, then parked.
public struct JobRunner: Sendable {
  static let maxAttempts: Int64 = 10
  /// How long a job stays with a worker that says nothing; then another takes it over.
  ///
  /// Clocks of two processes on one site may differ by what renewing leaves of it, 15 s.
  static let leaseSeconds: Int64 = 20
  /// What clocks of two processes may differ by before one of them counts as wrong.
  static let skewSeconds: Int64 = 600
  /// How often a worker that lives says so.
  static let renewal = Duration.seconds(5)

  let database: Database
  let runners: [String: Jobs.Runner]
  let schedules: [Jobs.Schedule]
  let logger: Logger

  public init(database: Database, jobs: Jobs, logger: Logger) {
    self.database = database
    runners = Dictionary(
      jobs.runners.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    schedules = jobs.schedules
    self.logger = logger
  }

  struct Taken: Sendable {
    let id: String
    let name: String
    let parameters: String
    let attempts: Int64
  }

  /// Runs one due job; false when there is none.
  public func runNext() async throws -> Bool {
    guard let job = try await take() else { return false }
    guard let runner = runners[job.name] else {
      try await finish(job, state: "parked", error: "nobody runs \(job.name)")
      return true
    }
    guard job.attempts <= Self.maxAttempts else {
      // It never came back to say how it went: it may be what ends the process.
      try await finish(job, state: "parked", error: "lost \(Self.maxAttempts) workers")
      return true
    }
    do {
      try await database.spans.around("job " + job.name, .consumer) {
        try await whileRenewing(job) { try await runner.run(job.parameters, database) }
      } noting: {
        ["linli.attempts": .number(Int(job.attempts))]
      }
      try await finish(job, state: "done", error: nil)
    } catch  where Task.isCancelled {
      // We are ending, which is no failure of the job: whoever runs next takes it up.
      try await putBack(job)
      throw CancellationError()
    } catch {
      logger.error(
        "job failed",
        metadata: [
          "job": "\(job.name)", "id": "\(job.id)", "attempts": "\(job.attempts)",
          "error": "\(error)",
        ])
      try await retryLater(job, "\(error)")
    }
    return true
  }

  private func take() async throws -> Taken? {
    try await database.write { tx in
      let row = try tx.row(
        """
        SELECT id, name, parameters, attempts FROM jobs
        WHERE run_at <= \(tx.now) AND (state = 'waiting' OR (state = 'running'
          AND lease_until < \(tx.now)))
        ORDER BY run_at, id LIMIT 1\(tx.connection.dialect.claimLock)
        """)
      guard let row else { return nil }
      let job = Taken(
        id: try row.get("id"), name: try row.get("name"), parameters: try row.get("parameters"),
        attempts: try row.get("attempts", as: Int64.self) + 1)
      try tx.later(
        """
        UPDATE jobs SET state = 'running', attempts = \(job.attempts),
          lease_until = \(tx.now.adding(seconds: Self.leaseSeconds)) WHERE id = \(job.id)
        """)
      return job
    }
  }

  /// Holds on to the job while `work` runs, so that the lease can be short: after a crash a text
  /// is some seconds late.
  private func whileRenewing(
    _ job: Taken, _ work: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await work()
        return true
      }
      group.addTask {
        while (try? await Task.sleep(for: Self.renewal)) != nil { await renew(job) }
        return false
      }
      while let isDone = try await group.next() {
        if isDone { return group.cancelAll() }
      }
    }
  }

  private func renew(_ job: Taken) async {
    do {
      try await database.write { tx in
        try tx.later(
          """
          UPDATE jobs SET lease_until = \(tx.now.adding(seconds: Self.leaseSeconds))
          WHERE id = \(job.id) AND attempts = \(job.attempts) AND state = 'running'
          """)
      }
    } catch {
      logger.error("lease not renewed", metadata: ["id": "\(job.id)", "error": "\(error)"])
    }
  }

  private func finish(_ job: Taken, state: String, error: String?) async throws {
    try await database.write { tx in
      try tx.later(
        """
        UPDATE jobs SET state = \(state), last_error = \(error), finished_at = \(tx.now)
        WHERE id = \(job.id) AND attempts = \(job.attempts)
        """)
    }
  }

  private func putBack(_ job: Taken) async throws {
    try await database.write { tx in
      try tx.later(
        """
        UPDATE jobs SET state = 'waiting', attempts = \(job.attempts - 1), run_at = \(tx.now)
        WHERE id = \(job.id) AND attempts = \(job.attempts)
        """)
    }
  }

  private func retryLater(_ job: Taken, _ error: String) async throws {
    let parked = job.attempts >= Self.maxAttempts
    try await database.write { tx in
      let pause = min(3600, Int64(1) << min(job.attempts, 12))
      try tx.later(
        """
        UPDATE jobs SET state = \(parked ? "parked" : "waiting"), last_error = \(error),
          run_at = \(tx.now.adding(seconds: pause))
        WHERE id = \(job.id) AND attempts = \(job.attempts)
        """)
    }
  }

  /// Runs the schedules whose time has come; one process wins each round.
  ///
  /// One that is much further off than its pause was put there by a clock that ran ahead: it is due.
  public func runSchedules() async throws {
    for schedule in schedules {
      let won = try await database.write { tx in
        let next = Timestamp(
          milliseconds: tx.now.rawValue + schedule.every.components.seconds * 1000)
        let row = try tx.row(
          """
          INSERT INTO schedules (name, next_at) VALUES (\(schedule.name), \(next))
          ON CONFLICT (name) DO UPDATE SET next_at = excluded.next_at
          WHERE schedules.next_at <= \(tx.now)
            OR schedules.next_at > \(next.adding(seconds: Self.skewSeconds)) RETURNING name
          """)
        return row != nil
      }
      guard won else { continue }
      do {
        try await database.spans.around("schedule " + schedule.name, .consumer) {
          try await schedule.run(database)
        } noting: {
          [:]
        }
      } catch  where Task.isCancelled {
        // We are ending: whoever runs next takes it up.
        try await database.write { tx in
          try tx.run("UPDATE schedules SET next_at = \(tx.now) WHERE name = \(schedule.name)")
        }
        throw CancellationError()
      } catch {
        logger.error(
          "schedule failed", metadata: ["name": "\(schedule.name)", "error": "\(error)"])
      }
    }
  }
}
