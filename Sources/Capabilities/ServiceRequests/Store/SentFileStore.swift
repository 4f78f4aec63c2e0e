import Casework
import Kernel

/// Who sent which file through the API: a hash alone opens nothing.
///
/// Kept a day longer than the answers to repeated commands, so that these find their files again.
enum SentFileStore {
  static let migration = Migration(
    "002_sent_files",
    """
    CREATE TABLE sent_files (
      file TEXT NOT NULL,
      sender TEXT NOT NULL,
      sent_at BIGINT NOT NULL,
      PRIMARY KEY (file, sender)
    )\(.clustered)
    """,
    "CREATE INDEX sent_files_by_time ON sent_files (sent_at)")

  static let keptDays: Int64 = 8

  static func add(_ file: Identifier<CaseFile>, of sender: String, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO sent_files (file, sender, sent_at) VALUES (\(file), \(sender), \(tx.now))
      ON CONFLICT (file, sender) DO UPDATE SET sent_at = excluded.sent_at
      """)
  }

  static func sent(
    _ files: [Identifier<CaseFile>], by sender: String, in db: some Reading
  ) throws -> Set<Identifier<CaseFile>> {
    Set(
      try db.rows(
        "SELECT file FROM sent_files WHERE sender = \(sender) AND file IN \(list: files)"
      ).map { try $0.get("file") })
  }

  /// Everything that is remembered of one sender, the newest first.
  static func all(
    of sender: String, in db: some Reading
  ) throws -> [(file: Identifier<CaseFile>, at: Timestamp)] {
    try db.rows(
      "SELECT file, sent_at FROM sent_files WHERE sender = \(sender) ORDER BY sent_at DESC, file"
    ).map { (try $0.get("file"), try $0.get("sent_at")) }
  }

  /// Returns how many there were.
  static func removeAll(of sender: String, in tx: Transaction) throws -> Int {
    try tx.run("DELETE FROM sent_files WHERE sender = \(sender)")
  }

  static func sweep(in tx: Transaction) throws {
    try tx.run("DELETE FROM sent_files WHERE sent_at < \(tx.now.adding(days: -keptDays))")
  }
}
