import Civics
import Contracts
import Gateways
import KernelTesting
import Logging
import Testing

@testable import Kernel
@testable import Notifications

/// What Notifications asks of others, answered from memory, and its own engine and carrier.
struct Neighbourhood: Sendable {
  let database: Database
  let clock: TestClock
  let script = FaultScript()
  let sms: SimulatedSMS
  /// The parties for other channels; only those that a test asked for are set up.
  let parties: Parties
  let keys: SecretKeys
  let capability: NotificationsCapability
  private let runner: JobRunner

  static let reporter = Identifier<Person>(rawValue: "reporter")
  static let supporter = Identifier<Person>(rawValue: "supporter")
  static let handler = Identifier<Person>(rawValue: "handler")
  static let ward = Identifier<Person>(rawValue: "ward")
  /// Somebody of the grid who neither reported nor joined it.
  static let neighbour = Identifier<Person>(rawValue: "neighbour")
  static let grid = "990101001002011"
  /// The type of the one request.
  static let service = "public_facilities"
  static let chief = Identifier<Person>(rawValue: "chief")
  /// Approves for the district.
  static let leader = Identifier<Person>(rawValue: "leader")

  /// Monday 09:00, or another hour of that day.
  init(
    _ backend: Backend, hour: Int64 = 9, imported: Bool = false, channels: Set<Channel> = [],
    left: String? = nil, found: Found? = nil
  ) async throws {
    let clock = TestClock(TestClock.start.adding(hours: hour - 9))
    self.clock = clock
    database = try await backend.database(
      [KernelMigrations.all, MigrationSet(owner: "notifications", NotificationsMigrations.all)],
      world: .fixed(clock))
    sms = SimulatedSMS(now: { clock.now }, script: script)
    parties = Parties(channels, clock)
    keys = try #require(SecretKeys.fresh(world: .fixed()))
    capability = Self.capability(
      database, sms, imported: imported, left: left, keys: keys, parties: parties.gateways,
      found: found)
    let jobs = Jobs()
    capability.jobs(jobs)
    runner = JobRunner(database: database, jobs: jobs, logger: Logger(label: "test"))
    let actions = capability.actions
    sms.onReport { try await actions.note($0) }
    for party in parties.all.values { party.onReport { try await actions.note($0) } }
  }

  /// A request that was found on patrol: how it ended, and whether neighbours may read it.
  struct Found: Sendable {
    var outcome = "solved"
    var isShared = true
    /// False for what a resident reported.
    var isProactive = true
  }

  /// Simulators by channel, each with a script of its own.
  struct Parties: Sendable {
    let all: [Channel: SimulatedNotices]
    let scripts: [Channel: FaultScript]
    let push: SimulatedPush?

    init(_ channels: Set<Channel>, _ clock: TestClock) {
      var (all, scripts): ([Channel: SimulatedNotices], [Channel: FaultScript]) = ([:], [:])
      for channel in channels {
        let script = FaultScript()
        scripts[channel] = script
        all[channel] = SimulatedNotices(now: { clock.now }, script: script)
      }
      push = scripts[.push].map { SimulatedPush(script: $0) }
      all[.push] = nil
      (self.all, self.scripts) = (all, scripts)
    }

    var gateways: NoticeParties {
      NoticeParties(
        flash: all[.flash], voice: all[.voice], mini: all[.mini], mail: all[.mail],
        push: push)
    }
  }

  static func capability(
    _ database: Database, _ sms: any SMSGateway, imported: Bool = false, left: String? = nil,
    keys: SecretKeys? = nil, parties: NoticeParties = NoticeParties(), found: Found? = nil
  ) -> NotificationsCapability {
    NotificationsCapability(
      database: database, keys: keys, people: Townspeople(),
      requests: OneRequest(isImported: imported, left: left, found: found), directory: OneUnit(),
      sms: sms,
      parties: parties)
  }

  /// Publishes and delivers, as the outbox does.
  func tell(_ event: some Event) async throws {
    try await database.write { try $0.publish(event) }
    try await deliver()
  }

  private func deliver() async throws {
    let subscriptions = Subscriptions()
    capability.subscriptions(subscriptions)
    let delivery = OutboxDelivery(
      database: database, subscriptions: subscriptions, logger: Logger(label: "test"))
    while try await delivery.deliverDue() > 0 {}
  }

  /// Runs what is due, and no more than `limit` jobs.
  @discardableResult
  func runJobs(limit: Int = 20) async throws -> Int {
    for count in 0..<limit where try await !runner.runNext() { return count }
    return limit
  }

