import Foundation
import Kernel
import KernelTesting
import Logging

@testable import App

/// The whole city on one engine, as `linli` puts it together.
enum WholeSite {
  static func open(_ backend: Backend) async throws -> OpenSite {
    let empty = try await assemble(backend.database([]))
    return try assemble(try await backend.database(empty.city.migrations))
  }

  private static func assemble(_ database: Database) throws -> OpenSite {
    let site = Site(
      key: "default", prefix: "", host: nil, region: "990101",
      name: Site.Name(chinese: "清河区", english: "Qinghe"))
    guard let keys = SecretKeys.fresh(world: .fixed()) else { throw SecretFault.noKey(.token) }
    let settings = AppSettings(dataDirectory: "/nowhere", databaseURL: nil, environment: [:])
    let files = NSTemporaryDirectory() + "linli-whole-site"
    let platform = Platform(
      database: database, keys: keys, files: try FileStore(directory: files), site: site,
      settings: settings.web)
    return OpenSite(site: site, platform: platform, city: try City(platform, settings: settings))
  }

  static func routes(of open: OpenSite) throws -> [Routes.Entry] {
    try SiteAssembly.router(
      open, settings: AppSettings(dataDirectory: "/nowhere", databaseURL: nil, environment: [:]),
      limiter: RateLimiter(factor: 0), registry: PrometheusRegistry(),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ).entries
  }
}
