public import Gateways
public import Kernel
public import Language

/// Everything an operator decides, read once: arguments before environment before defaults.
public struct AppSettings: Sendable {
  /// Where databases, files, keys and `sites.json` live.
  public var dataDirectory: String
  /// `sqlite:PATH` or `postgres://…`; the default site's data.
  public var databaseURL: String
  public var host = "127.0.0.1"
  public var port = 8080
  /// Milliseconds that a demonstration's clock is ahead.
  public var demoAhead: Int64 = 0
  /// Host names served; empty accepts every name, for development on loopback.
  public var hosts: Set<String> = []
  public var web = WebSettings()
  public var logLevel = "info"
  public var postgresConnections = 16
  /// Lane of the first audit chain that this process writes in PostgreSQL (`LINLI_FIRST_LANE`).
  ///
  /// Two servers on one site need lanes of their own, or they run into each other's chains.
  public var firstLane = 0
  /// False when the environment names tiles or a datum that maps cannot use.
  public var isMapUsable = true
  public var leafletDirectory = "/usr/share/javascript/leaflet"
  /// Folder with the demo basemap and other files served as they are.
  public var resourcesDirectory: String
  /// How many pages may listen for news at once (`LINLI_LIVE_STREAMS`, `LINLI_LIVE_PER_PERSON`).
  public var live = LiveHub.Limits()
  /// How text messages go out; nothing leaves while it is nil.
  public var carrier: HTTPSMS.Settings?
  /// How other notices go out, by channel.
  public var parties: [String: HTTPSMS.Settings] = [:]
  /// How browsers are told; nil where nobody has said whom push services may write to.
  public var push: HTTPPush.Settings?
  /// Who answers real-name checks; people are sent to a window while it is nil.
  public var identityRegister: HTTPRealName.Settings?
  /// Nil for a district without one: then nothing in its pages or its API speaks of WeChat.
  public var miniProgram: MiniProgram?
  /// Where the figures of the process are kept; nil where nobody reads them.
  public var registry: PrometheusRegistry?
  /// File that tells of requests, transactions and jobs (`LINLI_TRACE_FILE`); none when nil.
  public var traceFile: String?
  /// Who hears of them; nobody unless there is such a file.
  public var spans = Spans.none
  /// The program that cleans photos.
  public var photoTool: String
  /// Folder of what `linli triage train` learned (`LINLI_TRIAGE`).
  public var triageDirectory: String
  /// What is read from there before pages are served; keywords alone while it is nil.
  public var triage: TriageModel?

  public init(dataDirectory: String, databaseURL: String?, environment: [String: String]) {
    self.dataDirectory = dataDirectory
    self.databaseURL =
      databaseURL ?? environment["LINLI_DATABASE_URL"] ?? "sqlite:\(dataDirectory)/linli.sqlite"
    resourcesDirectory = environment["LINLI_RESOURCES"] ?? "Resources"
    photoTool = environment["LINLI_PHOTO_TOOL"] ?? PhotoCleaner.programBesideThisOne
    triageDirectory = environment["LINLI_TRIAGE"] ?? "\(dataDirectory)/triage"
    logLevel = environment["LINLI_LOG_LEVEL"] ?? "info"
    let map = MapSettings(environment: environment)
    web.map = map ?? MapSettings()
    isMapUsable = map != nil
    if let hosts = environment["LINLI_HOSTS"] {
      self.hosts = Set(hosts.split(separator: ",").map { String($0).trimmed.lowercased() })
    }
    if let proxies = environment["LINLI_TRUSTED_PROXIES"] {
      web.trustedProxies = Set(proxies.split(separator: ",").map { String($0).trimmed })
    }
    if let factor = environment["LINLI_RATE_LIMIT_FACTOR"].flatMap({ Double($0) }) {
      web.rateLimitFactor = factor
    }
    web.isDemo = environment["LINLI_DEMO"] == "1"
    traceFile = environment["LINLI_TRACE_FILE"]
    if let lane = environment["LINLI_FIRST_LANE"].flatMap({ Int($0) }) { firstLane = lane }
    if let most = environment["LINLI_LIVE_STREAMS"].flatMap({ Int($0) }) { live.ofProcess = most }
    if let most = environment["LINLI_LIVE_PER_PERSON"].flatMap({ Int($0) }) { live.ofPerson = most }
    carrier = Self.carrier(environment)
    parties = Self.parties(environment)
    push = Self.push(environment)
    identityRegister = Self.identityRegister(environment)
    miniProgram = Self.miniProgram(environment)
  }
}

extension AppSettings {
  func reading(_ registry: PrometheusRegistry, _ spans: Spans) -> AppSettings {
    var settings = self
    settings.registry = registry
    settings.spans = spans
    return settings
  }

  /// The driver, counted and timed where somebody reads the figures.
  func watched(_ driver: any Driver, of site: Site) -> any Driver {
    guard let registry else { return driver }
    return WatchedDriver(driver, site: site.key, factory: registry)
  }
}
