import Foundation
import Glibc
public import Kernel

/// One site, opened: its data, keys, files and everything built on them.
public struct OpenSite: Sendable {
  public let site: Site
  public let platform: Platform
  public let city: City
  /// Uses of sessions that are not written down yet.
  let seen = SeenSessions()
  /// Where the keys were read, for what is said about them.
  var keysPath = ""

  /// Opens a site's data without touching its schema.
  ///
  /// `making`: whether keys and an empty database may come into being, which only a first migration
  /// wants: keys made beside data that others have sealed would hide that theirs are lost.
  /// - Throws: `StorageFault`, `DatabaseURLFault`, `SecretFault`.
  public static func open(
    _ site: Site, settings: AppSettings, world: World = .live, making: Bool = false
  ) async throws -> OpenSite {
    if making { try await makeKeys(for: site, settings, world) }
    let driver = try SiteStorage.driver(for: site, settings, making: making)
    guard let keys = try SecretKeys.loadExisting(path: settings.keysPath) else {
      await driver.close()
      throw StorageFault.noKeys(settings.keysPath)
    }
    let files: FileStore
    do throws(FileStore.Fault) {
      files = try FileStore(directory: settings.filesDirectory(of: site))
    } catch {
      await driver.close()
      guard case .system(let code) = error else { throw error }
      throw StorageFault.readOnly(
        settings.filesDirectory(of: site), OperatorSentence.system(code))
    }
    let platform = Platform(
      database: Database(
        driver: settings.watched(driver, of: site), world: world, spans: settings.spans),
      keys: keys,
      files: files, site: site,
      settings: settings.web)
    let open = OpenSite(
      site: site, platform: platform, city: try City(platform, settings: settings),
      keysPath: settings.keysPath)
    guard !making else { return open }
    do {
      // A schema that is behind cannot be asked; nothing is written before it is brought up to date.
      if try await open.pendingMigrations().isEmpty { try await open.requireOwnKeys() }
    } catch {
      await driver.close()
      throw error
    }
    return open
  }

  /// - Throws: `StorageFault.otherKeys` when something here was sealed with a key that is missing:
  ///   served all the same, nobody would be found any more and everything new be sealed wrongly.
  private func requireOwnKeys() async throws {
    let capabilities = city.capabilities
    let keyed = try await platform.database.read { db in
      try capabilities.flatMap { try $0.keyed(in: db) }
    }
    if let id = platform.keys.lacking(for: keyed) { throw StorageFault.otherKeys(keysPath, id) }
  }

  private static func makeKeys(
    for site: Site, _ settings: AppSettings, _ world: World
  ) async throws {
    guard try SecretKeys.loadExisting(path: settings.keysPath) == nil,
      try await RestorePlace(site, settings).isEmpty()
    else { return }
    try FileManager.default.createDirectory(
      atPath: settings.dataDirectory, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    _ = try SecretKeys.load(path: settings.keysPath, world: world)
  }

  /// Which steps of the schema are missing, as `owner/name`.
  public func pendingMigrations() async throws -> [String] {
    try await Migrator(city.migrations).pending(on: platform.database)
  }

  /// Applies what is missing and tells the names; the first time also begins the audit's checkpoints.
  ///
  /// - Throws: `StorageFault.otherKeys`, `StepFault`, `MigrationError` or `StoreError`.
  public func migrate() async throws -> [String] {
    let done: [String]
    do {
      done = try await Migrator(city.migrations).run(on: platform.database)
    } catch MigrationError.failed(let step, let reason) {
      throw StepFault(site: site.key, step: step, reason: reason)
    }
    try await requireOwnKeys()
    try await sealAudit()
    return done
  }

  /// Where nothing is sealed yet, the audit's seals have to tell whose keys these are.
  ///
  /// For the server alone: commands have to be able to look at an audit that was tampered with.
  /// - Throws: `StorageFault.otherSeals`.
  func requireOwnSeals() async throws {
    let keys = platform.keys.all(.token).map(\.bytes)
    let isOwn = try await platform.database.read { db in
      try AuditCheckpoint.isSealed(byOneOf: keys, in: db)
    }
    if !isOwn { throw StorageFault.otherSeals(keysPath) }
  }

  /// - Throws: `StorageFault.readOnly` when nothing can be kept here.
  func requireWritable(_ settings: AppSettings) async throws {
    let folder = settings.filesDirectory(of: site)
    guard access(folder, W_OK) == 0 else {
      throw StorageFault.readOnly(folder, OperatorSentence.system(errno))
    }
    do {
      try await platform.database.tryWrite()
    } catch StoreError.storage(let reason) {
      throw StorageFault.readOnly("the database of the site “\(site.key)”", reason)
    }
  }

  public func close() async { await platform.database.driver.close() }
}

/// A step of the schema that the data of a site refused.
struct StepFault: Error, CustomStringConvertible {
  let site: String
  /// As `owner/name`.
  let step: String
  /// What the engine said.
  let reason: String

  var description: String {
    """
    The step \(step) cannot be applied to the site “\(site)”: its data is not what the step was made \
    for. If it was applied before, its row in schema_migrations is lost: restore a backup that has \
    it. The engine said: \(reason)
    """
  }
}
