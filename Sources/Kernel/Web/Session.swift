/// Signed-in sessions: the browser holds a random token, the table only its hash.
public struct Session: Sendable, Hashable {
  public let person: Identifier<Person>
  public let startedAt: Timestamp
  public let expiresAt: Timestamp
  /// A second factor was shown.
  public let isStrong: Bool
}

public enum Sessions {
  public static let migrations = MigrationSet(
    owner: "kernel_web",
    [
      Migration(
        "001_sessions",
        """
        CREATE TABLE sessions (
          token_hash TEXT PRIMARY KEY,
          person TEXT NOT NULL,
          is_strong BOOLEAN NOT NULL,
          started_at BIGINT NOT NULL,
          expires_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX sessions_by_person ON sessions (person)",
        "CREATE INDEX sessions_by_expiry ON sessions (expires_at)")
    ])

  /// Starts a session and returns the token for the cookie.
  public static func open(
    for person: Identifier<Person>, hours: Int64, strong: Bool, in tx: Transaction
  ) throws -> String {
    let token = Base64URL.encode(tx.randomBytes(32))
    try tx.later(
      """
      INSERT INTO sessions (token_hash, person, is_strong, started_at, expires_at)
      VALUES (\(hash(token)), \(person), \(strong), \(tx.now), \(tx.now.adding(hours: hours)))
      """)
    return token
  }

  public static func find(
    _ token: String, at now: Timestamp, in db: some Reading
  ) throws -> Session? {
    let row = try db.row(
      """
      SELECT person, is_strong, started_at, expires_at FROM sessions
      WHERE token_hash = \(hash(token)) AND expires_at > \(now)
      """)
    guard let row else { return nil }
    return Session(
      person: try row.get("person"), startedAt: try row.get("started_at"),
      expiresAt: try row.get("expires_at"), isStrong: try row.get("is_strong"))
  }

  /// The person behind a token as an expression, so that who it is takes one question and not two.
  static func person(of token: String, at now: Timestamp) -> SQL {
    "(SELECT person FROM sessions WHERE token_hash = \(hash(token)) AND expires_at > \(now))"
  }

  public static func close(_ token: String, in tx: Transaction) throws {
    tx.changesAccess()
    try tx.run("DELETE FROM sessions WHERE token_hash = \(hash(token))")
  }

  /// Ends every session of a person, for example after a changed password.
  public static func closeAll(of person: Identifier<Person>, in tx: Transaction) throws {
    tx.changesAccess()
    try tx.run("DELETE FROM sessions WHERE person = \(person)")
  }

  public static func sweep(in tx: Transaction) throws {
    try tx.run("DELETE FROM sessions WHERE expires_at <= \(tx.now)")
  }

  private static func hash(_ token: String) -> String { Hex.encode(SHA256.hash(token)) }
}

/// Who a person or a bearer token is, asked by the kernel and answered by the capability that
/// keeps accounts.
public protocol ViewerSource: Sendable {
  func viewer(of person: Identifier<Person>, in db: some Reading) throws -> Viewer
  /// `person`: an expression that is a person's id or null; nobody is a visitor.
  func viewer(of person: SQL, in db: some Reading) throws -> Viewer
  /// Nil for an unknown, expired or revoked token.
  func viewer(bearer token: String, at now: Timestamp, in db: some Reading) throws -> Viewer?
}
