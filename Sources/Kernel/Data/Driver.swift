/// One engine, reached through its own connections.
///
/// Bodies are synchronous and may run more than once (serialisation conflicts, a busy file), so
/// they must be pure functions of the database. A driver retries `StoreError.retry` itself.
public protocol Driver: Sendable {
  var dialect: Dialect { get }

  /// Consistent reads on one snapshot.
  func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T

  /// One durable transaction; returns after the commit is on disk.
  ///
  /// Not undone by cancelling the caller: a dropped client cannot take back a half-seen command.
  @discardableResult
  func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws
    -> T

  /// A consistent copy of the whole site while it runs, written to `path`.
  func backup(to path: String) async throws

  /// Ends all connections; waits for running work.
  func close() async
}

/// One transaction's hands on the engine.
///
/// Lives on its thread and never leaves the body.
public protocol Connection: AnyObject {
  var dialect: Dialect { get }

  /// Which writer this is, from 0: each keeps an audit chain of its own.
  var lane: Int { get }

  /// The newest link of this lane's audit chain as far as this connection knows.
  ///
  /// The driver puts back the earlier value when the work is rolled back, and nil when the
  /// commit's outcome is unknown or the connection is new.
  var chainHead: ChainHead? { get set }

  /// The first failure of this transaction; after it all work is refused.
  var failure: (any Error)? { get }

  func rows(_ sql: SQL) throws -> [Row]

  /// Several looks of which none depends on another's answer, so that a driver may ask at once.
  func rows(all list: [SQL]) throws -> [[Row]]

  /// Runs a change and tells how many rows it touched.
  @discardableResult
  func run(_ sql: SQL) throws -> Int

  /// Queues a change whose row count nobody asks for, so that a driver may send several at once.
  ///
  /// They run in order, before the next `rows`, `run` or the commit; an error appears there.
  func later(_ sql: SQL) throws

  /// Several statements of DDL at once, for migrations.
  func script(_ text: String) throws
}

extension Connection {
  public func rows(all list: [SQL]) throws -> [[Row]] { try list.map { try rows($0) } }
}

/// Where an audit chain stands: the number and hash of its last link.
public struct ChainHead: Sendable, Hashable {
  public let number: Int64
  /// Lower-case hex SHA-256.
  public let hash: String

  public init(number: Int64, hash: String) {
    self.number = number
    self.hash = hash
  }
}
