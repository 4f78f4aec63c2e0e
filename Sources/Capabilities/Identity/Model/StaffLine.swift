import Kernel

/// One account as a list shows it.
struct StaffLine: Sendable, Hashable {
  let person: Identifier<Person>
  let login: String
  let name: String
  let post: Post
  let isDisabled: Bool
  let isTwoStep: Bool
  /// Has to be changed with the next sign-in.
  let isTemporary: Bool
  let maskedPhone: String?
  /// Codes on paper that nobody has used.
  let codesLeft: Int64
  /// Codes of the roles held now.
  let roles: [String]
}

/// One role that somebody holds or held somewhere.
struct RoleGrant: Sendable, Hashable {
  let id: Identifier<RoleGrant>
  let role: String
  let scope: Scope
  let from: Timestamp
  /// `Timestamp.never` until an end is set.
  let until: Timestamp
  /// Who gave it.
  let givenBy: String

  func isHeld(at now: Timestamp) -> Bool { from <= now && until > now }
  func isOver(at now: Timestamp) -> Bool { until <= now }
}
