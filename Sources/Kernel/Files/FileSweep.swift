import CPosix
import Glibc

/// Deletes files that nothing names: photos of reports that were never sent, of deleted rows.
///
/// A file is kept for `keptHours` after it was last sent, named or not; drafts live half as long.
public struct FileSweep: Sendable {
  public static let keptHours: Int64 = 48
  private static let atOnce = 1000

  private let files: FileStore
  private let capabilities: [any Capability]

  public init(files: FileStore, capabilities: [any Capability]) {
    self.files = files
    self.capabilities = capabilities
  }

  /// Returns how many were deleted; half-written ones of a crash go as well.
  @discardableResult
  public func run(in database: Database) async throws -> Int {
    let before = database.world.now().adding(hours: -Self.keptHours)
    _ = try await files.onDisk { try $0.removeLeftovers(before: before) }
    var deleted = 0
    for shard in 0..<256 {
      try Task.checkCancellation()
      let old = try await files.onDisk { try $0.keys(in: shard, notSentSince: before) }
      for start in stride(from: 0, to: old.count, by: Self.atOnce) {
        let some = Array(old[start..<min(start + Self.atOnce, old.count)])
        deleted += try await sweep(some, before: before, in: database)
      }
    }
    return deleted
  }

  private func sweep(
    _ old: [FileStore.Key], before: Timestamp, in database: Database
  ) async throws -> Int {
    let named = try await database.read { db in
      try capabilities.reduce(into: Set<String>()) { named, capability in
        named.formUnion(try capability.named(old.map(\.rawValue), in: db))
      }
    }
    var deleted = 0
    for key in old where !named.contains(key.rawValue) {
      // Perhaps sent again since it was listed, and about to be named.
      let isStill = try await files.onDisk { $0.isOld(key, before: before) }
      if isStill, try await files.delete(key) { deleted += 1 }
    }
    return deleted
  }
}

extension FileStore {
  /// Files of one of the 256 folders that nobody has sent since `time`; blocks its thread.
  func keys(in shard: Int, notSentSince time: Timestamp) throws -> [Key] {
    let folder = "\(directory)/\(Hex.encode([UInt8(shard)]))"
    guard access(folder, F_OK) == 0 else { return [] }
    return try names(in: folder).compactMap(Key.init(rawValue:)).filter { isOld($0, before: time) }
  }

  func isOld(_ key: Key, before time: Timestamp) -> Bool {
    let sent = posix_modified_milliseconds(path(of: key))
    return sent >= 0 && Timestamp(milliseconds: sent) < time
  }
}
