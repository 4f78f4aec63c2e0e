import Civics
import Kernel

/// Every statement about `push_subscriptions`.
enum PushStore {
  struct Line: Sendable {
    let id: Identifier<PushDevice>
    let subscription: PushSubscription
    let language: Language
    let addedAt: Timestamp
  }

  /// The browser's newest word: whoever had it before has it no more.
  ///
  /// Nil when nothing is new.
  static func put(
    _ subscription: PushSubscription, _ language: Language, of person: Identifier<Person>,
    keys: SecretKeys, in tx: Transaction
  ) throws -> Identifier<PushDevice>? {
    if try all(of: person, keys: keys, in: tx)
      .contains(where: { $0.subscription == subscription && $0.language == language })
    {
      return nil
    }
    let known = LookupHash.candidates(
      for: subscription.endpoint, label: label, form: .exact, keys: keys
    ).map(\.rawValue)
    try tx.run("DELETE FROM push_subscriptions WHERE endpoint_hash IN \(list: known)")
    let id: Identifier<PushDevice> = tx.newID()
    let hash = try LookupHash(of: subscription.endpoint, label: label, form: .exact, keys: keys)
    let sealed = try Sealed(
      sealing: try JSONText.encode(subscription), in: place(id), keys: keys)
    try tx.run(
      """
      INSERT INTO push_subscriptions (id, person, endpoint_hash, subscription_sealed, language,
        added_at)
      VALUES (\(id), \(person), \(hash.rawValue), \(sealed.rawValue), \(language.rawValue),
        \(tx.now))
      """)
    return id
  }

  /// The newest first.
  static func all(
    of person: Identifier<Person>, keys: SecretKeys, in db: some Reading
  ) throws -> [Line] {
    try db.rows(
      """
      SELECT id, subscription_sealed, language, added_at FROM push_subscriptions
      WHERE person = \(person) ORDER BY added_at DESC, id DESC
      """
    ).map { row in
      let id: Identifier<PushDevice> = try row.get("id")
      let text = try Sealed(rawValue: try row.get("subscription_sealed"))
        .open(in: place(id), keys: keys)
      return Line(
        id: id, subscription: try JSONText.decode(PushSubscription.self, from: text),
        language: Language(rawValue: try row.get("language")) ?? .chinese,
        addedAt: try row.get("added_at"))
    }
  }

  static func added(of person: Identifier<Person>, in db: some Reading) throws -> [Timestamp] {
    try db.rows(
      "SELECT added_at FROM push_subscriptions WHERE person = \(person) ORDER BY added_at"
    ).map { try $0.get("added_at") }
  }

  static func isReachable(_ person: Identifier<Person>, in db: some Reading) throws -> Bool {
    try db.number("SELECT COUNT(*) FROM push_subscriptions WHERE person = \(person)") > 0
  }

  /// Whether this person had it.
  static func remove(
    _ id: Identifier<PushDevice>, of person: Identifier<Person>, in tx: Transaction
  ) throws -> Bool {
    try tx.run("DELETE FROM push_subscriptions WHERE id = \(id) AND person = \(person)") == 1
  }

  private static let label = "push_subscriptions.endpoint"

  private static func place(_ id: Identifier<PushDevice>) -> Sealed.Place {
    Sealed.Place(table: "push_subscriptions", column: "subscription_sealed", row: id.rawValue)
  }
}
