import Kernel

/// Keys of programs that follow a standard of others: only the hash is kept.
enum APIKeyStore {
  static let migration = Migration(
    "020_api_keys",
    """
    CREATE TABLE api_keys (
      key_hash TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      created_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      revoked_at BIGINT
    )
    """)

  static func insert(_ key: String, _ name: String, days: Int64, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO api_keys (key_hash, name, created_at, expires_at)
      VALUES (\(TokenStore.hash(key)), \(name), \(tx.now), \(tx.now.adding(days: days)))
      """)
  }

  /// How many were ended: one or none.
  static func revoke(_ name: String, in tx: Transaction) throws -> Int {
    tx.changesAccess()
    return try tx.run(
      "UPDATE api_keys SET revoked_at = \(tx.now) WHERE name = \(name) AND revoked_at IS NULL")
  }

  /// By name; what has ended too.
  static func all(in db: some Reading) throws -> [APIKey] {
    try db.rows(
      "SELECT name, created_at, expires_at, revoked_at FROM api_keys ORDER BY name"
    ).map { row in
      APIKey(
        name: try row.get("name"), createdAt: try row.get("created_at"),
        expiresAt: try row.get("expires_at"), revokedAt: try row.get("revoked_at"))
    }
  }

  /// A client that may file for itself, and reads what it filed; it has no permissions.
  static func viewer(_ key: String, at now: Timestamp, in db: some Reading) throws -> Viewer? {
    try db.row(
      """
      SELECT name FROM api_keys
      WHERE key_hash = \(TokenStore.hash(key)) AND expires_at > \(now) AND revoked_at IS NULL
      """
    ).map { Viewer(person: nil, client: APIKey.actor(try $0.get("name"))) }
  }
}
