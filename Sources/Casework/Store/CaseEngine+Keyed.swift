public import Kernel

extension CaseEngine {
  /// The contacts whose hashes come first and last: of two keys one is at either end.
  public static func keyed(in db: any Reading) throws -> [String] {
    let look: SQL = "SELECT contact_hash, contact_sealed FROM cases WHERE contact_hash IS NOT NULL"
    return try db.rows(
      all: [
        "\(look) ORDER BY contact_hash LIMIT 1", "\(look) ORDER BY contact_hash DESC LIMIT 1",
      ]
    ).joined().flatMap { [try $0.get("contact_hash"), try $0.get("contact_sealed")] }
  }
}
