import Civics
public import Kernel

/// People, their accounts and what was granted to them.
public struct IdentityCapability: Capability {
  public static let name = "identity"
  public let accounts: AccountActions
  public let viewers: any ViewerSource

  public init(_ platform: Platform) {
    accounts = AccountActions(platform)
    viewers = GrantedViewers()
  }

  public var migrations: [Migration] { IdentityMigrations.all }
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
