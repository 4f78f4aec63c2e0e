import Kernel

/// One-time codes that were sent to phones.
enum CodeStore {
  static func save(_ code: SentCode, to phone: String, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO phone_codes (phone_hash, code_hash, sent_at, expires_at, tries, sends, window_at)
      VALUES (\(phone), \(code.hash), \(code.sentAt), \(code.expiresAt), \(code.tries),
        \(code.sends), \(code.windowAt))
      ON CONFLICT (phone_hash) DO UPDATE SET code_hash = excluded.code_hash,
        sent_at = excluded.sent_at, expires_at = excluded.expires_at, tries = excluded.tries,
        sends = excluded.sends, window_at = excluded.window_at
      """)
  }

  static func find(_ phone: String, in db: some Reading) throws -> SentCode? {
    let row = try db.row(
      """
      SELECT code_hash, sent_at, expires_at, tries, sends, window_at FROM phone_codes
      WHERE phone_hash = \(phone)
      """)
    guard let row else { return nil }
    return SentCode(
      hash: try row.get("code_hash"), sentAt: try row.get("sent_at"),
      expiresAt: try row.get("expires_at"), tries: try row.get("tries"),
      sends: try row.get("sends"), windowAt: try row.get("window_at"))
  }

  static func noteTry(_ phone: String, in tx: Transaction) throws {
    try tx.run("UPDATE phone_codes SET tries = tries + 1 WHERE phone_hash = \(phone)")
  }

  /// A code that was used, or never left: another may be asked for at once.
  ///
  /// How many were sent this hour stays known.
  static func retire(_ phone: String, in tx: Transaction) throws {
    try tx.run("UPDATE phone_codes SET expires_at = 0, sent_at = 0 WHERE phone_hash = \(phone)")
  }

  static func sweep(in tx: Transaction) throws {
    let before = tx.now.adding(hours: -1)
    try tx.run("DELETE FROM phone_codes WHERE expires_at < \(before) AND window_at < \(before)")
  }
}
