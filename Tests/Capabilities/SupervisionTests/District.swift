import Civics
import Contracts
import KernelTesting
import Synchronization

@testable import Kernel
@testable import Supervision

/// Supervision with what it asks of others answered from memory.
struct District: Sendable {
  let database: Database
  let clock: TestClock
  let register: Register
  let capability: SupervisionCapability

  static let region = "990101"
  static let grid = "990101001002011"
  /// Monday 16 February 2026: the clock stands two weeks later.
  static let week = Week(of: CityTime.date(of: TestClock.start)).previous.previous

  static let editor = viewer("editor", "督查员", [.readSupervision, .editBulletin])
  static let chief = viewer("chief", "主任", [.readSupervision, .editBulletin, .signBulletin])

  static func viewer(
    _ id: String, _ post: String, _ permissions: Set<Permission>, in scope: Scope = .everything
  ) -> Viewer {
    Viewer(
      person: Identifier(rawValue: id), grants: [Grant(permissions, in: scope)], name: "某某",
      post: post)
  }

  init(_ backend: Backend) async throws {
    let clock = TestClock()
    self.clock = clock
    database = try await backend.database(
      [KernelMigrations.all, MigrationSet(owner: "supervision", SupervisionMigrations.all)],
      world: .fixed(clock))
    register = Register()
    capability = Self.capability(database, register)
  }

  static func capability(_ database: Database, _ register: Register) -> SupervisionCapability {
    SupervisionCapability(
      database: database, region: region, requests: register, directory: Plan(), people: Nobody())
  }

  /// Requests as they are now.
  final class Register: ServiceRequestFactsAsking {
    private let all = Mutex<[String: ServiceRequestFacts]>([:])

    func put(_ facts: ServiceRequestFacts) { all.withLock { $0[facts.id] = facts } }

    func facts(of requests: [String], in db: some Reading) throws -> [ServiceRequestFacts] {
      all.withLock { all in requests.compactMap { all[$0] } }
    }

    func ids(after id: String, limit: Int, in db: some Reading) throws -> [String] {
      all.withLock { all in all.keys.filter { $0 > id }.sorted().prefix(limit).map(\.self) }
    }

    var list: [ServiceRequestFacts] { all.withLock { $0.values.sorted { $0.id < $1.id } } }
  }

  struct Plan: CityDirectory {
    func plan() async throws -> CityPlan {
      CityPlan(
        units: [
          CityPlan.Unit(code: "power", name: "供电所", phone: "", duties: []),
          CityPlan.Unit(code: "water", name: "水务公司", phone: "", duties: []),
        ],
        areas: [CityPlan.Area(code: grid, name: "11 网格", latitude: nil, longitude: nil)])
    }
  }

  struct Nobody: PeopleDirectory {
    func cards(
      of people: [Identifier<Person>], in db: some Reading
    ) throws -> [Identifier<Person>: PersonCard] { [:] }
    func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost] { [] }
    func holding(
      _ permission: Permission, areas: [String], in db: some Reading
    ) throws -> [DutyPost] { [] }
    func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? { nil }
  }
}

extension District {
  /// A request sent in at an hour of the week, and nothing more.
  static func request(
    _ number: Int, hour: Int64, unit: String? = nil, kind: String = "street_light"
  ) -> ServiceRequestFacts {
    var facts = ServiceRequestFacts(
      id: "00000000-0000-7000-9000-" + Digits.padded(number, 12),
      number: "990101" + "20260216W" + Digits.padded(number, 6), service: "public_facilities",
      classCode: "housing_urban", requestKind: "help", area: grid, state: "dispatched",
      isOpen: true, submittedAt: week.start.adding(hours: hour))
    facts.item = kind
    (facts.unit, facts.firstUnit) = (unit, unit)
    return facts
  }

  /// The same, contacted, answered and closed after so many hours each.
  static func closed(
    _ number: Int, hour: Int64, unit: String, after hours: Int64 = 5, limit: Int64 = 8,
    contact: Int64 = 1, solved: Bool = true, satisfied: Bool = true, closing: String = "answers"
  ) -> ServiceRequestFacts {
    var facts = request(number, hour: hour, unit: unit)
    let start = facts.submittedAt
    (facts.state, facts.isOpen) = ("closed", false)
    facts.dispatchedAt = start.adding(minutes: 30)
    (facts.contactDueAt, facts.contactedAt) = (start.adding(hours: 2), start.adding(hours: contact))
    (facts.handleDueAt, facts.handledAt) = (start.adding(hours: limit), start.adding(hours: hours))
    facts.closedAt = start.adding(hours: hours + 1)
    facts.closing = closing
    if closing == "answers" || closing == "rating" {
      facts.isContacted = contact <= 2
      (facts.isSolved, facts.isSatisfied) = (solved, satisfied)
    }
    facts.outcome = "solved"
    return facts
  }

  /// A made-up week: what came in, and what became of it.
  static let history: [ServiceRequestFacts] = {
    var list = (1...14).map { closed($0, hour: Int64($0) * 6, unit: "power") }
    list += (15...24).map { number in
      closed(
        number, hour: Int64(number) * 4, unit: "water", after: number % 3 == 0 ? 11 : 4,
        contact: number % 4 == 0 ? 3 : 1, solved: number % 5 != 0, satisfied: number % 2 == 0)
    }
    list.append(closed(25, hour: 40, unit: "water", closing: "silence"))
    var late = request(26, hour: 20, unit: "water", kind: "manhole")
    (late.dueAt, late.escalations) = (late.submittedAt.adding(hours: 9), 1)
    list.append(late)
    var parked = request(27, hour: 60, unit: "power")
    parked.state = "parked"
    list.append(parked)
    var merged = request(28, hour: 21)
    (merged.state, merged.isOpen, merged.isDuplicate) = ("merged", false, true)
    list.append(merged)
    var refused = request(29, hour: 70)
    (refused.state, refused.isOpen, refused.ground) = ("refused", false, "litigation")
    list.append(refused)
    // Aunt Liu's ditch: found on patrol, drained before frost.
    var ditch = closed(30, hour: 30, unit: "water", closing: "no_contact")
    (ditch.isProactive, ditch.item, ditch.contactDueAt, ditch.contactedAt) = (
      true, "manhole", nil, nil
    )
    list.append(ditch)
    var returned = closed(31, hour: 50, unit: "water")
    (returned.firstUnit, returned.returns, returned.reworks) = ("power", 1, 1)
    list.append(returned)
    var imported = request(32, hour: 5)
    imported.isImported = true
    list.append(imported)
    var inquiry = request(33, hour: 90)
    (inquiry.requestKind, inquiry.state, inquiry.isOpen) = ("inquiry", "closed", false)
    (inquiry.handledAt, inquiry.closedAt, inquiry.closing) = (
      inquiry.submittedAt, inquiry.submittedAt, "no_contact"
    )
    list.append(inquiry)
    return list
  }()

  /// Everything of the made-up week is known and counted.
  func live(_ facts: [ServiceRequestFacts] = history) async throws {
    for one in facts { register.put(one) }
    let (keeper, ids) = (capability.keeper, facts.map(\.id))
    try await database.write { try keeper.keep(ids, in: $0) }
  }

  func frozen(_ week: Week = week) async throws -> FrozenWeek? {
    try await database.read { try WeekStore.find([week], in: $0).first }
  }

  func bulletin(_ week: Week = week) async throws -> Bulletin? {
    try await database.read { try BulletinStore.find(week, in: $0) }
  }
}
