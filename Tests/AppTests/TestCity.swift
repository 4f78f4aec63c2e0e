import Civics
import Directory
import Foundation
import Gateways
import Hummingbird
import KernelTesting
import Language
import Logging
import Testing

@testable import App
@testable import Identity
@testable import Kernel

/// The real app in this process on a database of its own: plan, staff and residents of the demo
/// city, no cases, a clock that stands still.
struct TestCity: Sendable {
  let places: [Place]
  let clock: TestClock
  let log: LogRecorder
  let registry: PrometheusRegistry
  let responder: SiteSwitch

  /// One site with everybody who lives and works in it.
  struct Place: Sendable {
    let open: OpenSite
    /// By login; residents by the last four digits of their telephone.
    let people: [String: Identifier<Person>]
    let router: SiteRouter
  }

  /// What a test may want to be otherwise.
  struct Wish: Sendable {
    var sites = [SitesFile.standard]
    /// Host names served by prefix; empty accepts all.
    var hosts: Set<String> = []
    /// Off unless a test is about brakes.
    var rateLimitFactor = 0.0
    var isDemo = true
    /// Who names those that come from WeChat; nil for a site without a mini-program.
    var weChat: (any WeChatGateway)? = SimulatedWeChat()
    /// The program that cleans photos; the real one when nil.
    var photoTool: String?
    /// Who reads what a case is about; nobody when nil.
    var triage: TriageModel?
    var spans = Spans.none
    /// Puts something between the app and its database.
    var driver: @Sendable (any Driver) -> any Driver = { $0 }
  }

  static func open(_ backend: Backend, _ wish: Wish = Wish()) async throws -> TestCity {
    let clock = TestClock()
    let world = World.fixed(clock)
    let log = LogRecorder()
    let registry = PrometheusRegistry()
    let limiter = RateLimiter(factor: wish.rateLimitFactor)
    var places: [Place] = []
    var doors: [SiteSwitch.Place] = []
    for site in wish.sites {
      let (open, settings) = try await self.site(site, backend, world, wish, registry)
      let people = try await settle(open)
      let router = try SiteAssembly.router(
        open, settings: settings, limiter: limiter, registry: registry, logger: log.logger)
      places.append(Place(open: open, people: people, router: router))
      doors.append(
        SiteSwitch.Place(
          site: site, turnAway: router.turnAway, noteHost: router.noteHost,
          answer: router.answer))
    }
    return TestCity(
      places: places, clock: clock, log: log, registry: registry,
      responder: SiteSwitch(
        places: doors, hosts: wish.hosts, world: world,
        log: RequestLog(logger: log.logger, factory: registry), spans: wish.spans))
  }

  private static func site(
    _ site: Site, _ backend: Backend, _ world: World, _ wish: Wish,
    _ registry: PrometheusRegistry
  ) async throws -> (OpenSite, AppSettings) {
    var settings = AppSettings(dataDirectory: "/nowhere", databaseURL: nil, environment: [:])
    settings.resourcesDirectory = DemoCityTests.resources
    settings.web.rateLimitFactor = wish.rateLimitFactor
    settings.web.isDemo = wish.isDemo
    settings.miniProgram = wish.weChat.map { .played(by: $0) }
    settings.registry = registry
    settings.triage = wish.triage
    settings.photoTool = wish.photoTool ?? settings.photoTool
    let files = try ScratchFolder.make()
    let keys = try #require(SecretKeys.fresh(world: .fixed()))
    func open(_ database: Database) throws -> OpenSite {
      let platform = Platform(
        database: database, keys: keys, files: try FileStore(directory: files), site: site,
        settings: settings.web)
      return OpenSite(
        site: site, platform: platform, city: try City(platform, settings: settings))
    }
    let sets = try open(try await backend.database([])).city.migrations
    let database = try await backend.database(sets, world: world)
    return (
      try open(
        Database(
          driver: settings.watched(wish.driver(database.driver), of: site), world: world,
          spans: wish.spans)),
      settings
    )
  }

