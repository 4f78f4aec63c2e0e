import Foundation
public import Kernel

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
    let driver = try SiteStorage.driver(for: site, settings)
    let platform = Platform(
      database: Database(driver: settings.watched(driver, of: site), world: world), keys: keys,
      files: files, site: site,
      settings: settings.web)
    return OpenSite(site: site, platform: platform, city: try City(platform, settings: settings))
  }

  /// Which steps of the schema are missing, as `owner/name`.
  public func pendingMigrations() async throws -> [String] {
    try await Migrator(city.migrations).pending(on: platform.database)
  }

  /// Applies what is missing and tells the names.
  public func migrate() async throws -> [String] {
    try await Migrator(city.migrations).run(on: platform.database)
  }

  public func close() async { await platform.database.driver.close() }
}
