public import Contracts
public import Gateways
public import Kernel

/// Who may act for whom, and what people agreed to.
public struct MandatesCapability: Capability {
  public static let name = "mandates"
  let actions: MandateActions
  let consents: ConsentActions
  let realNames: RealNameActions
  let checker: RealNameChecker
  private let answers: MandateAnswers

  /// - Parameters:
  ///   - platform: the site.
  ///   - people: how people are shown, and their numbers.
  ///   - register: who has a number, and people who cannot sign in.
  ///   - realName: who answers whether a name and an ID number belong together.
  public init(
    _ platform: Platform, people: any PeopleDirectory, register: any PeopleRegister,
    realName: any RealNameGateway
  ) {
    self.init(
      database: platform.database, keys: platform.keys, people: people, register: register,
      realName: realName)
  }

  init(
    database: Database, keys: SecretKeys, people: any PeopleDirectory,
    register: any PeopleRegister, realName: any RealNameGateway
  ) {
    actions = MandateActions(database: database, keys: keys, people: people, register: register)
    consents = ConsentActions(database: database)
    answers = MandateAnswers(now: database.world.now)
    realNames = RealNameActions(database: database, keys: keys)
    checker = RealNameChecker(
      gateway: realName, keys: keys, register: register, agreed: answers)
  }

  /// What others ask before one person acts for another.
  public var asking: any MandateAsking { answers }
  /// What others ask before they use data.
  public var agreed: any ConsentAsking { answers }
  /// How staff take consents back for people.
  public var consentKeeping: any ConsentKeeping { answers }

  /// What is held on people here, and what goes when.
  public var records: any PersonalRecords & RetentionKeeping { MandateRecords(actions: actions) }

  public var migrations: [Migration] { MandatesMigrations.all }
  public var permissions: [Permission] { [.workWindow] }
  public var tabs: [(tab: Tab, access: Access)] { [(.window, WindowRoutes.access)] }
  public var words: [WordFile] { MandatesPages.words }
  public var templates: [TemplateSource] { MandatesPages.templates }
  public var openAPI: [UInt8]? { PackageResources.Mandates_openapi_json }

  public func routes(_ routes: Routes) {
    MandateRoutes(actions: actions, consents: consents, realNames: realNames).register(on: routes)
    ConsentRoutes(consents: consents).register(on: routes)
    WindowRoutes(actions: actions).register(on: routes)
    RealNameRoutes(actions: realNames).register(on: routes)
    MandateAPI(actions: actions, consents: consents).register(on: routes)
  }

  public func jobs(_ jobs: Jobs) {
    MandateClock(actions: actions).register(on: jobs)
    let checker = checker
    jobs.run(CheckRealName.self) { job, database in try await checker.run(job, database) }
  }
}
