import Foundation
public import Kernel

/// Copies a running site to a folder, its keys to a file of their own, and both back to an empty
/// place.
///
/// The folder holds `database` (a SQLite file or a PostgreSQL archive), `files/` and
/// `manifest.json`. Whoever has the folder alone cannot read what is sealed; whoever has lost the
/// keys cannot either. So the two are kept apart (docs/deployment.md).
public enum SiteBackup {
  public struct Summary: Sendable, Hashable {
    public let files: Int
    /// Entries of the audit that were walked; 0 for a backup, which walks none.
    public var auditEntries: Int64 = 0
    /// When the backup was made.
    public let madeAt: Timestamp
    /// Steps by which a restored schema is behind this program.
    public var pendingSteps = 0
  }

  /// Where the keys of a backup lie when nobody says otherwise: beside it, not in it.
  public static func keysPath(of folder: String) -> String { folder + ".keys.json" }

  /// Writes `folder` and `keysPath`, neither of which may be there.
  ///
  /// The folder has its name only once it is whole and on disk. `progress` hears of files done.
  /// - Throws: `BackupFault` or `StoreError`; what was begun is removed.
  public static func write(
    _ open: OpenSite, to folder: String, keys keysPath: String,
    progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Summary {
    let manager = FileManager.default
    let partial = folder + ".partial"
    if manager.fileExists(atPath: folder) { throw BackupFault.exists(folder) }
    if manager.fileExists(atPath: partial) { throw BackupFault.leftOver(partial) }
    let keys = open.platform.keys
    try refuseOtherKeys(keys, at: keysPath)
    // In the data before it is copied, so that the copy tells of itself.
    let database = open.platform.database
    try await database.write { tx in
      try tx.audit(
        AuditEntry(
          actor: "operator", action: "site.backed_up", subject: "site:\(open.site.key)"))
    }
    let hadKeys = manager.fileExists(atPath: keysPath)
    do {
      try manager.createDirectory(
        atPath: partial, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let manifest = try await write(open, into: partial, progress)
      try keys.save(path: keysPath)
      try DurableFile.write(
        Array(try JSONText.encode(manifest).utf8), to: partial + "/" + BackupManifest.fileName,
        mode: 0o600, replacing: false)
      try DurableFile.moveFolder(partial, to: folder)
      return Summary(files: manifest.files.count, madeAt: manifest.madeAt)
    } catch {
      // What is left of it would only be taken for a backup.
      try? manager.removeItem(atPath: partial)
      if !hadKeys { try? manager.removeItem(atPath: keysPath) }
      throw BackupFault.written(to: folder, error) ?? error
    }
  }

  private static func write(
    _ open: OpenSite, into folder: String, _ progress: (Int, Int) -> Void
  ) async throws -> BackupManifest {
    let driver = open.platform.database.driver
    let madeAt = open.platform.database.world.now()
    // The database first: every file it names is already on disk, and files are never changed.
    try await driver.backup(to: folder + "/database")
    let copies = try FileStore(directory: folder + "/files")
    var kept: [FileStore.Key] = []
    let all = try open.platform.files.all()
    for (index, key) in all.enumerated() {
      if let bytes = try await open.platform.files.readUnlessGone(key) {
        kept.append(try await copies.put(bytes))
      }
      progress(index + 1, all.count)
    }
    return try BackupManifest(
      site: open.site.key, madeAt: madeAt, engine: driver.dialect.name,
      database: try SHA256.hash(ofFile: folder + "/database"), files: kept,
      keys: open.platform.keys)
  }

  /// The same keys may be there from the backup before.
  private static func refuseOtherKeys(_ keys: SecretKeys, at path: String) throws {
    guard let there = try SecretKeys.loadExisting(path: path) else { return }
    let ours = BackupManifest.fingerprints(keys)
    guard BackupManifest.fingerprints(there).allSatisfy({ ours[$0.key] == $0.value }) else {
      throw BackupFault.exists(path)
    }
  }
}

extension FileStore {
  /// Nil when it was deleted since it was listed.
  func readUnlessGone(_ key: Key) async throws -> [UInt8]? {
    do throws(FileStore.Fault) {
      return try await read(key)
    } catch {
      guard error == .notFound else { throw error }
      return nil
    }
  }
}

extension Dialect {
  /// As a manifest says it.
  var name: String {
    switch self {
    case .sqlite: "sqlite"
    case .postgres: "postgres"
    }
  }
}
