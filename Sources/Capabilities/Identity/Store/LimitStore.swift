import Kernel

/// Every statement about `sign_in_limits`.
enum LimitStore {
  /// What holds now; one query.
  static func rules(at now: Timestamp, in db: some Reading) throws -> SignInRules {
    var rules = SignInRules()
    let rows = try db.rows(
      """
      SELECT name, value FROM sign_in_limits
      WHERE valid_from <= \(now) AND valid_until > \(now) ORDER BY name
      """)
    for row in rows {
      // One that this release no longer knows decides nothing.
      guard let limit = SignInLimit(rawValue: try row.get("name")) else { continue }
      rules[limit] = try row.get("value")
    }
    return rules
  }

  /// Makes the limit this from now on; what it was before stays on record.
  static func decide(
    _ limit: SignInLimit, _ value: Int64, by actor: String, in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE sign_in_limits SET valid_until = \(tx.now)
      WHERE name = \(limit.rawValue) AND valid_until > \(tx.now)
      """)
    try tx.run(
      """
      INSERT INTO sign_in_limits (name, value, valid_from, valid_until, decided_by)
      VALUES (\(limit.rawValue), \(value), \(tx.now), \(Timestamp.never), \(actor))
      ON CONFLICT (name, valid_from) DO UPDATE SET value = excluded.value,
        valid_until = excluded.valid_until, decided_by = excluded.decided_by
      """)
  }
}
