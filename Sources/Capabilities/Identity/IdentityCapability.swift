import Civics
public import Contracts
public import Gateways
public import Kernel

/// People, their accounts and what was granted to them.
public struct IdentityCapability: Capability {
  public static let name = "identity"
  public let accounts: AccountActions
  public let viewers: any ViewerSource
  /// What other capabilities may ask about people.
  public let people: any PeopleDirectory
  /// Finding people by number, and making those who cannot sign in.
  public let register: any PeopleRegister
  /// What is held on people here.
  public let records: any PersonalRecords
  let actions: SignInActions
  let audits: AuditDesk
  let weChat: WeChatActions
  let keys: SecretKeys
  private let directory: any CityDirectory
  private let region: String

  /// - Parameters:
  ///   - platform: the site.
  ///   - sms: how one-time codes go out.
  ///   - directory: the places and units that roles are given for.
  ///   - weChat: who names those that come from the mini-program; nil where there is none.
  public init(
    _ platform: Platform, sms: any SMSGateway, directory: any CityDirectory,
    weChat: (any WeChatGateway)? = nil
  ) {
    self.init(
      database: platform.database, keys: platform.keys, sms: sms, passwords: PasswordWork(),
      directory: directory, region: platform.site.region, isDemo: platform.settings.isDemo,
      weChat: weChat)
  }

  init(
    database: Database, keys: SecretKeys, sms: any SMSGateway, passwords: PasswordWork,
    directory: any CityDirectory, region: String, isDemo: Bool = false,
    weChat: (any WeChatGateway)? = nil
  ) {
    let store = PersonStore(keys: keys)
    let answers = IdentityAnswers(people: store, now: database.world.now)
    self.keys = keys
    self.directory = directory
    self.region = region
    accounts = AccountActions(database: database, people: store, passwords: passwords)
    viewers = answers
    people = answers
    register = PeopleAnswers(people: store)
    records = IdentityRecords(people: store)
    actions = SignInActions(
      database: database, people: store,
      sender: CodeSender(sms: sms, words: IdentityPages.sentences), passwords: passwords,
      isDemo: isDemo)
    self.weChat = WeChatActions(signIn: actions, gateway: weChat)
    audits = AuditDesk(database: database, keys: keys)
  }

  public var migrations: [Migration] { IdentityMigrations.all }
  public var permissions: [Permission] { [.administerAccounts, .administerGrants, .readAudit] }
  public var tabs: [(tab: Tab, access: Access)] {
    [(.people, AdminRoutes.access), (.audit, .can(.readAudit))]
  }
  public var openAPI: [UInt8]? { PackageResources.Identity_openapi_json }
  public var words: [WordFile] { IdentityPages.words }
  public var templates: [TemplateSource] { IdentityPages.templates }

  public func routes(_ routes: Routes) {
    SignInRoutes(actions: actions, keys: keys).register(on: routes)
    StaffSignInRoutes(actions: actions).register(on: routes)
    let account = OwnAccount(signIn: actions, hasWeChat: weChat.isOpen)
    AccountRoutes(account: account).register(on: routes)
    PhoneRoutes(account: account).register(on: routes)
    WeChatRoutes(actions: weChat).register(on: routes)
    HandoverAPI(actions: weChat).register(on: routes)
    AdminRoutes(desk: desk).register(on: routes)
    AuditRoutes(desk: audits).register(on: routes)
  }

  public func keyed(in db: any Reading) throws -> [String] { try PersonStore.keyed(in: db) }

  var desk: StaffDesk { StaffDesk(signIn: actions, directory: directory, region: region) }

  public func jobs(_ jobs: Jobs) {
    let audits = audits
    jobs.run(WalkAudit.self) { job, database in
      try await audits.walk(job.check, in: database)
    }
    jobs.every(.seconds(86_400), "identity.audit_check") { database in
      try await audits.walkDaily(in: database)
    }
    jobs.every(.seconds(3600), "identity.sweep") { database in
      try await database.write { tx in
        try CodeStore.sweep(in: tx)
        try BrakeStore.sweep(in: tx)
        try HandoverStore.sweep(in: tx)
      }
    }
  }
}
