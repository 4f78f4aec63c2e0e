import Casework
import Civics
import Kernel

/// What can be done to service requests: one method, one transaction.
struct ServiceRequestActions: Sendable {
  let database: Database
  let keys: SecretKeys
  let site: Site
  let engine: CaseEngine
  let numbers: NumberLease
  /// Whether a file was stored before; asked outside transactions.
  let hasFile: @Sendable (Identifier<CaseFile>) -> Bool
  var catalogue = ServiceCatalogue.shipped
  var limits = SubmissionLimits()

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
    engine = CaseEngine(kind: .serviceRequest, book: .serviceRequests, calendar: calendar)
    numbers = NumberLease()
    self.hasFile = hasFile
  }

  private init(_ other: ServiceRequestActions, database: Database) {
    self.database = database
    keys = other.keys
    site = other.site
    engine = other.engine
    numbers = other.numbers
    hasFile = other.hasFile
    catalogue = other.catalogue
    limits = other.limits
  }

  /// The same actions at another time, for imports and the demo city.
  func at(_ time: Timestamp) -> ServiceRequestActions { on(database.at(time)) }

  /// The same actions through another connection to the same data.
  func on(_ database: Database) -> ServiceRequestActions {
    ServiceRequestActions(self, database: database)
  }

  /// Files are sent before; a name of one that is not there is a mistake, not a server error.
  func requireFiles(_ files: [Identifier<CaseFile>]) throws {
    guard files.count <= limits.photos else {
      throw Problem(
        field: "photos", "mistake.too-many-photos", values: ["n": String(files.count)])
    }
    for (index, file) in files.enumerated() where !hasFile(file) {
      throw Problem(field: "photos", "mistake.photo-failed", values: ["n": String(index + 1)])
    }
  }

  func requireVoice(_ id: String?) throws -> Identifier<CaseFile>? {
    guard let id else { return nil }
    let file = Identifier<CaseFile>(rawValue: id)
    guard hasFile(file) else { throw Problem(field: "voice", "mistake.voice-failed") }
    return file
  }
}
