import Civics
import Kernel

/// Every statement about `wechat_links`: who signs in from WeChat, one person by one openid.
struct WeChatStore: Sendable {
  let keys: SecretKeys

  private static let label = "wechat_links"

  static func hash(of openID: OpenID, keys: SecretKeys) throws -> String {
    try LookupHash(of: openID.rawValue, label: label, form: .exact, keys: keys).rawValue
  }

  /// By every key there is, so that a change of keys loses nobody.
  static func hashes(of openID: OpenID, keys: SecretKeys) -> [String] {
    LookupHash.candidates(for: openID.rawValue, label: label, form: .exact, keys: keys)
      .map(\.rawValue)
  }

  static func openID(_ opened: String) throws -> OpenID {
    guard let openID = OpenID(rawValue: opened) else {
      throw StoreError.other("openid_sealed holds no openid")
    }
    return openID
  }

  func person(linkedTo openID: OpenID, in db: some Reading) throws -> Identifier<Person>? {
    let hashes = Self.hashes(of: openID, keys: keys)
    return try db.row(
      "SELECT person FROM wechat_links WHERE openid_hash IN \(list: hashes)")?.get("person")
  }

  /// Links them, and ends what either was linked to before.
  func link(_ person: Identifier<Person>, to openID: OpenID, in tx: Transaction) throws {
    let hashes = Self.hashes(of: openID, keys: keys)
    try tx.run(
      """
      DELETE FROM wechat_links WHERE person = \(person) OR openid_hash IN \(list: hashes)
      """)
    let sealed = try Sealed(sealing: openID.rawValue, in: Self.place(person), keys: keys)
    try tx.run(
      """
      INSERT INTO wechat_links (person, openid_sealed, openid_hash, linked_at)
      VALUES (\(person), \(sealed.rawValue), \(try Self.hash(of: openID, keys: keys)), \(tx.now))
      """)
  }

  /// False when there was no link.
  static func unlink(_ person: Identifier<Person>, in tx: Transaction) throws -> Bool {
    try tx.run("DELETE FROM wechat_links WHERE person = \(person)") == 1
  }

  /// The person's masked number and, where WeChat signs them in too, since when.
  static func ways(
    of person: Identifier<Person>, in db: some Reading
  ) throws -> (phone: String?, linkedAt: Timestamp?) {
    let row = try db.row(
      """
      SELECT p.phone_masked, w.linked_at FROM people p
      LEFT JOIN wechat_links w ON w.person = p.id WHERE p.id = \(person)
      """)
    return (
      try row?.get("phone_masked", as: String?.self),
      try row?.get("linked_at", as: Timestamp?.self)
    )
  }

  /// The person's own openid in the clear, for a copy.
  func held(
    _ person: Identifier<Person>, in db: some Reading
  ) throws -> (openID: OpenID, since: Timestamp)? {
    let row = try db.row(
      "SELECT openid_sealed, linked_at FROM wechat_links WHERE person = \(person)")
    guard let row else { return nil }
    let sealed = Sealed(rawValue: try row.get("openid_sealed"))
    return (
      try Self.openID(sealed.open(in: Self.place(person), keys: keys)), try row.get("linked_at")
    )
  }

  private static func place(_ person: Identifier<Person>) -> Sealed.Place {
    Sealed.Place(table: "wechat_links", column: "openid_sealed", row: person.rawValue)
  }
}
