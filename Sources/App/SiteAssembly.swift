import Hummingbird
import Kernel
import Logging
import ServiceLifecycle

/// Puts one site's routes and long-lived services together.
enum SiteAssembly {
  static func router(
    _ open: OpenSite, settings: AppSettings, limiter: RateLimiter, registry: PrometheusRegistry,
    logger: Logger
  ) throws -> SiteRouter {
    let web = try WebPlatform(
      site: open.site, database: open.platform.database, settings: settings.web,
      keys: open.platform.keys, viewers: open.city.viewers, renderer: try open.city.renderer(),
      tabs: open.city.capabilities.flatMap(\.tabs),
      limiter: limiter, logger: logger, seen: open.seen, keeper: open.city.accounts)
    let kernel = KernelRoutes(
      platform: web,
      folders: StaticFolders([
        ("leaflet", settings.leafletDirectory),
        ("assets", settings.resourcesDirectory + "/basemap"),
      ]),
      metrics: {
        let figures = SiteFigures(
          site: open.site.key, database: open.platform.database, live: open.city.live)
        return await registry.text() + figures.text()
      },
      isReady: {
        do {
          guard try await open.pendingMigrations().isEmpty else { return false }
        } catch { return false }
        return await open.platform.database.isWritable()
      })
    let api = APIRoutes(document: try open.city.document(of: open.site))
    return try SiteRouter(platform: web) { routes in
      kernel.register(on: routes)
      try api.register(on: routes)
      LiveRoutes(hub: open.city.live).register(on: routes)
      for capability in open.city.capabilities { capability.routes(routes) }
    }
  }

  static func services(_ open: OpenSite, logger: Logger) throws -> [any Service] {
    let database = open.platform.database
    let delivery = OutboxDelivery(
      database: database, subscriptions: open.city.subscriptions(), logger: logger)
    let runner = JobRunner(
      database: database, jobs: try open.city.jobs(keys: open.platform.keys), logger: logger)
    return [
      OutboxService(delivery: delivery, logger: logger),
      JobService(runner: runner, logger: logger),
      DirectoryService(city: open.city, logger: logger),
      LiveService(
        hub: open.city.live, database: database, viewers: open.city.viewers, logger: logger),
      SeenService(seen: open.seen, database: database, logger: logger),
    ]
  }
}

extension OpenSite {
  /// Every route of the site, by path and method.
  func routes() throws -> [Routes.Entry] {
    let router = try SiteAssembly.router(
      self, settings: AppSettings(dataDirectory: ".", databaseURL: nil, environment: [:]),
      limiter: RateLimiter(factor: 0), registry: PrometheusRegistry(),
      logger: Logger(label: "linli"))
    return router.entries.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
  }

  /// Every route as one line: method, path, who may open it.
  public func routeLines() throws -> [String] {
    try routes().map { entry in
      let method = entry.method.padding(8)
      return method + entry.path.padding(52) + entry.access.description
    }
  }
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
