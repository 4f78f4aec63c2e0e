import Kernel

/// The columns that no move changes: the author's alone.
extension CaseStore {
  static func setBody(_ text: String, of id: Identifier<Case>, in tx: Transaction) throws {
    try tx.later("UPDATE cases SET body = \(text) WHERE id = \(id)")
  }

  static func hideReporter(of id: Identifier<Case>, in tx: Transaction) throws {
    try tx.later("UPDATE cases SET hides_from_handler = \(true) WHERE id = \(id)")
  }

  static func removeContact(of id: Identifier<Case>, in tx: Transaction) throws {
    try tx.later(
      """
      UPDATE cases SET contact_sealed = NULL, contact_hash = NULL, contact_masked = NULL
      WHERE id = \(id)
      """)
  }
}
