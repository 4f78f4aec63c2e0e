import Kernel

/// Every statement about `message_address_codes`: addresses that wait for their code.
enum AddressCodeStore {
  /// An address, and the code that was sent to it.
  struct Asked: Sendable {
    /// Under which the code was handed to the carrier.
    let id: String
    let address: String
    let masked: String
    let code: String
    let sentAt: Timestamp
    let tries: Int64
    /// Codes within the window that began at `windowAt`.
    let sends: Int64
    let windowAt: Timestamp
  }

  static func find(
    of person: Identifier<Person>, keys: SecretKeys, in db: some Reading
  ) throws -> Asked? {
    let row = try db.row(
      """
      SELECT id, address_sealed, address_masked, code_sealed, sent_at, tries, sends, window_at
      FROM message_address_codes WHERE person = \(person)
      """)
    guard let row else { return nil }
    return Asked(
      id: try row.get("id"),
      address: try Sealed(rawValue: try row.get("address_sealed"))
        .open(in: place("address_sealed", person), keys: keys),
      masked: try row.get("address_masked"),
      code: try Sealed(rawValue: try row.get("code_sealed"))
        .open(in: place("code_sealed", person), keys: keys),
      sentAt: try row.get("sent_at"), tries: try row.get("tries"), sends: try row.get("sends"),
      windowAt: try row.get("window_at"))
  }

  /// The newest code alone counts.
  static func put(
    _ asked: Asked, of person: Identifier<Person>, keys: SecretKeys, in tx: Transaction
  ) throws {
    let address = try Sealed(
      sealing: asked.address, in: place("address_sealed", person), keys: keys)
    let code = try Sealed(sealing: asked.code, in: place("code_sealed", person), keys: keys)
    try tx.run(
      """
      INSERT INTO message_address_codes (person, id, address_sealed, address_masked, code_sealed,
        sent_at, tries, sends, window_at)
      VALUES (\(person), \(asked.id), \(address.rawValue), \(asked.masked), \(code.rawValue),
        \(asked.sentAt), \(asked.tries), \(asked.sends), \(asked.windowAt))
      ON CONFLICT (person) DO UPDATE SET id = excluded.id,
        address_sealed = excluded.address_sealed, address_masked = excluded.address_masked,
        code_sealed = excluded.code_sealed, sent_at = excluded.sent_at, tries = excluded.tries,
        sends = excluded.sends, window_at = excluded.window_at
      """)
  }

  /// A wrong code costs one of few tries.
  static func noteTry(of person: Identifier<Person>, in tx: Transaction) throws {
    try tx.run("UPDATE message_address_codes SET tries = tries + 1 WHERE person = \(person)")
  }

  /// Whether one was waiting.
  @discardableResult static func remove(
    of person: Identifier<Person>, in tx: Transaction
  ) throws -> Bool {
    try tx.run("DELETE FROM message_address_codes WHERE person = \(person)") > 0
  }

  /// What nobody confirmed within a day.
  static func sweep(in tx: Transaction) throws {
    try tx.run(
      "DELETE FROM message_address_codes WHERE window_at < \(tx.now.adding(days: -1))")
  }

  private static func place(_ column: String, _ person: Identifier<Person>) -> Sealed.Place {
    Sealed.Place(table: "message_address_codes", column: column, row: person.rawValue)
  }
}
