import Contracts
import Kernel

extension StaffDesk {
  /// Everybody, for the list; sorted by login.
  func everybody(for viewer: Viewer) async throws -> [StaffLine] {
    try Self.look(viewer)
    let now = database.world.now()
    return try await database.read { try StaffStore.everybody(at: now, in: $0) }
  }

  /// One account with its grants, ended ones too.
  struct Sheet: Sendable {
    let line: StaffLine
    let sessions: [Session]
    let grants: [RoleGrant]
    let roles: [Role]
    let places: Places
  }

  /// Where a role may reach.
  struct Places: Sendable {
    let plan: CityPlan
    let region: String
  }

  /// Throws `Problem(.notFound)` for somebody without an account.
  func sheet(of person: Identifier<Person>, for viewer: Viewer) async throws -> Sheet {
    try Self.look(viewer)
    let now = database.world.now()
    let places = Places(plan: try await directory.plan(), region: region)
    return try await database.read { db in
      guard let line = try StaffStore.line(of: person, at: now, in: db) else {
        throw Problem(.notFound)
      }
      return Sheet(
        line: line, sessions: try Sessions.all(of: person, at: now, in: db),
        grants: try GrantStore.history(of: person, in: db),
        roles: try RoleStore.all(at: now, in: db), places: places)
    }
  }

  /// All roles, and how many people hold each.
  func roles(for viewer: Viewer) async throws -> [(role: Role, holders: Int64)] {
    try Self.look(viewer)
    let now = database.world.now()
    return try await database.read { db in
      let counts = try GrantStore.counts(at: now, in: db)
      return try RoleStore.all(at: now, in: db).map { ($0, counts[$0.code] ?? 0) }
    }
  }

  func rules(for viewer: Viewer) async throws -> SignInRules {
    try Self.look(viewer)
    let now = database.world.now()
    return try await database.read { try LimitStore.rules(at: now, in: $0) }
  }

  private static func look(_ viewer: Viewer) throws {
    guard viewer.can(.administerAccounts) || viewer.can(.administerGrants) else {
      throw Problem(.notFound)
    }
  }
}
