import Kernel

/// Every statement about `push_keys`: the key to which a site's subscriptions are bound.
enum PushKeyStore {
  static func find(keys: SecretKeys, in db: some Reading) throws -> P256Key? {
    let row = try db.row("SELECT secret_sealed FROM push_keys WHERE name = \(name)")
    guard let row else { return nil }
    let text = try Sealed(rawValue: try row.get("secret_sealed")).open(in: place, keys: keys)
    return Base64URL.decode(text).flatMap { P256Key(secret: $0) }
  }

  /// The first one stays: another would end every subscription.
  static func putFirst(_ key: P256Key, keys: SecretKeys, in tx: Transaction) throws {
    let sealed = try Sealed(sealing: Base64URL.encode(key.secret), in: place, keys: keys)
    try tx.run(
      """
      INSERT INTO push_keys (name, secret_sealed, made_at)
      VALUES (\(name), \(sealed.rawValue), \(tx.now)) ON CONFLICT (name) DO NOTHING
      """)
  }

  private static let name = "vapid"
  private static let place = Sealed.Place(table: "push_keys", column: "secret_sealed", row: name)
}
