import Civics
public import Kernel

/// People, their accounts and what was granted to them.
public struct IdentityCapability: Capability {
  public static let name = "identity"
  public let accounts: AccountActions
  public let viewers: any ViewerSource
  let actions: SignInActions
  let keys: SecretKeys

  public init(_ platform: Platform) {
    accounts = AccountActions(platform)
    viewers = GrantedViewers()
    actions = SignInActions(
      database: platform.database, people: PersonStore(keys: platform.keys))
    keys = platform.keys
  }

  public var migrations: [Migration] { IdentityMigrations.all }
  public var words: [WordFile] { IdentityPages.words }
  public var templates: [TemplateSource] { IdentityPages.templates }

  public func routes(_ routes: Routes) {
    SignInRoutes(actions: actions, keys: keys).register(on: routes)
  }
}

/// Answers the kernel's question who somebody is, one query each.
struct GrantedViewers: ViewerSource {
  func viewer(of person: Identifier<Person>, in db: some Reading) throws -> Viewer {
    try GrantStore.viewer(of: person, in: db)
  }

  func viewer(bearer token: String, at now: Timestamp, in db: some Reading) throws -> Viewer? {
    try TokenStore.viewer(token, at: now, in: db)
  }
}
