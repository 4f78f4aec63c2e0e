import Kernel

/// A named set of abilities, as data: code asks for permissions, never for a role.
struct Role: Sendable, Hashable {
  /// Stored with the grant; never changes.
  let code: String
  let permissions: Set<Permission>

  /// The catalogue of 24 November 2026 (`domain.md` §1.2); residents need no grant.
  static let all: [Role] = [
    Role("grid_worker", ["service_requests.patrol"]),
    Role("community_worker", ["service_requests.patrol", "service_requests.search"]),
    Role("street_operator", operating),
    Role("operator_chief", ["service_requests.approve", "service_requests.search"]),
    Role("district_operator", operating),
    Role("department_handler", ["service_requests.handle", "service_requests.reveal_contact"]),
    Role(
      "supervision_officer",
      [
        "service_requests.supervise", "service_requests.search", "service_requests.reveal_contact",
      ]),
    // These three may not read what cases say (`domain.md` §1.2).
    Role("system_admin", ["identity.accounts"]),
    Role("security_admin", ["identity.grants"]),
    Role("auditor", ["identity.audit"]),
  ]

  private static let operating = [
    "service_requests.dispatch", "service_requests.search", "service_requests.reveal_contact",
  ]

  static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  private init(_ code: String, _ permissions: [String]) {
    self.code = code
    self.permissions = Set(permissions.map(Permission.init(rawValue:)))
  }
}
