import Foundation
import GRDB
import Kernel

/// A consistent, compact copy of a running database: one snapshot, written to disk, then named.
enum SQLiteBackup {
  static func copy(_ source: String, to path: String) throws {
    let partial = path + ".partial"
    _ = unlink(partial)
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: source, configuration: configuration)
    try queue.inDatabase { database in
      guard let handle = database.sqliteConnection else { throw StoreError.unavailable }
      let statement = try PreparedStatement("VACUUM INTO ?", on: handle)
      do {
        try statement.run([.text(partial)])
      } catch let failure as SQLiteFailure {
        throw failure.storeError
      }
    }
    try queue.close()
    try sync(partial)
    guard rename(partial, path) == 0 else { throw failure(of: path) }
    try sync((path as NSString).deletingLastPathComponent)
  }

  /// Waits until a file, or a folder's list of names, is on disk.
  private static func sync(_ path: String) throws {
    let file = open(path.isEmpty ? "." : path, O_RDONLY)
    guard file >= 0 else { throw failure(of: path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure(of: path) }
  }

  private static func failure(of path: String) -> StoreError {
    .storage("\(path): \(String(cString: strerror(errno)))")
  }
}
