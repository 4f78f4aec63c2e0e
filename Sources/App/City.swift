import Casework
public import Contracts
import Gateways
public import Directory
public import Identity
public import Kernel
import Mandates
import Notifications
import Rights
public import ServiceRequests
public import Supervision

/// The whole wiring of one site: this screen is the architecture.
public struct City: Sendable {
  public let capabilities: [any Capability]
  public let accounts: AccountActions
  public let directory: PlanDirectory
  public let registers: RegisterFiles
  public let requests: ServiceRequestsCapability
  public let messages: any MessageBox
  /// Who listens to this site in this process.
  public let live: LiveHub
  let rights: RightsCapability
  /// Counting and weeks, for the operator's commands.
  public let supervision: SupervisionCapability
  let viewers: any ViewerSource
  private let files: FileStore
  private let notifications: NotificationsCapability

  init(_ platform: Platform, settings: AppSettings) throws {
    files = platform.files
    let sms = settings.sms(now: platform.database.world.now)
    let parties = settings.parties(platform.database.world)
    let plan = PlanDirectory(platform)
    let identity = IdentityCapability(
      platform, sms: sms, directory: plan, weChat: settings.weChat())
    let places = DirectoryCapability(
      platform, plan, people: identity.people, topics: try ServiceRequestsCapability.topics())
    accounts = identity.accounts
    viewers = identity.viewers
    directory = places.directory
    registers = try places.files()
    requests = ServiceRequestsCapability(
      platform, directory: places.directory, people: identity.people,
      register: identity.register, cleaner: PhotoCleaner(program: settings.photoTool),
      adviser: settings.adviser,
      calendar: { places.directory.calendar })
    notifications = NotificationsCapability(
      platform, people: identity.people, requests: requests.summaries,
      directory: places.directory, sms: sms, parties: parties)
    messages = notifications.box
    if let carrier = sms as? SimulatedSMS { carrier.onReport(notifications.note) }
    for case let party as SimulatedNotices in parties.all { party.onReport(notifications.note) }
    let mandates = MandatesCapability(
      platform, people: identity.people, register: identity.register,
      realName: settings.realName())
    rights = RightsCapability(
      platform, people: identity.people, register: identity.register,
      consents: mandates.consentKeeping,
      records: [identity.records, requests.records, notifications.records, mandates.records],
      keepers: [requests.records, mandates.records], calendar: { places.directory.calendar })
    supervision = SupervisionCapability(
      platform, requests: requests.figures, directory: places.directory, people: identity.people,
      ground: try Basemap.ground(settings))
    capabilities = [identity, places, requests, notifications, mandates, rights, supervision]
    let feeds = LiveFeeds()
    for capability in capabilities { capability.live(feeds) }
    live = LiveHub(feeds, limits: settings.live)
  }

  /// Reads what pages would otherwise each ask for.
  public func warm() async throws {
    try await directory.warm()
    try await requests.warm()
    try await notifications.warm()
  }

  public var migrations: [MigrationSet] {
    [KernelMigrations.all, Sessions.migrations, CaseMigrations.all]
      + capabilities.map(\.migrationSet)
  }

  public func subscriptions() -> Subscriptions {
    let subscriptions = Subscriptions()
    for capability in capabilities { capability.subscriptions(subscriptions) }
    return subscriptions
  }

  public func jobs(keys: SecretKeys) throws -> Jobs {
    let jobs = Jobs()
    for capability in capabilities { capability.jobs(jobs) }
    let sweep = FileSweep(files: files, capabilities: capabilities)
    try Housekeeping(keys: keys, files: sweep).register(on: jobs)
    return jobs
  }

  /// The description of the JSON API.
  public func document(of site: Site) throws -> OpenAPIDocument {
    let fragments = capabilities.compactMap { capability in
      capability.openAPI.map { Fragments.One(owner: type(of: capability).name, bytes: $0) }
    }
    return try Self.documents.value(for: Fragments(site: site, all: fragments)) {
      try OpenAPIDocument(of: fragments.map { ($0.owner, $0.bytes) }, site: site)
    }
  }

  /// The same for every site of a process: reading the templates takes a second of a slow machine.
  func renderer() throws -> PageRenderer {
    let sources = Sources(
      words: capabilities.flatMap(\.words), templates: capabilities.flatMap(\.templates))
    return try Self.renderers.value(for: sources) {
      try PageRenderer(words: sources.words, templates: sources.templates)
    }
  }

  private struct Fragments: Equatable {
    struct One: Equatable {
      let owner: String
      let bytes: [UInt8]
    }
    let site: Site
    let all: [One]
  }

  private static let documents = LastMade<Fragments, OpenAPIDocument>()

  private struct Sources: Equatable {
    let words: [WordFile]
    let templates: [TemplateSource]
  }

  private static let renderers = LastMade<Sources, PageRenderer>()
}
