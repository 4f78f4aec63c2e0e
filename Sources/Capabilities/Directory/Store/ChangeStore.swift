import Kernel

/// Every statement on `directory_changes`: what a line was before and after each step.
enum ChangeStore {
  static func insert(
    _ deed: EntryChange.Deed, from before: Entry?, to after: Entry, by actor: String,
    imported: Bool, in tx: Transaction
  ) throws {
    try tx.later(
      """
      INSERT INTO directory_changes (id, register, code, version, deed, actor, is_imported, before,
        after, at)
      VALUES (\(tx.newID()), \(after.register.rawValue), \(after.code), \(after.version + 1),
        \(deed.rawValue), \(actor), \(imported), \(try before.map { try JSONText.encode($0) }),
        \(try JSONText.encode(after)), \(tx.now))
      """)
  }

  /// The latest first, at most `limit`.
  static func all(
    of register: Register, _ code: String, limit: Int, in db: some Reading
  ) throws -> [EntryChange] {
    try db.rows(
      """
      SELECT deed, actor, is_imported, before, after, at FROM directory_changes
      WHERE register = \(register.rawValue) AND code = \(code)
      ORDER BY version DESC LIMIT \(literal: limit)
      """
    ).map { row in
      EntryChange(
        at: try row.get("at"), actor: try row.get("actor"),
        deed: EntryChange.Deed(rawValue: try row.get("deed")) ?? .changed,
        isImported: try row.get("is_imported"),
        before: try row.get("before", as: String?.self).map {
          try JSONText.decode(Entry.self, from: $0)
        },
        after: try JSONText.decode(Entry.self, from: try row.get("after")))
    }
  }
}
