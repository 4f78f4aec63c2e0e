public import Civics
public import Contracts
public import Kernel

/// What people may ask about the data held on them, and how long it is held.
public struct RightsCapability: Capability {
  public static let name = "rights"
  public let retention: RetentionActions
  let actions: RightsActions

  /// - Parameters:
  ///   - platform: the site.
  ///   - people: how people are shown.
  ///   - register: where a name or a number is put right.
  ///   - consents: where a consent is taken back.
  ///   - records: everybody who holds data on people.
  ///   - keepers: everybody who holds data that goes after a time.
  ///   - calendar: the working days limits are counted with.
  public init(
    _ platform: Platform, people: any PeopleDirectory, register: any PeopleRegister,
    consents: any ConsentKeeping, records: [any PersonalRecords], keepers: [any RetentionKeeping],
    calendar: @escaping @Sendable () -> BusinessCalendar
  ) {
    self.init(
      database: platform.database, people: people, register: register, consents: consents,
      records: records, keepers: keepers, calendar: calendar)
  }

  init(
    database: Database, people: any PeopleDirectory, register: any PeopleRegister,
    consents: any ConsentKeeping, records: [any PersonalRecords], keepers: [any RetentionKeeping],
    calendar: @escaping @Sendable () -> BusinessCalendar
  ) {
    let own = RightsKeeping()
    actions = RightsActions(
      database: database, people: people, register: register, consents: consents,
      records: records + [own], calendar: calendar)
    retention = RetentionActions(database: database, keepers: keepers + [own])
  }

  public var migrations: [Migration] { RightsMigrations.all }
  public var permissions: [Permission] { [.workRights] }
  public var tabs: [(tab: Tab, access: Access)] { [(.rights, RightsDeskRoutes.access)] }
  public var words: [WordFile] { RightsPages.words }
  public var templates: [TemplateSource] { RightsPages.templates }
  public var openAPI: [UInt8]? { PackageResources.Rights_openapi_json }

  public func routes(_ routes: Routes) {
    RightsRoutes(actions: actions).register(on: routes)
    RightsDeskRoutes(actions: actions).register(on: routes)
    RightsAPI(actions: actions).register(on: routes)
  }

  public func jobs(_ jobs: Jobs) { RetentionJob(retention: retention).register(on: jobs) }
}
