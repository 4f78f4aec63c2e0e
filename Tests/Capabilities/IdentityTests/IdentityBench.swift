import Civics
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// Identity on one engine with a clock to turn and a carrier to look into.
struct IdentityBench: Sendable {
  let database: Database
  let clock = TestClock()
  let script = FaultScript()
  let sms: SimulatedSMS
  let weChatScript = FaultScript()
  let weChat: SimulatedWeChat
  let identity: IdentityCapability

  static let phone = "13800002076"
  static let password = "Liuxiang-2026"

  init(_ backend: Backend) async throws {
    let clock = clock
    let world = World.fixed(clock)
    database = try await backend.database(
      [
        KernelMigrations.all, Sessions.migrations,
        MigrationSet(owner: "identity", IdentityMigrations.all),
      ], world: world)
    sms = SimulatedSMS(now: { clock.now }, script: script)
    weChat = SimulatedWeChat(script: weChatScript)
    identity = try Self.identity(database, sms, weChat)
  }

  /// The capability over another view of the data, such as one that fails.
  func identity(on database: Database) throws -> IdentityCapability {
    try Self.identity(database, sms, weChat)
  }

  /// The same where nothing is made easy for a demo.
  func administration(on database: Database? = nil) throws -> StaffDesk {
    try identity(on: database ?? self.database).desk
  }

  private static func identity(
    _ database: Database, _ sms: SimulatedSMS, _ weChat: SimulatedWeChat
  ) throws -> IdentityCapability {
    let cheap = try #require(PasswordHash.Cost(n: 2, r: 1, p: 1))
    return IdentityCapability(
      database: database, keys: try #require(keys), sms: sms,
      passwords: PasswordWork(cost: cheap), directory: Places(), region: "990101",
      weChat: weChat)
  }

  /// The same keys in every test: hashes are compared across capabilities over one database.
  private static let keys = SecretKeys.fresh(world: .fixed(seed: 7))

  var accounts: AccountActions { identity.accounts }
  var actions: SignInActions { identity.actions }

  /// Signs staff in and returns the session's token; throws where another step comes first.
  @discardableResult
  func signIn(
    _ login: String = "linjing", password: String = Self.password, address: String? = nil
  ) async throws -> String {
    let step = try await actions.signIn(
      login: login, password: password, from: SignInActions.Origin(address: address))
    guard case .signedIn(let opened) = step else { throw AnotherStep(step: "\(step)") }
    return opened.token
  }

  struct AnotherStep: Error { let step: String }

  @discardableResult
  func addDispatcher(_ login: String = "linjing") async throws -> Identifier<Person> {
    try await accounts.addStaff(
      login: login, name: "林静", post: Post("调度员"), password: Self.password, role: "street_operator",
      scope: .area("990101001"))
  }

  func viewer(of person: Identifier<Person>) async throws -> Viewer {
    let viewers = identity.viewers
    return try await database.read { try viewers.viewer(of: person, in: $0) }
  }

  func viewer(bearer token: String) async throws -> Viewer? {
    let viewers = identity.viewers
    let now = clock.now
    return try await database.read { try viewers.viewer(bearer: token, at: now, in: $0) }
  }

  func person(ofSession token: String) async throws -> Identifier<Person>? {
    let now = clock.now
    return try await database.read { try Sessions.find(token, at: now, in: $0)?.person }
  }

  /// Audit lines as `action detail`, in the order they were written.
  func audit() async throws -> [String] {
    try await database.read { db in
      try db.rows("SELECT action, detail FROM audit_entries ORDER BY lane, number").map { row in
        let action: String = try row.get("action")
        return (action + " " + (try row.get("detail", as: String.self))).trimmed
      }
    }
  }
}
