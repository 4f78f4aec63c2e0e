import Civics
import Contracts
import Kernel

/// The person's own rows, for copies and erasures.
extension PersonStore {
  struct Held: Sendable {
    let name: String
    let post: String?
    let reads: String?
    let since: Timestamp
    let tokens: [(label: String, expiresAt: Timestamp)]
  }

  static func held(_ person: Identifier<Person>, in db: some Reading) throws -> Held? {
    let row = try db.row(
      """
      SELECT p.name, p.created_at, p.reads_as, a.post FROM people p
      LEFT JOIN staff_accounts a ON a.person = p.id WHERE p.id = \(person)
      """)
    guard let row else { return nil }
    let tokens = try db.rows(
      "SELECT label, expires_at FROM api_tokens WHERE person = \(person) ORDER BY label")
    return Held(
      name: try row.get("name"), post: try row.get("post"), reads: try row.get("reads_as"),
      since: try row.get("created_at"),
      tokens: try tokens.map { (try $0.get("label"), try $0.get("expires_at")) })
  }

  static func isStaff(_ person: Identifier<Person>, in db: some Reading) throws -> Bool {
    try db.row("SELECT person FROM staff_accounts WHERE person = \(person)") != nil
  }

  /// How the person reads from now on, on every device.
  static func keep(
    _ preferences: Preferences, of person: Identifier<Person>, in tx: Transaction
  ) throws {
    tx.changesAccess()
    try tx.run("UPDATE people SET reads_as = \(preferences.cookie) WHERE id = \(person)")
  }

  /// What was chosen on a device before signing in, for somebody who has chosen nothing yet.
  static func adopt(
    _ preferences: Preferences, of person: Identifier<Person>, in tx: Transaction
  ) throws {
    tx.changesAccess()
    try tx.run(
      """
      UPDATE people SET reads_as = \(preferences.cookie)
      WHERE id = \(person) AND reads_as IS NULL
      """)
  }

  static func rename(
    _ person: Identifier<Person>, to name: PersonName, in tx: Transaction
  ) throws {
    tx.changesAccess()
    try tx.run("UPDATE people SET name = \(name.rawValue) WHERE id = \(person)")
  }

  /// Leaves the row, which history names by its id, and nothing in it; returns rows deleted.
  func forget(_ person: Identifier<Person>, in tx: Transaction) throws -> Int {
    tx.changesAccess()
    var deleted = 0
    if let phone = try hash(of: person, in: tx) { deleted += try CodeStore.forget(phone, in: tx) }
    deleted += try tx.run("DELETE FROM api_tokens WHERE person = \(person)")
    try tx.run(
      """
      UPDATE people SET name = '', phone_sealed = NULL, phone_hash = NULL, phone_masked = NULL,
        reads_as = NULL
      WHERE id = \(person)
      """)
    return deleted
  }
}
