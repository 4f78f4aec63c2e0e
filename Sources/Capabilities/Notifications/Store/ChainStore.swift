import Kernel

/// Every statement about `message_chains`.
enum ChainStore {
  /// A chain from a day on, and who decided it.
  struct Edition: Sendable {
    let rule: DeliveryChain.Rule
    let madeBy: String
    let madeAt: Timestamp
  }

  /// All of them, the newest first: a handful.
  static func editions(in db: some Reading) throws -> [Edition] {
    try db.rows(
      """
      SELECT kind, level, valid_on, steps, made_by, made_at FROM message_chains
      ORDER BY valid_on DESC
      """
    ).map { row in
      Edition(
        rule: DeliveryChain.Rule(
          validOn: try row.get("valid_on"), kind: try row.get("kind"),
          level: try row.get("level"),
          chain: try JSONText.decode(DeliveryChain.self, from: try row.get("steps"))),
        madeBy: try row.get("made_by"), madeAt: try row.get("made_at"))
    }
  }

  /// What was shipped and what was decided here since.
  static func rules(in db: some Reading) throws -> [DeliveryChain.Rule] {
    DeliveryChain.shipped + (try editions(in: db).map(\.rule))
  }

  /// One chain a day: what was decided for the same day before is replaced.
  static func put(_ rule: DeliveryChain.Rule, by actor: String, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO message_chains (kind, level, valid_on, steps, made_by, made_at)
      VALUES (\(rule.kind), \(rule.level), \(rule.validOn), \(try JSONText.encode(rule.chain)),
        \(actor), \(tx.now))
      ON CONFLICT (kind, level, valid_on) DO UPDATE SET steps = excluded.steps,
        made_by = excluded.made_by, made_at = excluded.made_at
      """)
  }

  /// False where nothing was decided for the day.
  static func remove(
    _ kind: Message.Kind, _ level: Message.Level, on day: LocalDate, in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      """
      DELETE FROM message_chains
      WHERE kind = \(kind) AND level = \(level) AND valid_on = \(day)
      """) == 1
  }
}
