/// Durable work: parameters that survive a restart, run at least once by the job service.
///
/// Effects outside the database need an idempotency key of their own.
public protocol Job: Codable, Sendable {
  /// Owner and deed: `notifications.deliver`.
  static var name: String { get }
}

extension Transaction {
  /// Puts work into the queue together with the change that asked for it.
  ///
  /// `runAt`: not before this; now when nil.
  /// `key`: with the same key a second job is not queued, even after the first is done.
  public func enqueue<J: Job>(_ job: J, at runAt: Timestamp? = nil, key: String? = nil) throws {
    try later(
      """
      INSERT INTO jobs (id, name, parameters, unique_key, state, run_at, attempts, lease_until)
      VALUES (\(newID()), \(J.name), \(try JSONText.encode(job)), \(key), 'waiting',
        \(runAt ?? now), 0, 0)
      ON CONFLICT (unique_key) DO NOTHING
      """)
    rings = true
  }
}

/// What runs which job, and what runs by the clock.
///
/// Filled once at start-up.
public final class Jobs {
  struct Runner: Sendable {
    let name: String
    let run: @Sendable (_ parameters: String, Database) async throws -> Void
  }

  struct Schedule: Sendable {
    let name: String
    let every: Duration
    let run: @Sendable (Database) async throws -> Void
  }

  private(set) var runners: [Runner] = []
  private(set) var schedules: [Schedule] = []

  public init() {}

  public func run<J: Job>(
    _ job: J.Type, _ body: @escaping @Sendable (J, Database) async throws -> Void
  ) {
    runners.append(
      Runner(name: J.name) { parameters, database in
        try await body(try JSONText.decode(J.self, from: parameters), database)
      })
  }

  /// Runs `body` about every `interval`, on one process at a time.
  public func every(
    _ interval: Duration, _ name: String,
    _ body: @escaping @Sendable (Database) async throws -> Void
  ) {
    schedules.append(Schedule(name: name, every: interval, run: body))
  }
}
