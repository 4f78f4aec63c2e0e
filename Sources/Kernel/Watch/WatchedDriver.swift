public import Metrics

/// A driver whose looks and transactions are counted and timed, waiting included.
public struct WatchedDriver: Driver {
  private let base: any Driver
  private let reads: Gauges
  private let writes: Gauges

  /// Three figures of one kind of work.
  private struct Gauges: Sendable {
    let timer: Metrics.Timer
    let failures: Counter

    init(_ kind: String, _ site: String, _ factory: any MetricsFactory) {
      let labels = [("kind", kind), ("site", site)]
      timer = Timer(
        label: "linli_db_transaction_duration_seconds", dimensions: labels, factory: factory)
      failures = Counter(
        label: "linli_db_transaction_failures_total", dimensions: labels, factory: factory)
    }

    /// A refusal thrown by a body is the body's matter; what the engine throws is a failure.
    func watch<T>(_ work: () async throws -> T) async throws -> T {
      let start = ContinuousClock.now
      defer {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        timer.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
      }
      do {
        return try await work()
      } catch let error as StoreError {
        failures.increment()
        throw error
      }
    }
  }

  public init(_ base: any Driver, site: String, factory: any MetricsFactory) {
    self.base = base
    reads = Gauges("read", site, factory)
    writes = Gauges("write", site, factory)
  }

  public var dialect: Dialect { base.dialect }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await reads.watch { try await base.read(body) }
  }

  @discardableResult
  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await writes.watch { try await base.write(body) }
  }

  public func backup(to path: String) async throws { try await base.backup(to: path) }
  public func close() async { await base.close() }
}
