import Civics
import Kernel

/// People, and how their phones are found without being read.
struct PersonStore: Sendable {
  let keys: SecretKeys

  private static let label = "people.phone"

  func insert(
    _ person: Identifier<Person>, name: String, phone: PhoneNumber?, in tx: Transaction
  ) throws {
    let place = Sealed.Place(table: "people", column: "phone_sealed", row: person.rawValue)
    let sealed = try phone.map { try Sealed(sealing: $0.rawValue, in: place, keys: keys) }
    let hash = try phone.map { try self.hash(of: $0) }
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

  static func names(
    of people: [Identifier<Person>], in db: some Reading
  ) throws -> [Identifier<Person>: String] {
    guard !people.isEmpty else { return [:] }
    var names: [Identifier<Person>: String] = [:]
    for row in try db.rows("SELECT id, name FROM people WHERE id IN \(list: people)") {
      names[try row.get("id")] = try row.get("name", as: String.self)
    }
    return names
  }
}
