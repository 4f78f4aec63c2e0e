import Dispatch
import GRDB
public import Kernel

/// One site's data in one SQLite file: WAL, every commit on disk, one writer, a few readers.
public final class SQLiteDriver: Driver {
  public let dialect = Dialect.sqlite
  public let path: String

  private let desk: Desk
  private let writer: SQLiteWriter
  private let readers: SQLiteReaders

  /// Opens or creates the file; blocks for a moment, so it belongs to the start.
  ///
  /// - Throws: when the file cannot be opened or will not promise durability.
  public init(path: String, options: Options = Options()) throws {
    self.path = path
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(options.busySeconds)
    // Ours are always closed; without this GRDB ends the process when a full disk leaves one open.
    configuration.allowsUnsafeTransactions = true

    var writing = configuration
    writing.journalMode = .wal
    desk = try Desk(path: path, configuration: writing)
    try desk.now { try Self.prepareWriter($0, options) }

    var reading = configuration
    reading.readonly = true
    let desks = try (0..<options.readers).map { _ in
      let desk = try Desk(path: path, configuration: reading)
      try desk.now { connection in
        try connection.control("PRAGMA cache_size = -\(options.readerCacheKiB)")
        try connection.control("PRAGMA mmap_size = \(options.mappedBytes)")
      }
      return desk
    }
    readers = SQLiteReaders(desks: desks)
    let keeper = WALKeeper(
      database: path, limit: options.walLimit, busySeconds: options.busySeconds)
    writer = SQLiteWriter(
      desk: desk, group: GroupCommit(keeper: keeper), limit: options.groupLimit)
  }

  public func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await readers.read(body)
  }

  @discardableResult
  public func write<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try await writer.write(body)
  }

  public func backup(to path: String) async throws {
    let source = self.path
    try await offPool { try SQLiteBackup.copy(source, to: path) }
  }

  public func close() async {
    // A connection that cannot be ended is ended with the process; every commit is on disk.
    try? await offPool { [self] in
      try readers.close()
      writer.close()
      try desk.close()
    }
  }

  /// `PRAGMA synchronous` of the writer as SQLite tells it: 2 is FULL.
  func synchronous() async throws -> Int64? {
    try await offPool { [self] in try desk.now { try $0.pragma("PRAGMA synchronous") } }
  }

  private static func prepareWriter(_ connection: SQLiteConnection, _ options: Options) throws {
    // GRDB sets NORMAL while it opens a WAL file, so FULL has to come after, and be believed
    // only when read back.
    try connection.control("PRAGMA synchronous = FULL")
    guard try connection.pragma("PRAGMA synchronous") == 2 else {
      throw StoreError.other("SQLite will not run with synchronous = FULL")
    }
    guard try connection.pragma("PRAGMA foreign_keys") == 1 else {
      throw StoreError.other("SQLite will not check foreign keys")
    }
    // What a savepoint may have to put back stays in memory; the WAL is what lasts.
    try connection.control("PRAGMA temp_store = MEMORY")
    try connection.control("PRAGMA cache_size = -\(options.writerCacheKiB)")
    try connection.control("PRAGMA mmap_size = \(options.mappedBytes)")
    try connection.control("PRAGMA wal_autocheckpoint = \(options.checkpointPages)")
  }
}

/// Runs what blocks on a thread that may be blocked.
private func offPool<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { caller in
    DispatchQueue.global().async { caller.resume(with: Result { try work() }) }
  }
}
