import GRDB
import Kernel

/// A connection and the serial queue it lives on.
///
/// Unchecked because `connection` is not `Sendable`: what guards it is that `work` and `now`,
/// the only ways to it, run on GRDB's serial queue for this connection.
final class Desk: @unchecked Sendable {
  private let queue: DatabaseQueue
  private let connection: SQLiteConnection

  init(path: String, configuration: Configuration) throws {
    queue = try DatabaseQueue(path: path, configuration: configuration)
    connection = try queue.inDatabase { database in
      guard let handle = database.sqliteConnection else { throw StoreError.unavailable }
      return SQLiteConnection(handle)
    }
  }

  /// Queues `work`; returns at once.
  func work(_ work: @escaping @Sendable (SQLiteConnection) -> Void) {
    queue.asyncWriteWithoutTransaction { [self] _ in work(connection) }
  }

  /// Waits for the queue and then for `work`; for opening and closing only.
  func now<T>(_ work: (SQLiteConnection) throws -> T) throws -> T {
    try queue.inDatabase { _ in try work(connection) }
  }

  /// Runs what is queued first, then ends the connection.
  func close() throws {
    try now { $0.forgetStatements() }
    try queue.close()
  }
}
