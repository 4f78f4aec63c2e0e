import Foundation
import Kernel
import PostgresDriver
import SQLiteDriver

/// Finds and opens the data of one site: a SQLite file or a PostgreSQL schema.
enum SiteStorage {
  enum Place {
    case sqlite(path: String)
    case postgres(PostgresDriver.Options)
  }

  /// Where a site's data is, by its key and the installation's address; opens nothing.
  ///
  /// - Throws: `DatabaseURLFault`.
  static func place(of site: Site, _ settings: AppSettings) throws -> Place {
    let url = settings.databaseURL
    if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
      return .postgres(
        PostgresDriver.Options(
          url: url, schema: "site_" + site.key, connections: settings.postgresConnections,
          firstLane: settings.firstLane))
    }
    guard url.hasPrefix("sqlite:"), url.utf8.count > "sqlite:".utf8.count else {
      throw DatabaseURLFault(url: url)
    }
    guard site.key == SitesFile.standard.key else {
      return .sqlite(path: settings.dataDirectory + "/sites/\(site.key).sqlite")
    }
    return .sqlite(path: String(url.dropFirst("sqlite:".count)))
  }

  /// Opens the data; an empty file comes into being only where one is asked for.
  ///
  /// - Throws: `StorageFault`.
  static func driver(for site: Site, _ settings: AppSettings, making: Bool) throws -> any Driver {
    switch try place(of: site, settings) {
    case .postgres(let options): return try PostgresDriver(options)
    case .sqlite(let path):
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      if making {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } else if !FileManager.default.fileExists(atPath: path) {
        throw StorageFault.noDatabase(path)
      }
      do {
        return try SQLiteDriver(path: path)
      } catch {
        throw StorageFault.cannotOpen(path, "\(error)")
      }
    }
  }
}

extension AppSettings {
  var keysPath: String { dataDirectory + "/keys.json" }
  func filesDirectory(of site: Site) -> String { dataDirectory + "/files/" + site.key }
}

/// A database address of neither kind.
struct DatabaseURLFault: Error, CustomStringConvertible {
  let url: String
  var description: String {
    // What stands before an @ may be a password.
    let shown = url.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    return "“\(shown)” is no database address: use sqlite:PATH or postgres://user@host/database."
  }
}

/// Why a site's data cannot be opened.
enum StorageFault: Error, CustomStringConvertible {
  case noDatabase(String)
  case cannotOpen(String, String)
  /// What cannot be written, and why.
  case readOnly(String, String)
  case noKeys(String)
  /// Path of the key file, and the id of a key that it lacks.
  case otherKeys(String, String)
  /// Path of the key file, when the audit's seals are by none of its keys.
  case otherSeals(String)

  var description: String {
    switch self {
    case .noDatabase(let path):
      "There is no database at \(path). Run: linli migrate (with the same --data and --database)."
    case .cannotOpen(let path, let reason): "The database at \(path) cannot be opened: \(reason)"
    case .readOnly(let place, let reason):
      """
      Nothing can be kept in \(place): \(reason). Make room or give this user the right to write \
      there, then start again.
      """
    case .noKeys(let path):
      """
      The key file \(path) is missing, and without it nobody can read what is sealed in the \
      database. Put it back from where the backups' keys are kept.
      """
    case .otherKeys(let path, let id):
      """
      The key file \(path) is not the one of this data: it lacks the key \(id), with which something \
      here is sealed. Put the right file back from where the backups' keys are kept; what stands in \
      two files may stand in one.
      """
    case .otherSeals(let path):
      """
      The key file \(path) is not the one of this data: it sealed neither the audit's first nor its \
      newest checkpoint. Put the right file back from where the backups' keys are kept; if it is the \
      right one, run: linli audit verify
      """
    }
  }
}