  /// Moves everybody in; one cheap password hash for all.
  private static func settle(_ open: OpenSite) async throws -> [String: Identifier<Person>] {
    let cost = try #require(PasswordHash.Cost(n: 16, r: 1, p: 1))
    let hash = try PasswordHash.make(
      DemoCity.password, cost: cost, salt: [UInt8](repeating: 7, count: 16))
    let accounts = open.city.accounts
    var people: [String: Identifier<Person>] = [:]
    try await open.city.directory.save(
      DemoPlan().plan(try Basemap.load(DemoCityTests.resources).grids))
    for member in DemoStaff.named() + [DemoStaff.last] {
      people[member.login] = try await accounts.addStaff(
        login: member.login, name: member.name, post: member.post, hash: hash, role: member.role,
        scope: member.scope)
    }
    for resident in DemoStaff.residents {
      people[String(resident.phone.suffix(4))] = try await accounts.addResident(
        name: resident.name, phone: try PhoneNumber(resident.phone))
    }
    try await open.city.warm()
    return people
  }
}

extension TestCity {
  var open: OpenSite { places[0].open }
  var database: Database { places[0].open.platform.database }

  /// Telephones' ends of the demo city's first residents.
  static let resident = "2076"
  static let neighbour = "3187"

  /// A browser that nobody has signed in with.
  func browser(host: String = "localhost", address: String = "203.0.113.7") -> WebClient {
    let responder = responder
    return WebClient(
      { try await responder.respond(to: $0, context: $1) }, host: host, address: address)
  }

  /// A browser signed in as this login or resident, by a session that lies in the database.
  func browser(
    as name: String, at place: Int = 0, host: String = "localhost"
  ) async throws -> WebClient {
    let browser = browser(host: host)
    try await signIn(browser, as: name, at: place)
    return browser
  }

  /// As if this browser had just signed in; what else it has stays.
  func signIn(_ browser: WebClient, as name: String, at place: Int = 0) async throws {
    let open = places[place].open
    let person = try #require(places[place].people[name])
    let token = try await open.platform.database.write { tx in
      try Sessions.open(for: person, hours: 12, strong: false, in: tx)
    }
    let name = RequestCookies.name(RequestCookies.sessionName, of: open.site)
    browser.setCookie("\(name)=\(token); Path=\(open.site.prefix.isEmpty ? "/" : open.site.prefix)")
  }

  /// An API client with this person's token; without one it is a client of its own.
  func client(
    as name: String?, at place: Int = 0, host: String = "localhost"
  ) async throws -> WebClient {
    let open = places[place].open
    let person = try name.map { try #require(places[place].people[$0]) }
    let token = try await open.platform.database.write { tx in
      let label = (name ?? "client") + "-" + tx.newID()
      let token = "linli_" + Base64URL.encode(tx.randomBytes(32))
      try TokenStore.insert(token, TokenTerms(label: label, days: 30), person: person, in: tx)
      return token
    }
    let responder = responder
    return WebClient(
      { try await responder.respond(to: $0, context: $1) }, host: host, bearer: token)
  }

  /// A program that may do one thing everywhere.
  func program(may permission: String) async throws -> WebClient {
    let terms = TokenTerms(
      label: permission, permissions: [Permission(rawValue: permission)], scope: .everything)
    try await database.write { tx in
      try TokenStore.insert("linli_" + permission, terms, person: nil, in: tx)
    }
    let responder = responder
    return WebClient(
      { try await responder.respond(to: $0, context: $1) }, bearer: "linli_" + permission)
  }

  /// Hands out all events, as the running server would.
  func deliver() async throws {
    for place in places { _ = try await place.open.deliverEvents() }
  }

  func count(_ table: String, at place: Int = 0) async throws -> Int64 {
    let dump = try await TableDump(of: places[place].open.platform.database)
    return Int64(dump.tables[table]?.count ?? -1)
  }
}
