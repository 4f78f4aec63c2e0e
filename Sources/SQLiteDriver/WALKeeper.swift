import Foundation
import GRDBSQLite
import Synchronization

/// Keeps the write-ahead log from growing without bound while reads never pause.
///
/// SQLite's own checkpoints copy pages back but start the log over only when no reader needs it.
final class WALKeeper: Sendable {
  private struct State {
    var commits = 0
    /// Size that asks for the next attempt; raised when readers would not let go.
    var threshold: Int64
  }

  /// Commits between two looks at the file.
  private static let interval = 64
  /// How long the writer may stand still for readers, in milliseconds.
  private static let patience: Int32 = 100

  private let path: String
  private let limit: Int64
  private let busyMilliseconds: Int32
  private let state: Mutex<State>

  init(database path: String, limit: Int64, busySeconds: Double) {
    self.path = path + "-wal"
    self.limit = limit
    busyMilliseconds = Int32(busySeconds * 1000)
    state = Mutex(State(threshold: limit))
  }

  /// Called on the writer's queue, outside a transaction.
  func keepSmall(_ connection: SQLiteConnection) {
    let threshold: Int64? = state.withLock { state in
      state.commits += 1
      return state.commits.isMultiple(of: Self.interval) ? state.threshold : nil
    }
    guard let threshold, size > threshold else { return }
    sqlite3_busy_timeout(connection.handle, Self.patience)
    // Busy readers (a backup, say) are no failure: the next attempt comes when it has grown more.
    sqlite3_wal_checkpoint_v2(connection.handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    sqlite3_busy_timeout(connection.handle, busyMilliseconds)
    let left = size
    state.withLock { $0.threshold = left + limit }
  }

  private var size: Int64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
  }
}
