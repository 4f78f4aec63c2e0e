import CPosix
import FoundationEssentials
import Glibc

extension FileStore {
  /// Every file that is kept, folder by folder in order, for backups and checks.
  ///
  /// Blocks its thread. Files that come or go meanwhile may be left out or named.
  public func walk(_ visit: (Key) throws -> Void) throws {
    for shard in try names(in: directory) where shard.utf8.count == 2 {
      for name in try names(in: "\(directory)/\(shard)") {
        guard let key = Key(rawValue: name) else { continue }
        try visit(key)
      }
    }
  }

  /// Removes what a crash left half-written before `time`; answers how many.
  ///
  /// Blocks its thread. Call it with a time a day ago: another process may be writing right now.
  public func removeLeftovers(before time: Timestamp) throws -> Int {
    var removed = 0
    for shard in try names(in: directory) where shard.utf8.count == 2 {
      for name in try names(in: "\(directory)/\(shard)")
      where name.hasSuffix(DurableFile.temporarySuffix) {
        let path = "\(directory)/\(shard)/\(name)"
        let written = posix_modified_milliseconds(path)
        guard written >= 0, Timestamp(milliseconds: written) < time else { continue }
        if unlink(path) == 0 { removed += 1 }
      }
    }
    return removed
  }

  /// The names of all files, in order.
  ///
  /// Blocks its thread.
  public func all() throws -> [Key] {
    var keys: [Key] = []
    try walk { keys.append($0) }
    return keys
  }

  func shard(of key: Key) -> String { "\(directory)/\(key.rawValue.prefix(2))" }

  func keep(_ bytes: [UInt8], as key: Key) throws(DurableFile.Fault) {
    let path = path(of: key)
    try Self.makeFolder(shard(of: key))
    if access(path, F_OK) != 0 {
      do {
        return try DurableFile.write(bytes, to: path, mode: 0o600, replacing: false)
      } catch {
        guard error == .exists else { throw error }
      }
    }
    // Sent again, so about to be named: `FileSweep` looks at the time.
    utime(path, nil)
    // Another writer's file, the same content; its name may not have reached the disk yet.
    try DurableFile.syncFolder(of: path)
  }

  static func makeFolders(_ path: String) throws(DurableFile.Fault) {
    do {
      try makeFolder(path)
    } catch {
      guard error == .system(ENOENT), let slash = path.lastIndex(of: "/"), slash > path.startIndex
      else { throw error }
      try makeFolders(String(path[..<slash]))
      try makeFolder(path)
    }
  }

  static func makeFolder(_ path: String) throws(DurableFile.Fault) {
    if mkdir(path, 0o700) == 0 { return try DurableFile.syncFolder(of: path) }
    guard errno == EEXIST else { throw .system(errno) }
  }

  func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
