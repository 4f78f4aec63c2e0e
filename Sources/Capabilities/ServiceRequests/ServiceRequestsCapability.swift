import Casework
public import Civics
public import Contracts
public import Kernel

/// Residents report problems; staff see them through to an answer.
public struct ServiceRequestsCapability: Capability {
  public static let name = "service_requests"
  let actions: ServiceRequestActions
  let directory: any CityDirectory
  let people: any PeopleDirectory
  let intake: PhotoIntake

  /// - Parameters:
  ///   - platform: the site.
  ///   - directory: names of units and places.
  ///   - people: whose telephone it is, for looking up what was filed with it.
  ///   - register: whose account a caller's number is.
  ///   - cleaner: what takes photos from strangers.
  ///   - adviser: reads what a case is about, for dispatchers; nil where nobody learned it.
  ///   - calendar: the working days limits are counted with.
  public init(
    _ platform: Platform, directory: any CityDirectory, people: any PeopleDirectory,
    register: any PeopleRegister, cleaner: PhotoCleaner = PhotoCleaner(),
    adviser: ClassAdviser? = nil,
    calendar: @escaping @Sendable () -> BusinessCalendar
  ) {
    var actions = ServiceRequestActions(platform, calendar: calendar)
    actions.people = people
    actions.register = register
    actions.directory = directory
    actions.adviser = adviser
    self.actions = actions
    self.directory = directory
    self.people = people
    intake = PhotoIntake(cleaner: cleaner, files: platform.files)
  }

  public var permissions: [Permission] {
    [
      .searchRequests, .dispatchRequests, .patrolRequests, .handleRequests, .approveRequests,
      .superviseRequests, .seeRestrictedRequests, .takeInRequests, .revealContacts,
      .coverPhotos,
    ]
  }

  public var migrations: [Migration] {
    [
      DraftStore.migration, SentFileStore.migration, FiledMessages.migration,
      LimitTableStore.migration,
      HotSpotStore.migration,
      CoverStore.migration,
      OutsideStore.migration,
    ]
  }
  public var words: [WordFile] { WordFile.serviceRequests }
  public var openAPI: [UInt8]? { PackageResources.ServiceRequests_openapi_json }
  public var templates: [TemplateSource] { TemplateSource.serviceRequests }

  public var tabs: [(tab: Tab, access: Access)] {
    [
      (.queue, StaffRoutes.console), (.desk, StaffRoutes.desk), (.report, .can(.patrolRequests)),
      (.callbacks, StaffRoutes.callbacks), (.settings, .signedIn),
    ]
  }

  public func routes(_ routes: Routes) {
    let drafts = DraftActions(database: actions.database)
    ServiceRequestRoutes(actions: actions, directory: directory, intake: intake)
      .register(on: routes)
    let reports = ReportRoutes(
      actions: actions, drafts: drafts, directory: directory, intake: intake,
      voices: VoiceIntake(files: intake.files))
    reports.register(on: routes)
    IntakeRoutes(actions: actions, directory: directory, drafts: drafts).register(on: routes)
    IntakeAPI(actions: actions, directory: directory).register(on: routes)
    Open311Routes(actions: actions, directory: directory, intake: intake).register(on: routes)
    FindRoutes(catalogue: actions.catalogue).register(on: routes)
    QueuedRoutes(reports: reports).register(on: routes)
    let photos = FormPhotos(drafts: drafts, intake: intake, most: actions.limits.photos)
    FileRoutes(actions: actions, reports: reports, intake: intake, unsent: photos)
      .register(on: routes)
    ResidentRoutes(actions: actions, directory: directory, photos: photos).register(on: routes)
    TrackRoutes(
      tracking: TrackActions(actions: actions, people: people), actions: actions,
      directory: directory
    ).register(on: routes)
    let staff = StaffRoutes(actions: actions, directory: directory, photos: photos)
    staff.register(on: routes)
    OutsideRoutes(outside: OutsideActions(actions: actions), staff: staff, intake: intake)
      .register(on: routes)
    LimitRoutes(actions: actions, directory: directory).register(on: routes)
    HotSpotRoutes(spots: hotSpots, actions: actions, directory: directory).register(on: routes)
    PublicRoutes(actions: actions, directory: directory).register(on: routes)
    CoverRoutes(
      covers: CoverActions(actions: actions, cleaner: intake.cleaner, files: intake.files),
      directory: directory
    ).register(on: routes)
  }

  public func subscriptions(_ events: Subscriptions) {
    CalendarSubscriber().subscribe(to: events)
  }

  public func jobs(_ jobs: Jobs) {
    ServiceRequestWork(engine: actions.engine, directory: directory).register(on: jobs)
    let drafts = DraftActions(database: actions.database)
    let spots = hotSpots
    jobs.every(.seconds(HotSpotActions.everySeconds), HotSpotActions.job) { _ in
      try await spots.count()
    }
    jobs.every(.seconds(3600), "service_requests.drafts") { _ in try await drafts.sweep() }
    jobs.every(.seconds(86_400), "service_requests.sweep_limits") { database in
      try await database.write { try LimitTableStore.sweep(in: $0) }
    }
    let outside = OutsideActions(actions: actions)
    jobs.every(.seconds(86_400), "service_requests.outside") { _ in try await outside.sweep() }
  }

  /// Reads the versions of the limits anew.
  public func warm() async throws { try await actions.tables.warm(from: actions.database) }
  var hotSpots: HotSpotActions {
    HotSpotActions(database: actions.database, engine: actions.engine)
  }

  /// What is held on people here, and what goes when.
  public var records: any PersonalRecords & RetentionKeeping {
    RequestRecords(engine: actions.engine)
  }

  public func named(_ files: [String], in db: any Reading) throws -> Set<String> {
    try CaseEngine.attached(files, in: db).union(DraftStore.files(in: db).intersection(files))
      .union(CoverStore.named(files, in: db))
  }

  public func keyed(in db: any Reading) throws -> [String] { try CaseEngine.keyed(in: db) }

  public func live(_ feeds: LiveFeeds) {
    RequestFeeds(engine: actions.engine).add(to: feeds, console: StaffRoutes.console)
  }

  /// What other capabilities may ask about requests.
  public var summaries: any ServiceRequestDirectory {
    ServiceRequestSummaries(engine: actions.engine, keys: actions.keys)
  }

  /// What supervision counts with.
  public var figures: any ServiceRequestFactsAsking {
    ServiceRequestFigures(engine: actions.engine)
  }
}

extension ServiceRequestsCapability {
  /// What rules of the dispatch catalogue may be about.
  ///
  /// - Throws: when the shipped words are broken.
  public static func topics() throws -> [CityPlan.Topic] {
    ServiceCatalogue.shipped.topics(try Words(WordFile.serviceRequests))
  }

  public var publicMessages: PublicMessages { PublicMessages(actions: actions) }

  /// - Throws: when the shipped words are broken.
  public func export() throws -> RequestExport {
    RequestExport(actions: actions, words: try Words(words))
  }
}
