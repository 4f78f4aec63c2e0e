public import Contracts
public import Kernel

/// Counts what was asked and answered, week by week, and tells everybody.
public struct SupervisionCapability: Capability {
  public static let name = "supervision"
  let keeper: FactKeeper
  let weeks: WeekActions
  let bulletins: BulletinActions
  let formulas: FormulaActions
  let figures: FigureActions
  let ground: WallGround?

  /// - Parameters:
  ///   - platform: the site.
  ///   - requests: what is counted.
  ///   - directory: names of units and places.
  ///   - people: who decided a formula.
  ///   - ground: what the wall draws under the grids.
  public init(
    _ platform: Platform, requests: any ServiceRequestFactsAsking, directory: any CityDirectory,
    people: any PeopleDirectory, ground: WallGround? = nil
  ) {
    self.init(
      database: platform.database, region: platform.site.region, requests: requests,
      directory: directory, people: people, ground: ground)
  }

  init(
    database: Database, region: String, requests: any ServiceRequestFactsAsking,
    directory: any CityDirectory, people: any PeopleDirectory, ground: WallGround? = nil
  ) {
    self.ground = ground
    keeper = FactKeeper(requests: requests)
    weeks = WeekActions()
    bulletins = BulletinActions(database: database, directory: directory, region: region)
    formulas = FormulaActions(database: database, people: people)
    figures = FigureActions(database: database, directory: directory)
  }

  public var permissions: [Permission] {
    [.readSupervision, .editBulletin, .signBulletin, .decideFormula]
  }
  public var migrations: [Migration] { SupervisionMigrations.all }
  public var words: [WordFile] {
    [
      WordFile(
        owner: "Supervision", language: .chinese, bytes: PackageResources.Supervision_zh_Hans_json),
      WordFile(
        owner: "Supervision", language: .english, bytes: PackageResources.Supervision_en_json),
    ]
  }
  public var templates: [TemplateSource] { SupervisionPages.templates }
  public var tabs: [(tab: Tab, access: Access)] { [(.supervision, .can(.readSupervision))] }

  public func routes(_ routes: Routes) {
    FigureRoutes(actions: figures).register(on: routes)
    WeekRoutes(actions: bulletins, figures: figures).register(on: routes)
    BulletinRoutes(figures: figures).register(on: routes)
    FormulaRoutes(actions: formulas).register(on: routes)
    CockpitRoutes(actions: figures, ground: ground).register(on: routes)
  }

  public func subscriptions(_ events: Subscriptions) { work.subscribe(to: events) }
  public func jobs(_ jobs: Jobs) { work.register(on: jobs) }
  public func live(_ feeds: LiveFeeds) { CockpitFeed().add(to: feeds) }

  private var work: SupervisionWork { SupervisionWork(keeper: keeper, weeks: weeks) }
}

extension SupervisionCapability {
  /// Counts everything again, and all weeks that nobody has counted yet, the oldest first.
  ///
  /// What is frozen stays as it is.
  /// - Returns: how many requests, and how many weeks have figures now.
  public func rebuild(
    afresh: Bool = true, progress: @Sendable (_ done: Int) -> Void = { _ in }
  ) async throws -> (requests: Int, weeks: Int) {
    let database = figures.database
    let requests = try await keeper.rebuild(database, afresh: afresh, progress: progress)
    try await weeks.turn(database, since: LocalDate(dayNumber: 0))
    return (requests, try await figures.countOfWeeks())
  }
}
