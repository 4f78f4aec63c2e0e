import Kernel

/// Who was granted what where.
enum GrantStore {
  static func insert(
    _ role: Role, to person: Identifier<Person>, in scope: Scope, _ tx: Transaction
  ) throws {
    let (kind, value) = columns(scope)
    try tx.run(
      """
      INSERT INTO role_grants (id, person, role, scope_kind, scope_value, granted_at)
      VALUES (\(tx.newID()), \(person), \(role.code), \(kind), \(value), \(tx.now))
      ON CONFLICT (person, role, scope_kind, scope_value) DO NOTHING
      """)
  }

  /// One query: a page may make five in all.
  static func viewer(of person: Identifier<Person>, in db: some Reading) throws -> Viewer {
    let rows = try db.rows(
      """
      SELECT role, scope_kind, scope_value FROM role_grants WHERE person = \(person)
        AND NOT EXISTS (
          SELECT 1 FROM staff_accounts a WHERE a.person = \(person) AND a.is_disabled)
      """)
    return Viewer(person: person, grants: try rows.compactMap(grant))
  }

  /// The grant of one row; a role that this program does not know gives nothing.
  static func grant(_ row: Row) throws -> Grant? {
    guard let code = try row.get("role", as: String?.self), let role = Role.byCode[code] else {
      return nil
    }
    let value: String = try row.get("scope_value")
    let scope: Scope
    switch try row.get("scope_kind", as: String.self) {
    case "area": scope = .area(value)
    case "unit": scope = .unit(value)
    case "everything": scope = .everything
    default: scope = .own
    }
    return Grant(role.permissions, in: scope)
  }

  private static func columns(_ scope: Scope) -> (kind: String, value: String) {
    switch scope {
    case .own: ("own", "")
    case .area(let prefix): ("area", prefix)
    case .unit(let id): ("unit", id)
    case .everything: ("everything", "")
    }
  }
}
