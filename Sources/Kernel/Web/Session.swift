/// Signed-in sessions: the browser holds a random token, the table only its hash.
public struct Session: Sendable, Hashable {
  /// Names it in lists and forms; nobody gets in with it.
  public let id: String
  public let person: Identifier<Person>
  public let startedAt: Timestamp
  public let expiresAt: Timestamp
  /// Up to half a minute late.
  public let seenAt: Timestamp
  /// A second factor was shown.
  public let isStrong: Bool
  /// What it was opened on, in the opener's own code.
  public let device: String
}

public enum Sessions {
  public static let migrations = MigrationSet(owner: "kernel_web", [sessions, use])

  private static let sessions = Migration(
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

  /// Sessions of before know no idle limit and no device.
  private static let use = Migration(
    "002_session_use",
    "ALTER TABLE sessions ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE sessions ADD COLUMN idle_minutes BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT ''")

  /// Starts a session and returns the token for the cookie.
  ///
  /// `hours`: after which it ends, used or not. `idleMinutes`: without use after which it ends; 0 for
  /// no such limit. `strong`: whether a second factor was shown. `device`: what it is opened on.
  /// `given`: the token, where a repeated command has to come to the same one.
  public static func open(
    for person: Identifier<Person>, hours: Int64, idleMinutes: Int64 = 0, strong: Bool,
    device: String = "", as given: String? = nil, in tx: Transaction
  ) throws -> String {
    let token = given ?? Self.token(in: tx)
    try tx.later(
      """
      INSERT INTO sessions (token_hash, person, is_strong, started_at, expires_at, seen_at,
        idle_minutes, device)
      VALUES (\(hash(token)), \(person), \(strong), \(tx.now), \(tx.now.adding(hours: hours)),
        \(tx.now), \(idleMinutes), \(device))
      """)
    return token
  }

  public static func find(
    _ token: String, at now: Timestamp, in db: some Reading
  ) throws -> Session? {
    try db.row(
      """
      SELECT \(columns) FROM sessions WHERE token_hash = \(hash(token)) AND \(isOpen(now))
      """
    ).map(session)
  }

  /// A person's open sessions, the one used last first.
  public static func all(
    of person: Identifier<Person>, at now: Timestamp, in db: some Reading
  ) throws -> [Session] {
    try db.rows(
      """
      SELECT \(columns) FROM sessions WHERE person = \(person) AND \(isOpen(now))
      ORDER BY seen_at DESC, started_at DESC, token_hash LIMIT 200
      """
    ).map(session)
  }

  /// The name of the token's session.
  public static func id(of token: String) -> String { hash(token) }

  /// The person behind a token as an expression, so that who it is takes one question and not two.
  ///
  /// `seen`: when this process last saw it, if that is not written down yet.
  static func person(of token: String, at now: Timestamp, seen: Timestamp? = nil) -> SQL {
    """
    (SELECT person FROM sessions WHERE token_hash = \(hash(token))
      AND \(isOpen(now, seen)))
    """
  }

  private static func isOpen(_ now: Timestamp, _ seen: Timestamp? = nil) -> SQL {
    let unused = now.milliseconds(since: seen ?? Timestamp(milliseconds: 0))
    return """
      expires_at > \(now) AND (idle_minutes = 0 OR seen_at + idle_minutes * 60000 > \(now)
        OR idle_minutes * 60000 > \(unused))
      """
  }

  static func note(_ token: String, seenAt at: Timestamp, in tx: Transaction) throws {
    try tx.later(
      "UPDATE sessions SET seen_at = \(at) WHERE token_hash = \(hash(token)) AND seen_at < \(at)")
  }

  public static func close(_ token: String, in tx: Transaction) throws {
    tx.changesAccess()
    try tx.run("DELETE FROM sessions WHERE token_hash = \(hash(token))")
  }

  /// Ends one session of the person by its name; false when there is none.
  public static func close(
    id: String, of person: Identifier<Person>, in tx: Transaction
  ) throws -> Bool {
    tx.changesAccess()
    return try tx.run("DELETE FROM sessions WHERE token_hash = \(id) AND person = \(person)") == 1
  }

  /// Ends every session of a person, for example after a changed password; all but `token`'s when
  /// there is one.
  ///
  /// - Returns: how many ended.
  @discardableResult
  public static func closeAll(
    of person: Identifier<Person>, but token: String? = nil, in tx: Transaction
  ) throws -> Int {
    tx.changesAccess()
    guard let token else { return try tx.run("DELETE FROM sessions WHERE person = \(person)") }
    return try tx.run(
      "DELETE FROM sessions WHERE person = \(person) AND token_hash <> \(hash(token))")
  }

  static func rename(_ token: String, to fresh: String, in tx: Transaction) throws {
    tx.changesAccess()
    try tx.run(
      """
      UPDATE sessions SET token_hash = \(hash(fresh)), seen_at = \(tx.now)
      WHERE token_hash = \(hash(token))
      """)
  }

  public static func sweep(in tx: Transaction) throws {
    // An hour late by idleness: another process may have seen it and not yet said so.
    let idle = tx.now.adding(hours: -1)
    try tx.run(
      """
      DELETE FROM sessions WHERE expires_at <= \(tx.now)
        OR (idle_minutes > 0 AND seen_at + idle_minutes * 60000 <= \(idle))
      """)
  }

  private static let columns: SQL =
    "token_hash, person, is_strong, started_at, expires_at, seen_at, device"

  private static func session(_ row: Row) throws -> Session {
    Session(
      id: try row.get("token_hash"), person: try row.get("person"),
      startedAt: try row.get("started_at"), expiresAt: try row.get("expires_at"),
      seenAt: try row.get("seen_at"), isStrong: try row.get("is_strong"),
      device: try row.get("device"))
  }

  private static func hash(_ token: String) -> String { Hex.encode(SHA256.hash(token)) }
}

/// Where the preferences of those who are signed in are kept.
public protocol PreferenceKeeper: Sendable {
  /// Keeps how somebody likes to read with their account, so that it is so on every device.
  func keep(_ preferences: Preferences, of person: Identifier<Person>) async throws
}

/// Who a person or a bearer token is, asked by the kernel and answered by the capability that
/// keeps accounts.
public protocol ViewerSource: Sendable {
  func viewer(of person: Identifier<Person>, in db: some Reading) throws -> Viewer
  /// `person`: an expression that is a person's id or null; nobody is a visitor.
  func viewer(of person: SQL, in db: some Reading) throws -> Viewer
  /// Nil for an unknown, expired or revoked token.
  func viewer(bearer token: String, at now: Timestamp, in db: some Reading) throws -> Viewer?
  /// A program of others behind its key; nil for an unknown, expired or revoked one.
  func viewer(key: String, at now: Timestamp, in db: some Reading) throws -> Viewer?
}

extension ViewerSource {
  /// Nobody, where no keys are given out.
  public func viewer(key: String, at now: Timestamp, in db: some Reading) throws -> Viewer? { nil }
}
