import Kernel

/// One-time codes that were sent to phones, each for the browser that asked for it.
enum CodeStore {
  static func save(
    _ code: SentCode, to phone: String, for browser: String, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO browser_codes (phone_hash, browser_hash, code_hash, sent_at, expires_at, tries)
      VALUES (\(phone), \(browser), \(code.hash), \(code.sentAt), \(code.expiresAt), \(code.tries))
      ON CONFLICT (phone_hash, browser_hash) DO UPDATE SET code_hash = excluded.code_hash,
        sent_at = excluded.sent_at, expires_at = excluded.expires_at, tries = excluded.tries
      """)
  }

  static func find(
    _ phone: String, for browser: String, in db: some Reading
  ) throws -> SentCode? {
    let row = try db.row(
      """
      SELECT code_hash, sent_at, expires_at, tries FROM browser_codes
      WHERE phone_hash = \(phone) AND browser_hash = \(browser)
      """)
    guard let row else { return nil }
    return SentCode(
      hash: try row.get("code_hash"), sentAt: try row.get("sent_at"),
      expiresAt: try row.get("expires_at"), tries: try row.get("tries"))
  }

  static func noteTry(_ phone: String, for browser: String, in tx: Transaction) throws {
    try tx.run(
      """
      UPDATE browser_codes SET tries = tries + 1
      WHERE phone_hash = \(phone) AND browser_hash = \(browser)
      """)
  }

  /// A code that was used, or never left: another may be asked for at once.
  ///
  /// How many were sent this hour stays known.
  static func retire(_ phone: String, for browser: String, in tx: Transaction) throws {
    try tx.run(
      """
      UPDATE browser_codes SET expires_at = 0
      WHERE phone_hash = \(phone) AND browser_hash = \(browser)
      """)
    try tx.run("UPDATE code_sends SET last_at = 0 WHERE phone_hash = \(phone)")
  }

  /// How often codes were asked for, by name.
  static func sends(_ names: [String], in db: some Reading) throws -> [String: CodeSends] {
    try db.rows(
      """
      SELECT name_hash, sends, window_at, last_at FROM code_sends
      WHERE name_hash IN \(list: names)
      """
    ).reduce(into: [:]) { found, row in
      let name: String = try row.get("name_hash")
      found[name] = CodeSends(
        sends: try row.get("sends"), windowAt: try row.get("window_at"),
        lastAt: try row.get("last_at"))
    }
  }

  static func save(
    _ sends: CodeSends, of name: String, to phone: String, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO code_sends (name_hash, phone_hash, sends, window_at, last_at)
      VALUES (\(name), \(phone), \(sends.sends), \(sends.windowAt), \(sends.lastAt))
      ON CONFLICT (name_hash) DO UPDATE SET sends = excluded.sends,
        window_at = excluded.window_at, last_at = excluded.last_at
      """)
  }

  /// Forgets everything about a number; returns rows deleted.
  static func forget(_ phone: String, in tx: Transaction) throws -> Int {
    try tx.run("DELETE FROM browser_codes WHERE phone_hash = \(phone)")
      + tx.run("DELETE FROM code_sends WHERE phone_hash = \(phone)")
  }

  static func sweep(in tx: Transaction) throws {
    let before = tx.now.adding(hours: -1)
    try tx.run("DELETE FROM browser_codes WHERE expires_at < \(before)")
    try tx.run("DELETE FROM code_sends WHERE window_at < \(before)")
  }
}
