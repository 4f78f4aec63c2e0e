import Foundation
import Kernel
import PostgresDriver
import SQLiteDriver

/// Finds and opens the data of one site: a SQLite file or a PostgreSQL schema.
enum SiteStorage {
  static func driver(for site: Site, _ settings: AppSettings) throws -> any Driver {
    let url = settings.databaseURL
    if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
      return try PostgresDriver(
        PostgresDriver.Options(
          url: url, schema: "site_" + site.key, connections: settings.postgresConnections))
    }
    guard url.hasPrefix("sqlite:") else { throw DatabaseURLFault(url: url) }
    let path: String
    if site.key == SitesFile.standard.key {
      path = String(url.dropFirst("sqlite:".count))
    } else {
      path = settings.dataDirectory + "/sites/\(site.key).sqlite"
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return try SQLiteDriver(path: path)
  }
}

/// A database address of neither kind.
struct DatabaseURLFault: Error, CustomStringConvertible {
  let url: String
  var description: String {
    "“\(url)” is no database address: use sqlite:PATH or postgres://user@host/database"
  }
}
