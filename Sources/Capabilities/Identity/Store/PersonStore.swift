import Civics
import Contracts
import Kernel

/// People, and how their phones are found without being read.
struct PersonStore: Sendable {
  let keys: SecretKeys

  private static let label = "people.phone"

  /// With `findable`, a code sent to the phone signs this person in.
  ///
  /// Never for staff: their rights must not hang on a text message.
  func insert(
    _ person: Identifier<Person>, name: String, phone: PhoneNumber?, findable: Bool,
    in tx: Transaction
  ) throws {
    let place = Self.place(person)
    let sealed = try phone.map { try Sealed(sealing: $0.rawValue, in: place, keys: keys) }
    let hash = findable ? try phone.map { try self.hash(of: $0) } : nil
    try tx.run(
      """
      INSERT INTO people (id, name, phone_sealed, phone_hash, phone_masked, created_at)
      VALUES (\(person), \(name), \(sealed?.rawValue), \(hash), \(phone?.masked), \(tx.now))
      """)
  }

  func find(phone: PhoneNumber, in db: some Reading) throws -> Identifier<Person>? {
    let wanted = LookupHash.candidates(for: phone.rawValue, label: Self.label, keys: keys)
    return try db.row(
      "SELECT id FROM people WHERE phone_hash IN \(list: wanted.map(\.rawValue))")?.get("id")
  }

  func hash(of phone: PhoneNumber) throws -> String {
    try LookupHash(of: phone.rawValue, label: Self.label, keys: keys).rawValue
  }

  func phone(of person: Identifier<Person>, in db: some Reading) throws -> PhoneNumber? {
    let row = try db.row("SELECT phone_sealed FROM people WHERE id = \(person)")
    guard let text = try row?.get("phone_sealed", as: String?.self) else { return nil }
    let opened = try Sealed(rawValue: text).open(in: Self.place(person), keys: keys)
    guard let phone = PhoneNumber(rawValue: opened) else {
      throw StoreError.other("people.phone_sealed holds no number")
    }
    return phone
  }

  /// Another number that signs the person in; false where it signs somebody in already.
  ///
  /// All sessions go on: whoever changes it ends those that have to end.
  func change(
    _ person: Identifier<Person>, to phone: PhoneNumber, in tx: Transaction
  ) throws -> Bool {
    guard try find(phone: phone, in: tx) == nil else { return false }
    let sealed = try Sealed(sealing: phone.rawValue, in: Self.place(person), keys: keys)
    if let before = try hash(of: person, in: tx) { _ = try CodeStore.forget(before, in: tx) }
    return try tx.run(
      """
      UPDATE people SET phone_sealed = \(sealed.rawValue), phone_hash = \(try hash(of: phone)),
        phone_masked = \(phone.masked) WHERE id = \(person)
      """) == 1
  }

  func hash(of person: Identifier<Person>, in db: some Reading) throws -> String? {
    try db.row("SELECT phone_hash FROM people WHERE id = \(person)")?
      .get("phone_hash", as: String?.self)
  }

  /// The telephones whose hashes come first and last: of two keys one is at either end.
  static func keyed(in db: any Reading) throws -> [String] {
    let look: SQL = "SELECT phone_hash, phone_sealed FROM people WHERE phone_hash IS NOT NULL"
    return try db.rows(
      all: [
        "\(look) ORDER BY phone_hash LIMIT 1", "\(look) ORDER BY phone_hash DESC LIMIT 1",
      ]
    ).joined().flatMap { [try $0.get("phone_hash"), try $0.get("phone_sealed")] }
  }

  static func cards(
    of people: [Identifier<Person>], in db: some Reading
  ) throws -> [PersonCard] {
    try db.rows(
      """
      SELECT p.id, p.name, p.phone_masked, a.post FROM people p
      LEFT JOIN staff_accounts a ON a.person = p.id WHERE p.id IN \(list: people)
      """
    ).map { row in
      PersonCard(
        person: try row.get("id"), name: try row.get("name"),
        maskedPhone: try row.get("phone_masked"), post: try row.get("post"))
    }
  }

  private static func place(_ person: Identifier<Person>) -> Sealed.Place {
    Sealed.Place(table: "people", column: "phone_sealed", row: person.rawValue)
  }
}
