import Dispatch
public import Kernel

/// One site's data in one schema of a PostgreSQL server.
///
/// Writes are SERIALIZABLE and run again on conflict, those that wait share a commit; looks are
/// REPEATABLE READ.
public final class PostgresDriver: Driver {
  public let dialect = Dialect.postgres
  public let options: Options

  private let settings: ConnectionSettings
  private let workers: Workers

  /// Reads the address; connections are opened when first needed.
  public init(_ options: Options) throws {
    self.options = options
    settings = try ConnectionSettings(options)
    let settings = settings
    workers = Workers(options)
    workers.start(
      (0..<options.connections).map { index in
        PostgresConnection(lane: options.firstLane + index, settings: settings)
      })
  }

  deinit { workers.close() }

  /// Stops waiting and asks the server to stop when the caller is cancelled.
  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    let interest = Interest()
    let number = workers.nextNumber()
    let workers = workers
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { caller in
        let jitter = options.jitter
        let look: @Sendable (PostgresConnection) -> Void = { connection in
          caller.resume(with: Self.read(body, on: connection, while: interest, jitter))
        }
        workers.add(job(number, .look(look), fail: { caller.resume(throwing: $0) }))
      }
    } onCancel: {
      interest.lose()
      if let job = workers.withdraw(number) { return job.fail(.cancelled) }
      DispatchQueue.global().async { interest.interrupt() }
    }
  }

  @discardableResult
  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { caller in
      let write = PendingWrite(body, caller)
      workers.add(job(workers.nextNumber(), .change(write), fail: write.fail))
    }
  }

  /// `pg_dump` of the schema in its custom format, which `pg_restore` reads.
  public func backup(to path: String) async throws {
    let backup = PostgresBackup(settings: settings, schema: options.schema)
    try await withCheckedThrowingContinuation { (caller: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async { caller.resume(with: Result { try backup.write(to: path) }) }
    }
  }

  /// Work that no connection has begun.
  var waiting: Int { workers.waiting }

  public func close() async {
    await withCheckedContinuation { caller in workers.close { caller.resume() } }
  }

  private func job(
    _ number: UInt64, _ work: Job.Work, fail: @escaping @Sendable (StoreError) -> Void
  ) -> Job {
    let now = ContinuousClock.now
    return Job(
      number: number, since: now, deadline: now + .seconds(options.waitSeconds), work: work,
      fail: fail)
  }

  private static func read<T>(
    _ body: (any Connection) throws -> T, on connection: PostgresConnection,
    while interest: Interest, _ jitter: () -> UInt64
  ) -> Result<T, any Error> {
    guard (try? connection.open()) != nil else { return .failure(StoreError.unavailable) }
    guard interest.begin(on: connection.cancel) else { return .failure(StoreError.cancelled) }
    let result = connection.read(body, jitter: jitter)
    if interest.end() {
      // The request to stop may still be on its way and must not hit the next one's work.
      connection.disconnect()
    } else if case .failure(StoreError.cancelled) = result {
      // Stopped by the server's own time limit.
      return .failure(StoreError.unavailable)
    }
    return result
  }
}
