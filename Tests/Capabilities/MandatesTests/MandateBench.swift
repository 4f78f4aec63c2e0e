import Civics
import Contracts
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Mandates

/// Mandates on one engine, with a family from memory and a clock to turn.
struct MandateBench: Sendable {
  let database: Database
  let clock = TestClock()
  let capability: MandatesCapability
  let script: FaultScript
  let register: SimulatedRealName

  static let mother = Identifier<Person>(rawValue: "00000000-0000-7000-9000-00000000000a")
  static let daughter = Identifier<Person>(rawValue: "00000000-0000-7000-9000-00000000000b")
  static let stranger = Identifier<Person>(rawValue: "00000000-0000-7000-9000-00000000000c")
  static let window = Identifier<Person>(rawValue: "00000000-0000-7000-9000-00000000000d")

  static let motherPhone = "13800003187"
  static let daughterPhone = "13800002076"
  static let nobodysPhone = "13800009999"
  /// Born 1 June 2015: ten years old on the clock's first day.
  static let childNumber = "330000201506010036"
  static let adultNumber = "110000196002290041"

  init(
    _ backend: Backend, isChecked: Bool = true, gateway: (any RealNameGateway)? = nil
  ) async throws {
    let clock = clock
    database = try await backend.database(
      [KernelMigrations.all, MigrationSet(owner: "mandates", MandatesMigrations.all)],
      world: .fixed(clock))
    script = FaultScript()
    register = SimulatedRealName(script: script)
    capability = try Self.capability(on: database, gateway ?? register)
    guard isChecked else { return }
    for person in [Self.mother, Self.daughter] { try await check(person) }
  }

  /// As if the register had said yes.
  func check(_ person: Identifier<Person>) async throws {
    try await database.write { tx in
      try tx.run(
        """
        INSERT INTO real_name_checks (id, person, number_masked, state, tries, asked_at, decided_at)
        VALUES (\(tx.newID()), \(person), '110***********0041', 'matched', 1, 0, 0)
        """)
    }
  }

  static func capability(
    on database: Database, _ realName: any RealNameGateway = NoRealName()
  ) throws -> MandatesCapability {
    MandatesCapability(
      database: database, keys: try #require(SecretKeys.fresh(world: .fixed(seed: 7))),
      people: Family(), register: Family(), realName: realName)
  }

  var actions: MandateActions { capability.actions }
  var consents: ConsentActions { capability.consents }

  static func viewer(_ person: Identifier<Person>) -> Viewer {
    person == window ? clerk(.area("990101001002")) : Viewer(person: person)
  }

  /// Somebody at a window somewhere.
  static func clerk(_ scope: Scope, _ person: Identifier<Person> = window) -> Viewer {
    Viewer(person: person, grants: [Grant([.workWindow], in: scope)])
  }

  /// As when the number is said at the window; which mandates it then sees.
  @discardableResult
  func sayCode(
    of id: Identifier<Mandate>, to clerk: Viewer = viewer(window)
  ) async throws -> [Identifier<Mandate>] {
    let code = try await database.read {
      try #require(try MandateStore.find(id, in: $0)).mandate.code
    }
    return try await actions.search(code, by: clerk).map(\.id)
  }

  static let day = LocalDate(year: 2027, month: 3, day: 1)

  static func ask(
    _ side: Mandate.Side = .delegate, to phone: String = motherPhone,
    _ scopes: Set<MandateScope> = [.viewReport, .receiveReminder]
  ) -> MandateAsk {
    MandateAsk(side: side, phone: phone, relation: .child, scopes: scopes, untilOn: day)
  }

  static func ward(
    _ basis: Mandate.Basis = .minor, number: String = childNumber, agreed: Int? = 1
  ) -> WardAsk {
    WardAsk(
      basis: basis, relation: .child, personName: "李小满", citizenNumber: number,
      scopes: [.viewReport, .book], untilOn: LocalDate(year: 2029, month: 2, day: 1),
      consentVersion: agreed)
  }

  /// The daughter has asked; the mother has not answered.
  func asked() async throws -> MandateActions.Receipt {
    try await actions.ask(Self.ask(), by: Self.viewer(Self.daughter), key: nil)
  }

  /// The mother has confirmed.
  func active() async throws -> Identifier<Mandate> {
    let id = try await asked().id
    try await move(id, .confirm(nil), by: Self.mother)
    return id
  }

  func move(
    _ id: Identifier<Mandate>, _ move: MandateMove, by person: Identifier<Person>
  ) async throws {
    try await actions.move(id, move, by: Self.viewer(person), key: nil)
  }

  func scopes(
    for principal: Identifier<Person> = mother, of delegate: Identifier<Person> = daughter
  ) async throws -> Set<MandateScope> {
    let asking = capability.asking
    return try await database.read { try asking.scopes(of: delegate, for: principal, in: $0) }
  }

  func state(_ id: Identifier<Mandate>) async throws -> String {
    try await database.read { db in
      let mandate = try MandateStore.find(id, in: db)?.mandate
      return [mandate?.state.rawValue, mandate?.endReason?.rawValue].compactMap { $0 }
        .joined(separator: " ")
    }
  }

  /// Names of the events told, in their order.
  func events() async throws -> [String] {
    try await database.read { try $0.rows("SELECT name FROM outbox ORDER BY id") }
      .map { try $0.get("name") }
  }

  func audit() async throws -> [String] {
    try await database.read { db in
      try db.rows("SELECT action FROM audit_entries ORDER BY lane, number")
    }.map { try $0.get("action") }
  }
}

/// A mother, her daughter, somebody else, and the community's window.
private struct Family: PeopleDirectory, PeopleRegister {
  private static let phones = [
    MandateBench.mother: MandateBench.motherPhone,
    MandateBench.daughter: MandateBench.daughterPhone,
    MandateBench.stranger: "13800004298",
  ]

  func cards(
    of people: [Identifier<Person>], in db: some Reading
  ) throws -> [Identifier<Person>: PersonCard] {
    var cards: [Identifier<Person>: PersonCard] = [:]
    for person in people {
      let names = [
        MandateBench.mother: "王桂兰", MandateBench.daughter: "李慧芳", MandateBench.window: "温和",
      ]
      cards[person] = PersonCard(
        person: person, name: names[person] ?? "李小满",
        maskedPhone: Self.phones[person].flatMap { PhoneNumber(rawValue: $0)?.masked },
        post: person == MandateBench.window ? "柳巷社区工作者" : nil)
    }
    return cards
  }

  func holding(
    _ permission: Permission, areas: [String], in db: some Reading
  ) throws -> [DutyPost] { [] }

  func onDuty(units: [String], areas: [String], in db: some Reading) throws -> [DutyPost] { [] }

  func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? {
    Self.phones[person].flatMap { PhoneNumber(rawValue: $0) }
  }

  func person(with phone: PhoneNumber, in db: some Reading) throws -> Identifier<Person>? {
    Self.phones.first { $0.value == phone.rawValue }?.key
  }

  func addPerson(named name: PersonName, in tx: Transaction) throws -> Identifier<Person> {
    tx.newID()
  }

  func rename(_ person: Identifier<Person>, to name: PersonName, in tx: Transaction) throws {}

  func changePhone(
    of person: Identifier<Person>, to phone: PhoneNumber, in tx: Transaction
  ) throws -> Bool { false }
}
