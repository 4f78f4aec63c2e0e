import Civics
import Kernel

/// People who do not sign in and for whom others act: found by their number without keeping it.
enum WardStore {
  static let label = "mandate_wards.number"

  static func find(hashes: [String], in db: some Reading) throws -> Identifier<Person>? {
    try db.row("SELECT person FROM mandate_wards WHERE number_hash IN \(list: hashes)")?
      .get("person")
  }

  static func insert(
    _ person: Identifier<Person>, _ number: CitizenNumber, hash: String, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO mandate_wards (person, number_hash, number_masked, born_on, created_at)
      VALUES (\(person), \(hash), \(number.masked), \(number.birthDate), \(tx.now))
      """)
  }
}
