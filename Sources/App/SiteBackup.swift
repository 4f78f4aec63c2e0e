import Foundation
import Kernel

/// Copies a running site to a folder, and a folder back to an empty place.
///
/// The folder holds `database` (a SQLite file or a PostgreSQL archive), `files/`, `keys.json` and
/// `manifest.json` with the hash of each, written last: without it a backup is not complete.
public enum SiteBackup {
  public struct Summary: Sendable {
    public let files: Int
  }

  struct Manifest: Codable {
    let site: String
    let madeAt: Timestamp
    let engine: String
    let databaseHash: String
    let keysHash: String
    let files: [String]
  }

  public static func write(
    _ open: OpenSite, settings: AppSettings, to folder: String
  ) async throws -> Summary {
    let manager = FileManager.default
    guard !manager.fileExists(atPath: folder) else { throw BackupFault.exists(folder) }
    try manager.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let driver = open.platform.database.driver
    // The database first: every file it names is already on disk, and files are never changed.
    try await driver.backup(to: folder + "/database")
    let copies = try FileStore(directory: folder + "/files")
    let keys = try open.platform.files.all()
    for key in keys { _ = try await copies.put(try await open.platform.files.read(key)) }
    try manager.copyItem(
      atPath: settings.dataDirectory + "/keys.json", toPath: folder + "/keys.json")
    let manifest = Manifest(
      site: open.site.key, madeAt: open.platform.database.world.now(),
      engine: driver.dialect == .sqlite ? "sqlite" : "postgres",
      databaseHash: try hash(of: folder + "/database"),
      keysHash: try hash(of: folder + "/keys.json"),
      files: keys.map(\.rawValue))
    try Data(try JSONText.encode(manifest).utf8)
      .write(to: URL(fileURLWithPath: folder + "/manifest.json"))
    return Summary(files: keys.count)
  }

  /// Checks every hash before anything is put in place.
  public static func restore(
    from folder: String, site: String, settings: AppSettings
  ) async throws -> Summary {
    let manager = FileManager.default
    guard let data = manager.contents(atPath: folder + "/manifest.json") else {
      throw BackupFault.incomplete(folder)
    }
    let manifest = try JSONDecoder().decode(Manifest.self, from: data)
    guard try hash(of: folder + "/database") == manifest.databaseHash,
      try hash(of: folder + "/keys.json") == manifest.keysHash
    else { throw BackupFault.damaged("database or keys") }
    let copies = try FileStore(directory: folder + "/files")
    let names = manifest.files.compactMap(FileStore.Key.init)
    guard names.count == manifest.files.count else { throw BackupFault.damaged("manifest.json") }
    for name in names { try await check(name, in: copies) }
    guard settings.databaseURL.hasPrefix("sqlite:"), manifest.engine == "sqlite" else {
      throw BackupFault.otherEngine(manifest.engine)
    }
    let target = String(settings.databaseURL.dropFirst("sqlite:".count))
    guard !manager.fileExists(atPath: target) else { throw BackupFault.exists(target) }
    try manager.createDirectory(
      atPath: settings.dataDirectory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let keys = settings.dataDirectory + "/keys.json"
    if manager.fileExists(atPath: keys) {
      guard try hash(of: keys) == manifest.keysHash else { throw BackupFault.exists(keys) }
    } else {
      try manager.copyItem(atPath: folder + "/keys.json", toPath: keys)
      try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keys)
    }
    let files = try FileStore(directory: settings.dataDirectory + "/files/" + site)
    for name in names { _ = try await files.put(try await copies.read(name)) }
    try manager.copyItem(atPath: folder + "/database", toPath: target)
    return Summary(files: manifest.files.count)
  }

  private static func check(_ name: FileStore.Key, in copies: FileStore) async throws {
    do throws(FileStore.Fault) {
      _ = try await copies.read(name)
    } catch {
      switch error {
      case .damaged, .notFound: throw BackupFault.damaged(name.rawValue)
      case .busy, .system: throw error
      }
    }
  }

  private static func hash(of path: String) throws -> String {
    Hex.encode(SHA256.hash([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
  }
}

/// Why a backup or a restore stopped; nothing was overwritten.
public enum BackupFault: Error, CustomStringConvertible {
  case exists(String)
  case incomplete(String)
  case damaged(String)
  case otherEngine(String)

  public var description: String {
    switch self {
    case .exists(let path): "\(path) is already there; choose an empty place"
    case .incomplete(let folder): "\(folder) holds no manifest.json: the backup did not finish"
    case .damaged(let name): "\(name) does not have the hash the manifest names"
    case .otherEngine(let engine):
      "this backup is of \(engine); for PostgreSQL restore `database` with pg_restore (docs)"
    }
  }
}
