import Casework
import Civics
import Contracts
import Kernel

/// What can be done to service requests: one method, one transaction.
struct ServiceRequestActions: Sendable {
  let database: Database
  let keys: SecretKeys
  let site: Site
  let engine: CaseEngine
  let numbers: NumberLease
  var catalogue = ServiceCatalogue.shipped
  var limits = SubmissionLimits()

  init(_ platform: Platform) {
    database = platform.database
    keys = platform.keys
    site = platform.site
    engine = CaseEngine(kind: .serviceRequest, book: .shipped) { .mainland }
    numbers = NumberLease()
  }

  private init(_ other: ServiceRequestActions, database: Database) {
    self.database = database
    keys = other.keys
    site = other.site
    engine = other.engine
    numbers = other.numbers
    catalogue = other.catalogue
    limits = other.limits
  }

  /// The same actions at another time, for imports and the demo city.
  func at(_ time: Timestamp) -> ServiceRequestActions {
    ServiceRequestActions(self, database: database.at(time))
  }

  /// What filing answers: enough for the receipt.
  struct Receipt: Sendable, Codable, Hashable {
    let id: String
    let no: String
    let soundsUrgent: Bool
  }

  /// Files a request; the number is given here and stays.
  ///
  /// Only inserts, in one round trip: this is the busiest act of the platform. Throws
  /// `Problem(.invalid)` with one entry for each answer to change.
  func submit(
    _ submission: Submission, by viewer: Viewer, key: CommandKey?, isImport: Bool = false,
    repeating first: Identifier<Case>? = nil
  ) async throws -> Receipt {
    let checked = try submission.checked(
      catalogue: catalogue, limits: limits, region: site.region, isImport: isImport)
    let now = database.world.now()
    let date = CityTime.date(of: now)
    let serial = try await numbers.next(of: "W" + date.description, from: database)
    guard let region = RegionCode(rawValue: site.region + "000000"),
      let no = CaseNumber(
        region: region, date: date, module: engine.kind.module, serial: Int(serial))
    else { throw Problem(.unavailable) }
    let engine = engine
    let keys = keys
    let urgent = ServiceCatalogue.soundsUrgent(checked.title + checked.text)
    return try await database.command(key) { tx in
      let id: Identifier<Case> = tx.newID()
      let contact = try checked.phone.map { try SealedContact($0, of: id, keys: keys) }
      var item = Case(
        id: id, no: no, kind: engine.kind.code,
        requestKind: checked.service.code == "other" ? .suggestion : .help,
        source: submission.source, title: checked.title, body: checked.text,
        classCode: checked.service.classCode, service: checked.service.code, item: checked.item,
        urgency: urgent ? .urgent : .normal,
        place: CasePlace(area: checked.area, address: checked.address, point: checked.point),
        reporter: CaseReporter(
          person: submission.isAnonymous ? nil : viewer.person,
          isAnonymous: submission.isAnonymous, hidesFromHandler: false),
        confidentiality: submission.isPublic ? .open : .staff, isImported: isImport,
        submittedAt: tx.now)
      item.duplicateOf = first
      item = try engine.open(
        item, contact: contact,
        files: submission.photos.map { Identifier(rawValue: $0) },
        by: CaseActor(id: viewer.actor, person: viewer.person, roles: [.reporter]), as: .reporter,
        in: tx)
      try tx.publish(
        ServiceRequestEvents.Submitted(request: id.rawValue, isImported: isImport))
      return Receipt(id: id.rawValue, no: no.rawValue, soundsUrgent: urgent)
    }
  }

  /// What a move answers.
  struct Moved: Sendable, Codable, Hashable {
    let id: String
    let no: String
    let state: String
    let version: Int
  }

  /// Any move of the state table, by whoever may.
  ///
  /// Throws `Problem(.notFound)`, `Problem(.staleVersion)` or a `CaseRefusal`.
  func move(
    _ id: Identifier<Case>, _ move: CaseMove, expecting version: Int?, by viewer: Viewer,
    key: CommandKey?
  ) async throws -> Moved {
    let engine = engine
    return try await database.command(key) { tx in
      let moved = try engine.move(.id(id), move, expecting: version, by: viewer, in: tx)
      try Self.tell(moved, in: tx)
      return Moved(
        id: id.rawValue, no: moved.item.no.rawValue, state: moved.item.state.rawValue,
        version: moved.item.version)
    }
  }

  private static func tell(_ moved: CaseMoved, in tx: Transaction) throws {
    try tx.publish(
      ServiceRequestEvents.Moved(
        request: moved.item.id.rawValue, move: moved.move.rawValue, from: moved.from.rawValue,
        to: moved.item.state.rawValue, version: moved.item.version))
  }
}

extension SealedContact {
  /// Seals a reporter's number into its case's row.
  init(_ phone: PhoneNumber, of id: Identifier<Case>, keys: SecretKeys) throws {
    let place = Sealed.Place(table: "cases", column: "contact_sealed", row: id.rawValue)
    self.init(
      sealed: try Sealed(sealing: phone.rawValue, in: place, keys: keys),
      hash: try LookupHash(of: phone.rawValue, label: "cases.contact", keys: keys),
      masked: phone.masked)
  }
}