  func texts(to person: Identifier<Person>, in language: Language = .chinese) async throws
    -> [String]
  {
    try await capability.box.messages(to: person, limit: 50, in: language).map(\.text)
  }

  /// Where each text message stands, oldest first.
  func deliveries() async throws -> [String] {
    try await database.read { db in
      try db.rows("SELECT state FROM message_deliveries ORDER BY id")
        .map { try $0.get("state") }
    }
  }

  static func moved(
    _ move: String, from: String, to: String, version: Int = 5, unit: String? = "power",
    owner: String? = nil, role: String = "operator", at: Timestamp = TestClock.start,
    imported: Bool = false
  ) -> ServiceRequestEvents.Moved {
    ServiceRequestEvents.Moved(
      request: "case-1", move: move, from: from, to: to, version: version, unit: unit,
      level: "street", owner: owner ?? unit, area: "990101001002011", entry: "entry-1", role: role,
      isImported: imported, at: at)
  }

  /// Of the caller's own request, which went into the one that is told of.
  static let callersNumber = "99010120260302W000933"

  static let reported = moved("report", from: "in_progress", to: "reported", role: "handler")
}

private struct Townspeople: PeopleDirectory {
  func cards(
    of people: [Identifier<Person>], in db: some Reading
  ) throws -> [Identifier<Person>: PersonCard] {
    // The reporter signs in by telephone, the handler holds a post, a ward does neither.
    let phones = [Neighbourhood.reporter: "138 **** 2076"]
    let posts = [Neighbourhood.handler: "运维班"]
    return Dictionary(
      people.map {
        ($0, PersonCard(person: $0, name: "某某", maskedPhone: phones[$0], post: posts[$0]))
      }, uniquingKeysWith: { first, _ in first })
  }

  func holding(
    _ permission: Permission, areas: [String], in db: some Reading
  ) throws -> [DutyPost] {
    guard permission.rawValue == "service_requests.approve" else { return [] }
    return [("990101001", Neighbourhood.chief), ("990101", Neighbourhood.leader)].filter {
      areas.contains($0.0)
    }.map { DutyPost(person: $1, name: "某某", post: "值班主任", reach: .area($0)) }
  }

  func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost] {
    var posts: [DutyPost] = []
    if units.contains("power") {
      posts.append(
        DutyPost(
          person: Neighbourhood.handler, name: "周建国", post: "运维班", reach: .unit("power")))
    }
    if areas.contains("990101001") {
      posts.append(
        DutyPost(
          person: Neighbourhood.chief, name: "梁志远", post: "值班主任", reach: .area("990101001")))
    }
    return posts
  }

  func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? {
    person == Neighbourhood.reporter ? PhoneNumber(rawValue: "13800002076") : nil
  }
}

private struct OneRequest: ServiceRequestDirectory {
  let isImported: Bool
  /// The number that somebody without an account left, who then is the reporter.
  let left: String?
  let found: Neighbourhood.Found?
  let services = [Neighbourhood.service, "traffic"]

  func phoneLeft(with request: String, in db: some Reading) throws -> PhoneNumber? {
    try request == "case-1" ? left.map { try PhoneNumber($0) } : nil
  }

  func summary(of request: String, in db: some Reading) throws -> ServiceRequestSummary? {
    guard request == "case-1" else { return nil }
    return ServiceRequestSummary(
      id: request, number: "99010120260302W000417", service: Neighbourhood.service,
      item: "street_light", area: "990101001002011", state: "reported", leadUnit: "power",
      level: "street", outcome: found?.outcome ?? "solved", dueAt: TestClock.start.adding(hours: 9),
      owedAt: TestClock.start.adding(hours: 9),
      reporter: left == nil ? Neighbourhood.reporter : nil,
      supporters: left == nil ? [Neighbourhood.supporter] : [],
      callers: left == nil
        ? [] : [.init(request: request, number: Neighbourhood.callersNumber)],
      isImported: isImported, isShared: found?.isShared ?? true,
      isProactive: found?.isProactive ?? false)
  }
}

private struct OneUnit: CityDirectory {
  func plan() async throws -> CityPlan {
    CityPlan(
      units: [CityPlan.Unit(code: "power", name: "供电所", phone: "0999-6100001", duties: [])],
      areas: [
        CityPlan.Area(
          code: Neighbourhood.grid, name: "11 网格", latitude: nil, longitude: nil,
          english: "Grid 11")
      ])
  }
}

/// No units and no areas.
struct NoPlan: CityDirectory {
  func plan() async throws -> CityPlan { CityPlan(units: [], areas: []) }
}
