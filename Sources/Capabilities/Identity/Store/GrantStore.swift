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
      SELECT p.name, a.post, g.role, g.scope_kind, g.scope_value
      FROM people p
      LEFT JOIN staff_accounts a ON a.person = p.id
      LEFT JOIN role_grants g ON g.person = p.id AND NOT COALESCE(a.is_disabled, FALSE)
      WHERE p.id = \(person)
      """)
    return Viewer(
      person: person, grants: try rows.compactMap(grant), name: try rows.first?.get("name"),
      post: try rows.first?.get("post"))
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
