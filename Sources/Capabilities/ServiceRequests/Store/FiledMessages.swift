import Casework
import Kernel

/// Which public messages were filed, by file and id, for ever: a second import finds them here.
enum FiledMessages {
  static let migration = Migration(
    "003_filed_messages",
    """
    CREATE TABLE filed_messages (
      file TEXT NOT NULL,
      id TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      request_id TEXT NOT NULL,
      reply_hash TEXT,
      PRIMARY KEY (file, id)
    )\(.clustered)
    """)

  struct Filed: Sendable {
    let fingerprint: String
    let request: Identifier<Case>
    /// Nil while it has not been answered.
    let replyHash: String?
  }

  /// By id.
  static func find(
    _ ids: [String], of file: String, in db: some Reading
  ) throws -> [String: Filed] {
    guard !ids.isEmpty else { return [:] }
    let rows = try db.rows(
      """
      SELECT id, fingerprint, request_id, reply_hash FROM filed_messages
      WHERE file = \(file) AND id IN \(list: ids)
      """)
    var found: [String: Filed] = [:]
    for row in rows {
      found[try row.get("id")] = Filed(
        fingerprint: try row.get("fingerprint"),
        request: Identifier(rawValue: try row.get("request_id")),
        replyHash: try row.get("reply_hash"))
    }
    return found
  }

  static func add(_ row: MessageRow, as request: String, in tx: Transaction) throws {
    try tx.later(
      """
      INSERT INTO filed_messages (file, id, fingerprint, request_id)
      VALUES (\(row.file), \(row.id), \(row.fingerprint), \(request))
      """)
  }

  /// False when it has an answer already.
  static func answer(_ row: MessageRow, with hash: String, in tx: Transaction) throws -> Bool {
    try tx.run(
      """
      UPDATE filed_messages SET reply_hash = \(hash)
      WHERE file = \(row.file) AND id = \(row.id) AND reply_hash IS NULL
      """) == 1
  }
}
