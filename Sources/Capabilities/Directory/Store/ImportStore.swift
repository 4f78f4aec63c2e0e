import Kernel

/// Every statement on `directory_imports`: files that were read and wait to be confirmed.
enum ImportStore {
  /// A file with the rows it had.
  struct Stored: Sendable {
    let id: String
    let fileName: String
    let table: ImportTable
    let isComplete: Bool
    let createdBy: String
    let createdAt: Timestamp
    let doneAt: Timestamp?
  }

  static func insert(
    _ id: String, _ fileName: String, _ table: ImportTable, isComplete: Bool, by actor: String,
    in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO directory_imports (id, file_name, content, is_complete, created_by, created_at)
      VALUES (\(id), \(fileName), \(try JSONText.encode(table)), \(isComplete), \(actor), \(tx.now))
      """)
  }

  /// Nil for an unknown one, and for somebody else's.
  static func find(_ id: String, of actor: String, in db: some Reading) throws -> Stored? {
    try db.row(
      """
      SELECT id, file_name, content, is_complete, created_by, created_at, done_at
      FROM directory_imports WHERE id = \(id) AND created_by = \(actor)
      """
    ).map { row in
      Stored(
        id: try row.get("id"), fileName: try row.get("file_name"),
        table: try JSONText.decode(ImportTable.self, from: try row.get("content")),
        isComplete: try row.get("is_complete"), createdBy: try row.get("created_by"),
        createdAt: try row.get("created_at"), doneAt: try row.get("done_at"))
    }
  }

  /// False when it was done before.
  static func finish(_ id: String, in tx: Transaction) throws -> Bool {
    try tx.run(
      "UPDATE directory_imports SET done_at = \(tx.now) WHERE id = \(id) AND done_at IS NULL") == 1
  }

  /// Rows of files are kept for a week; what they did stands in the history.
  static func sweep(in tx: Transaction) throws {
    try tx.run("DELETE FROM directory_imports WHERE created_at < \(tx.now.adding(days: -7))")
  }
}
