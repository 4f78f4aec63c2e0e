import Casework
import Civics
import Kernel

/// What can be done to service requests: one method, one transaction.
///
/// Every command takes the key under which it may be repeated, and the version the caller saw.
struct ServiceRequestActions: Sendable {
  let database: Database
  let keys: SecretKeys
  let site: Site
  let engine: CaseEngine
  let catalogue: ServiceCatalogue
  let numbers: NumberLease
  /// Whether a file was stored before; asked outside transactions.
  let hasFile: @Sendable (Identifier<CaseFile>) -> Bool

  init(
    database: Database, keys: SecretKeys, site: Site,
    calendar: @escaping @Sendable () -> BusinessCalendar = { .mainland },
    catalogue: ServiceCatalogue = .shipped, book: LimitBook? = nil,
    numbers: NumberLease = NumberLease(),
    hasFile: @escaping @Sendable (Identifier<CaseFile>) -> Bool = { _ in true }
  ) {
    self.init(
      database: database, keys: keys, site: site,
      engine: CaseEngine(
        kind: .serviceRequest, book: book ?? .shipped(with: catalogue), calendar: calendar),
      catalogue: catalogue, numbers: numbers, hasFile: hasFile)
  }

  init(
    database: Database, keys: SecretKeys, site: Site, engine: CaseEngine,
    catalogue: ServiceCatalogue, numbers: NumberLease,
    hasFile: @escaping @Sendable (Identifier<CaseFile>) -> Bool
  ) {
    self.database = database
    self.keys = keys
    self.site = site
    self.engine = engine
    self.catalogue = catalogue
    self.numbers = numbers
    self.hasFile = hasFile
  }

  /// The same actions at another time, for imports and seeds.
  func at(_ time: Timestamp) -> ServiceRequestActions {
    ServiceRequestActions(
      database: database.at(time), keys: keys, site: site, engine: engine, catalogue: catalogue,
      numbers: numbers, hasFile: hasFile)
  }

  var now: Timestamp { database.world.now() }
}
