import Directory
import Foundation
import Hummingbird
public import Kernel
import Logging
import Metrics
import NIOCore
import ServiceLifecycle

/// Builds every site and serves them until the process is asked to stop.
public enum Server {
  /// `ready` is called with the address once requests are answered.
  public static func run(
    sites: [Site], settings: AppSettings, ready: @escaping @Sendable (String) -> Void
  ) async throws {
    let world = World.live(ahead: settings.demoAhead)
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    let level = Logger.Level(rawValue: settings.logLevel) ?? .info
    let logger = Logger(label: "linli") { label in
      JSONLogHandler(label: label, world: world, level: level)
    }
    let spans = settings.traceFile.map { SpanFile(path: $0, world: world, logger: logger) }
    let settings = settings.reading(registry, Spans(spans?.tracer))
    let basemap = settings.resourcesDirectory + "/basemap"
    guard FileManager.default.fileExists(atPath: basemap) else {
      throw ResourcesMissing(path: basemap)
    }
    do { try TemporaryFile.sweep() } catch {
      logger.warning("what a killed server left is still there", metadata: ["error": "\(error)"])
    }
    let limiter = RateLimiter(factor: settings.web.rateLimitFactor)
    var places: [SiteSwitch.Place] = []
    var services: [any Service] = spans.map { [$0] } ?? []
    for site in sites {
      let open = try await self.open(site, settings: settings, world: world)
      let router = try SiteAssembly.router(
        open, settings: settings, limiter: limiter, registry: registry, logger: logger)
      try SitesFile.check(sites, besideRoutes: router.entries.map(\.path))
      places.append(
        SiteSwitch.Place(
          site: site, turnAway: router.turnAway, noteHost: router.noteHost,
          answer: router.answer))
      services += try SiteAssembly.services(open, logger: logger)
    }
    let responder = SiteSwitch(
      places: places, hosts: settings.hosts, world: world,
      log: RequestLog(logger: logger), tileOrigin: settings.web.map.origin,
      spans: settings.spans)
    let app = application(
      responder, host: settings.host, port: settings.port, services: services, logger: logger
    ) { port in ready("http://\(settings.host):\(port)/") }
    try await app.runService()
  }

  /// Opens a site and makes sure that it can be served: its schema is this program's, its keys are
  /// its own, and what people send can be kept.
  ///
  /// - Throws: `MigrationsMissing`, and what `OpenSite.open` throws.
  static func open(_ site: Site, settings: AppSettings, world: World) async throws -> OpenSite {
    let open = try await OpenSite.open(site, settings: settings, world: world)
    do {
      let pending = try await open.pendingMigrations()
      guard pending.isEmpty else { throw MigrationsMissing(site: site.key, steps: pending) }
      try await open.requireOwnSeals()
      try await open.requireWritable(settings)
      try await open.city.warm()
      return open
    } catch {
      await open.close()
      throw error
    }
  }

  /// A connection that says nothing for so long is closed, also in the middle of a body: else
  /// whoever sends slowly enough holds it for ever.
  static let idleTimeout = TimeAmount.seconds(60)

  /// The sockets in front of the sites; `ready` hears the port.
  static func application(
    _ responder: SiteSwitch, host: String, port: Int, services: [any Service] = [],
    logger: Logger, idleTimeout: TimeAmount = idleTimeout,
    ready: @escaping @Sendable (Int) -> Void
  ) -> some ApplicationProtocol {
    Application(
      responder: responder,
      server: .compressed(configuration: .init(idleTimeout: idleTimeout)),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port), serverName: nil),
      services: services,
      onServerRunning: { channel in ready(channel.localAddress?.port ?? port) },
      logger: logger)
  }
}

/// The map that pages show is not where it is looked for.
struct ResourcesMissing: Error, CustomStringConvertible {
  let path: String
  var description: String {
    "The map's folder is not at \(path): set LINLI_RESOURCES to the folder Resources of the program."
  }
}

/// A site whose schema is behind is not served.
struct MigrationsMissing: Error, CustomStringConvertible {
  let site: String
  let steps: [String]
  var description: String {
    """
    The database of the site “\(site)” is \(steps.count) steps behind this program. \
    Run: linli migrate --site \(site) (with the same --data and --database).
    """
  }
}
