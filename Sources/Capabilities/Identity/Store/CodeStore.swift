import Kernel

/// One-time codes that were sent to phones.
enum CodeStore {
  struct Sent: Sendable {
    let codeHash: String
    let sentAt: Timestamp
    let expiresAt: Timestamp
    let tries: Int64
  }

  static func save(
    _ phone: String, codeHash: String, expiresAt: Timestamp, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO phone_codes (phone_hash, code_hash, sent_at, expires_at, tries)
      VALUES (\(phone), \(codeHash), \(tx.now), \(expiresAt), 0)
      ON CONFLICT (phone_hash) DO UPDATE SET code_hash = excluded.code_hash,
        sent_at = excluded.sent_at, expires_at = excluded.expires_at, tries = 0
      """)
  }

  static func find(_ phone: String, in db: some Reading) throws -> Sent? {
    let row = try db.row(
      """
      SELECT code_hash, sent_at, expires_at, tries FROM phone_codes WHERE phone_hash = \(phone)
      """)
    guard let row else { return nil }
    return Sent(
      codeHash: try row.get("code_hash"), sentAt: try row.get("sent_at"),
      expiresAt: try row.get("expires_at"), tries: try row.get("tries"))
  }

  static func noteTry(_ phone: String, in tx: Transaction) throws {
    try tx.run("UPDATE phone_codes SET tries = tries + 1 WHERE phone_hash = \(phone)")
  }

  static func remove(_ phone: String, in tx: Transaction) throws {
    try tx.run("DELETE FROM phone_codes WHERE phone_hash = \(phone)")
  }
}
