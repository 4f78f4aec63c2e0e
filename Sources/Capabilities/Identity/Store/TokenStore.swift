import Kernel

/// Bearer tokens of API clients: only the hash is kept.
enum TokenStore {
  /// Plain SHA-256 is enough: 256 random bits cannot be guessed.
  static func hash(_ token: String) -> String { Hex.encode(SHA256.hash(token)) }

  static func insert(
    _ token: String, _ terms: TokenTerms, person: Identifier<Person>?, in tx: Transaction
  ) throws {
    let scope = terms.scope.columns
    try tx.run(
      """
      INSERT INTO api_tokens (token_hash, label, person, permissions, scope_kind, scope_value,
        created_at, expires_at)
      VALUES (\(hash(token)), \(terms.label), \(person),
        \(terms.permissions.map { PermissionList.text($0) }), \(scope.kind), \(scope.value),
        \(tx.now), \(tx.now.adding(days: terms.days)))
      """)
  }

  static func revoke(_ label: String, in tx: Transaction) throws -> Int {
    tx.changesAccess()
    return try tx.run(
      "UPDATE api_tokens SET revoked_at = \(tx.now) WHERE label = \(label) AND revoked_at IS NULL")
  }

  static func revokeAll(of person: Identifier<Person>, in tx: Transaction) throws {
    tx.changesAccess()
    try tx.run(
      """
      UPDATE api_tokens SET revoked_at = \(tx.now)
      WHERE person = \(person) AND revoked_at IS NULL
      """)
  }

  /// Token, person and grants in one query.
  ///
  /// A person's token can do what both may; a token without a person is a client that may file,
  /// and holds its own permissions in its own scope.
  static func viewer(
    _ token: String, at now: Timestamp, in db: some Reading
  ) throws -> Viewer? {
    let rows = try db.rows(
      """
      SELECT t.label, t.person, t.permissions AS allowed, t.scope_kind AS own_kind,
        t.scope_value AS own_value, g.scope_kind, g.scope_value, r.permissions
      FROM api_tokens t
      \(GrantStore.grants(of: "t.person", at: now))
      WHERE t.token_hash = \(hash(token)) AND t.expires_at > \(now) AND t.revoked_at IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM staff_accounts a WHERE a.person = t.person AND a.is_disabled)
      """)
    guard let first = rows.first else { return nil }
    let allowed = try first.get("allowed", as: String?.self).map(PermissionList.read)
    let client = "client:" + (try first.get("label", as: String.self))
    guard let person = try first.get("person", as: Identifier<Person>?.self) else {
      let scope = try Scope(kind: try first.get("own_kind"), value: try first.get("own_value"))
      return Viewer(person: nil, grants: [Grant(allowed ?? [], in: scope)], client: client)
    }
    return Viewer(
      person: person, grants: try rows.compactMap { try GrantStore.grant($0, within: allowed) },
      client: client)
  }
}
