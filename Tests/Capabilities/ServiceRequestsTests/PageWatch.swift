import Kernel
import Synchronization

/// A driver that remembers the longest answer of any statement.
final class PageWatch: Driver {
  private let base: any Driver
  private let rows = Mutex(0)

  init(_ base: any Driver) { self.base = base }

  var dialect: Dialect { base.dialect }
  var longest: Int { rows.withLock { $0 } }

  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await base.read { [self] in try body(Eye($0, self)) }
  }

  @discardableResult
  func write<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await base.write(body)
  }

  func backup(to path: String) async throws { try await base.backup(to: path) }
  func close() async { await base.close() }

  private final class Eye: Connection {
    private let base: any Connection
    private let watch: PageWatch

    init(_ base: any Connection, _ watch: PageWatch) {
      self.base = base
      self.watch = watch
    }

    var dialect: Dialect { base.dialect }
    var lane: Int { base.lane }
    var chainHead: ChainHead? {
      get { base.chainHead }
      set { base.chainHead = newValue }
    }
    var failure: (any Error)? { base.failure }

    func rows(_ sql: SQL) throws -> [Row] {
      let rows = try base.rows(sql)
      watch.rows.withLock { $0 = max($0, rows.count) }
      return rows
    }

    func run(_ sql: SQL) throws -> Int { try base.run(sql) }
    func later(_ sql: SQL) throws { try base.later(sql) }
    func script(_ text: String) throws { try base.script(text) }
  }
}
