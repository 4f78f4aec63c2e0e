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
  let tables: LimitTables
  /// Whether a file was stored before; asked outside transactions.
  let hasFile: @Sendable (Identifier<CaseFile>) -> Bool
  /// Whose telephone it is that somebody reported with; nil where nobody can be asked.
  var people: (any PeopleDirectory)?
  /// Whose account a caller's number is; nil where nobody can be asked.
  var register: (any PeopleRegister)?
  /// Units and areas there are; nil where everything is taken.
  var directory: (any CityDirectory)?
  /// Who reads what a case is about; nil where nobody learned it.
  var adviser: ClassAdviser?
  var catalogue = ServiceCatalogue.shipped
  var limits = SubmissionLimits()
  var duplicates = DuplicateBook.shipped

  init(_ platform: Platform, calendar: @escaping @Sendable () -> BusinessCalendar) {
    let files = platform.files
    self.init(
      database: platform.database, keys: platform.keys, site: platform.site,
      calendar: calendar, hasFile: { files.has($0.rawValue) })
  }

  init(
    database: Database, keys: SecretKeys, site: Site,
    calendar: @escaping @Sendable () -> BusinessCalendar = { .mainland },
    hasFile: @escaping @Sendable (Identifier<CaseFile>) -> Bool
  ) {
    self.database = database
    self.keys = keys
    self.site = site
    let tables = LimitTables()
    self.tables = tables
    engine = CaseEngine(kind: .serviceRequest, book: { tables.book }, calendar: calendar)
    numbers = NumberLease()
    self.hasFile = hasFile
  }

  private init(_ other: ServiceRequestActions, database: Database) {
    self.database = database
    keys = other.keys
    site = other.site
    engine = other.engine
    numbers = other.numbers
    tables = other.tables
    hasFile = other.hasFile
    people = other.people
    register = other.register
    directory = other.directory
    adviser = other.adviser
    catalogue = other.catalogue
    limits = other.limits
    duplicates = other.duplicates
  }

  /// The same actions at another time, for imports and the demo city.
  func at(_ time: Timestamp) -> ServiceRequestActions { on(database.at(time)) }

  /// The same actions through another connection to the same data.
  func on(_ database: Database) -> ServiceRequestActions {
    ServiceRequestActions(self, database: database)
  }
}
