import Foundation
public import Kernel
import Logging

/// One site, opened: its data, keys, files and everything built on them.
public struct OpenSite: Sendable {
  public let site: Site
  public let platform: Platform
  public let city: City

  /// Opens a site's data without touching its schema.
  public static func open(
    _ site: Site, settings: AppSettings, world: World = .live
  ) async throws -> OpenSite {
    let directory = settings.dataDirectory
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    let keys = try SecretKeys.load(path: directory + "/keys.json", world: world)
    let files = try FileStore(directory: directory + "/files/" + site.key)
    let database = Database(
      driver: try await SiteStorage.driver(for: site, settings), world: world)
    let platform = Platform(
      database: database, keys: keys, files: files, site: site, settings: settings.web)
    return OpenSite(
      site: site, platform: platform,
      city: try City(platform, photoTool: settings.photoTool))
  }

  /// Which steps of the schema are missing, as `owner/name`.
  public func pendingMigrations() async throws -> [String] {
    try await Migrator(driver: platform.database.driver).pending(city.migrations)
  }

  public func migrate() async throws -> [String] {
    try await Migrator(driver: platform.database.driver, world: platform.database.world)
      .run(city.migrations)
  }

  public func close() async { await platform.database.driver.close() }
}
