import Casework
import Kernel

/// Every statement on `limit_tables`: lists of classes that wait to be confirmed, or are in force.
enum LimitTableStore {
  static let migration = Migration(
    "004_limit_tables",
    """
    CREATE TABLE limit_tables (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      from_on TEXT NOT NULL,
      file_name TEXT NOT NULL,
      records TEXT NOT NULL,
      content TEXT NOT NULL,
      created_by TEXT NOT NULL,
      created_at BIGINT NOT NULL,
      activated_at BIGINT
    )
    """,
    // One list a day: which of two would hold nobody could say.
    "CREATE UNIQUE INDEX limit_tables_by_day ON limit_tables (from_on) WHERE activated_at IS NOT NULL"
  )

  /// A file as it was read, checked anew whenever it is looked at.
  struct Draft: Sendable {
    let id: String
    let name: String
    let from: LocalDate
    let fileName: String
    let records: [LimitFile.Record]
    let activatedAt: Timestamp?
  }

  static func insert(
    _ id: String, _ name: String, from: LocalDate, file: String, _ records: [LimitFile.Record],
    by actor: String, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO limit_tables (id, name, from_on, file_name, records, content, created_by,
        created_at)
      VALUES (\(id), \(name), \(from), \(file), \(try JSONText.encode(records)), '[]', \(actor),
        \(tx.now))
      """)
  }

  /// Nil for an unknown one, and for somebody else's.
  static func draft(_ id: String, of actor: String, in db: some Reading) throws -> Draft? {
    try db.row(
      """
      SELECT id, name, from_on, file_name, records, activated_at FROM limit_tables
      WHERE id = \(id) AND created_by = \(actor)
      """
    ).map { row in
      Draft(
        id: try row.get("id"), name: try row.get("name"), from: try row.get("from_on"),
        fileName: try row.get("file_name"),
        records: try JSONText.decode([LimitFile.Record].self, from: try row.get("records")),
        activatedAt: try row.get("activated_at"))
    }
  }

  /// False when it was done before.
  static func activate(
    _ id: String, _ classes: [LimitTable.ClassLimit], in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      """
      UPDATE limit_tables SET content = \(try JSONText.encode(classes)), activated_at = \(tx.now)
      WHERE id = \(id) AND activated_at IS NULL
      """) == 1
  }

  /// A version that has not begun waits to be confirmed again; false where there is none.
  static func withdraw(
    _ name: String, from day: LocalDate, in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      """
      UPDATE limit_tables SET content = '[]', activated_at = NULL, created_at = \(tx.now)
      WHERE from_on = \(day) AND name = \(name) AND activated_at IS NOT NULL
      """) == 1
  }

  /// What was put in force, the earliest first.
  static func active(in db: some Reading) throws -> [LimitVersion] {
    try db.rows(
      """
      SELECT name, from_on, content, created_by, activated_at FROM limit_tables
      WHERE activated_at IS NOT NULL ORDER BY from_on
      """
    ).map { row in
      LimitVersion(
        name: try row.get("name"), from: try row.get("from_on"),
        classes: try JSONText.decode([LimitTable.ClassLimit].self, from: try row.get("content")),
        by: try row.get("created_by"), activatedAt: try row.get("activated_at"))
    }
  }

  /// Files that nobody confirmed are kept for a week.
  static func sweep(in tx: Transaction) throws {
    try tx.run(
      """
      DELETE FROM limit_tables
      WHERE activated_at IS NULL AND created_at < \(tx.now.adding(days: -7))
      """)
  }
}
