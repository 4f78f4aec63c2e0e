import Casework
import Kernel

/// Every statement on `outside_questions`; of a link only the hash of its token is kept.
enum OutsideStore {
  static let migration = Migration(
    "007_outside",
    """
    CREATE TABLE outside_questions (
      id TEXT PRIMARY KEY,
      request TEXT NOT NULL,
      token_hash TEXT NOT NULL UNIQUE,
      party TEXT NOT NULL,
      question TEXT NOT NULL,
      shown TEXT NOT NULL,
      asked_by TEXT NOT NULL,
      asked_at BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      answered_at BIGINT,
      revoked_at BIGINT
    )
    """,
    "CREATE INDEX outside_questions_by_request ON outside_questions (request, asked_at)",
    "CREATE INDEX outside_questions_by_end ON outside_questions (expires_at)")

  /// The words stay in the history of the case, and with it.
  static let keptDays: Int64 = 30

  private static let columns: SQL = """
    id, request, token_hash, party, question, shown, asked_by, asked_at, expires_at, answered_at, revoked_at
    """

  static func insert(_ question: OutsideQuestion, in tx: Transaction) throws {
    let shown = question.shown.map(\.rawValue).sorted().joined(separator: " ")
    try tx.later(
      """
      INSERT INTO outside_questions (id, request, token_hash, party, question, shown, asked_by,
        asked_at, expires_at)
      VALUES (\(question.id), \(question.request), \(question.tokenHash), \(question.party),
        \(question.question), \(shown), \(question.askedBy), \(question.askedAt),
        \(question.expiresAt))
      """)
  }

  static func find(tokenHash: String, in db: some Reading) throws -> OutsideQuestion? {
    try db.row("SELECT \(columns) FROM outside_questions WHERE token_hash = \(tokenHash)")
      .map(question)
  }

  static func find(
    _ id: String, of request: Identifier<Case>, in db: some Reading
  ) throws -> OutsideQuestion? {
    try db.row(
      "SELECT \(columns) FROM outside_questions WHERE id = \(id) AND request = \(request)"
    ).map(question)
  }

  /// The newest first.
  static func all(
    of request: Identifier<Case>, in db: some Reading
  ) throws -> [OutsideQuestion] {
    try db.rows(
      """
      SELECT \(columns) FROM outside_questions WHERE request = \(request)
      ORDER BY asked_at DESC, id DESC LIMIT 50
      """
    ).map(question)
  }

  /// False where somebody was faster: a link works once.
  static func answer(_ id: String, in tx: Transaction) throws -> Bool {
    try tx.run(
      """
      UPDATE outside_questions SET answered_at = \(tx.now)
      WHERE id = \(id) AND answered_at IS NULL AND revoked_at IS NULL AND expires_at > \(tx.now)
      """) == 1
  }

  static func revoke(_ id: String, in tx: Transaction) throws -> Bool {
    try tx.run(
      """
      UPDATE outside_questions SET revoked_at = \(tx.now)
      WHERE id = \(id) AND answered_at IS NULL AND revoked_at IS NULL
      """) == 1
  }

  static func sweep(in tx: Transaction) throws {
    try tx.run(
      "DELETE FROM outside_questions WHERE expires_at < \(tx.now.adding(days: -keptDays))")
  }

  private static func question(_ row: Row) throws -> OutsideQuestion {
    let shown: String = try row.get("shown")
    return OutsideQuestion(
      id: try row.get("id"), request: try row.get("request"),
      tokenHash: try row.get("token_hash"), party: try row.get("party"),
      question: try row.get("question"),
      shown: Set(shown.split(separator: " ").compactMap { .init(rawValue: String($0)) }),
      askedBy: try row.get("asked_by"), askedAt: try row.get("asked_at"),
      expiresAt: try row.get("expires_at"), answeredAt: try row.get("answered_at"),
      revokedAt: try row.get("revoked_at"))
  }
}
