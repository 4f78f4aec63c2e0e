import Kernel

/// Who was granted what where, and since when.
enum GrantStore {
  /// Gives the role unless the person holds it there already for at least as long.
  static func insert(
    _ role: String, to person: Identifier<Person>, in scope: Scope, from: Timestamp? = nil,
    until: Timestamp? = nil, by actor: String, _ tx: Transaction
  ) throws {
    tx.changesAccess()
    let (kind, value) = scope.columns
    let (start, end) = (from ?? tx.now, until ?? Timestamp.never)
    let held = try tx.row(
      """
      SELECT id FROM role_grants WHERE person = \(person) AND role = \(role)
        AND scope_kind = \(kind) AND scope_value = \(value)
        AND valid_from <= \(start) AND valid_until >= \(end)
      """)
    guard held == nil else { return }
    try tx.run(
      """
      INSERT INTO role_grants (id, person, role, scope_kind, scope_value, valid_from, valid_until,
        granted_by)
      VALUES (\(tx.newID()), \(person), \(role), \(kind), \(value), \(start), \(end), \(actor))
      """)
  }

  /// Ends one grant of the person; its role, or nil when there is no such grant to end.
  static func end(
    _ grant: Identifier<RoleGrant>, of person: Identifier<Person>, in tx: Transaction
  ) throws -> String? {
    tx.changesAccess()
    let found = try tx.row(
      """
      SELECT role FROM role_grants
      WHERE id = \(grant) AND person = \(person) AND valid_until > \(tx.now)
      """)
    guard let found else { return nil }
    try tx.run("UPDATE role_grants SET valid_until = \(tx.now) WHERE id = \(grant)")
    return try found.get("role")
  }

  /// Ends the role everywhere the person holds it; returns how many grants ended.
  static func end(
    _ role: String, of person: Identifier<Person>, in tx: Transaction
  ) throws -> Int {
    tx.changesAccess()
    return try tx.run(
      """
      UPDATE role_grants SET valid_until = \(tx.now)
      WHERE person = \(person) AND role = \(role) AND valid_until > \(tx.now)
      """)
  }

  static func roles(of person: Identifier<Person>, in tx: Transaction) throws -> [String] {
    try tx.rows(
      "SELECT role FROM role_grants WHERE person = \(person) AND valid_until > \(tx.now)"
    ).map { try $0.get("role") }
  }

  /// Everything the person holds or held, the latest first.
  static func history(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> [RoleGrant] {
    try db.rows(
      """
      SELECT id, role, scope_kind, scope_value, valid_from, valid_until, granted_by
      FROM role_grants WHERE person = \(person) ORDER BY valid_from DESC, id DESC LIMIT 200
      """
    ).map { row in
      RoleGrant(
        id: try row.get("id"), role: try row.get("role"),
        scope: try Scope(kind: try row.get("scope_kind"), value: try row.get("scope_value")),
        from: try row.get("valid_from"), until: try row.get("valid_until"),
        givenBy: try row.get("granted_by"))
    }
  }

  /// Everybody who holds the role now.
  static func holders(of role: String, in tx: Transaction) throws -> [Identifier<Person>] {
    try tx.rows(
      """
      SELECT DISTINCT person FROM role_grants
      WHERE role = \(role) AND valid_from <= \(tx.now) AND valid_until > \(tx.now) ORDER BY person
      """
    ).map { try $0.get("person") }
  }

  /// How many people hold each role now.
  static func counts(at now: Timestamp, in db: some Reading) throws -> [String: Int64] {
    let rows = try db.rows(
      """
      SELECT role, COUNT(DISTINCT person) AS n FROM role_grants
      WHERE valid_from <= \(now) AND valid_until > \(now) GROUP BY role
      """)
    return Dictionary(
      try rows.map { (try $0.get("role", as: String.self), try $0.get("n", as: Int64.self)) }
    ) { first, _ in first }
  }

  /// One query, since a page may make five in all; somebody shut out is a visitor.
  static func viewer(
    of person: SQL, at now: Timestamp, in db: some Reading
  ) throws -> Viewer {
    let rows = try db.rows(
      """
      SELECT p.id, p.name, p.reads_as, a.post, a.post_en, g.scope_kind, g.scope_value, r.permissions
      FROM people p
      LEFT JOIN staff_accounts a ON a.person = p.id
      \(grants(of: "p.id", at: now))
      WHERE p.id = \(person) AND NOT COALESCE(a.is_disabled, FALSE)
      """)
    guard let first = rows.first else { return .visitor }
    return Viewer(
      person: try first.get("id"), grants: try rows.compactMap { try grant($0) },
      name: try first.get("name"),
      post: try first.get("post"), postEnglish: try first.get("post_en"),
      reads: try first.get("reads_as", as: String?.self).map(Preferences.init(cookie:)))
  }

  /// The outer joins that bring a person's grants and what their roles mean today.
  static func grants(of person: SQL, at now: Timestamp) -> SQL {
    """
    LEFT JOIN role_grants g ON g.person = \(person) AND g.valid_from <= \(now)
      AND g.valid_until > \(now)
    LEFT JOIN roles r ON r.code = g.role AND r.valid_from <= \(now) AND r.valid_until > \(now)
    """
  }

  /// The grant of one row, cut to `allowed`; nil where the joins found nothing.
  static func grant(_ row: Row, within allowed: Set<Permission>? = nil) throws -> Grant? {
    guard let kind = try row.get("scope_kind", as: String?.self),
      let text = try row.get("permissions", as: String?.self)
    else { return nil }
    var permissions = PermissionList.read(text)
    if let allowed { permissions.formIntersection(allowed) }
    guard !permissions.isEmpty else { return nil }
    return Grant(permissions, in: try Scope(kind: kind, value: try row.get("scope_value")))
  }
}
