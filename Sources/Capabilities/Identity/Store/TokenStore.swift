import Kernel

/// Bearer tokens of API clients: only the hash is kept.
enum TokenStore {
  static func hash(_ token: String) -> String { Hex.encode(SHA256.hash(token)) }

  static func insert(
    _ token: String, label: String, person: Identifier<Person>?, until: Timestamp,
    in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO api_tokens (token_hash, label, person, created_at, expires_at)
      VALUES (\(hash(token)), \(label), \(person), \(tx.now), \(until))
      """)
  }

  static func revoke(_ label: String, in tx: Transaction) throws -> Int {
    try tx.run(
      "UPDATE api_tokens SET revoked_at = \(tx.now) WHERE label = \(label) AND revoked_at IS NULL")
  }

  /// Token, person and grants in one query; a token without a person is a client that may file.
  static func viewer(
    _ token: String, at now: Timestamp, in db: some Reading
  ) throws -> Viewer? {
    let rows = try db.rows(
      """
      SELECT t.label, t.person, g.role, g.scope_kind, g.scope_value
      FROM api_tokens t
      LEFT JOIN role_grants g ON g.person = t.person AND NOT EXISTS (
        SELECT 1 FROM staff_accounts a WHERE a.person = t.person AND a.is_disabled)
      WHERE t.token_hash = \(hash(token)) AND t.expires_at > \(now) AND t.revoked_at IS NULL
      """)
    guard let first = rows.first else { return nil }
    return Viewer(
      person: try first.get("person"), grants: try rows.compactMap(GrantStore.grant),
      client: "client:" + (try first.get("label", as: String.self)))
  }
}
