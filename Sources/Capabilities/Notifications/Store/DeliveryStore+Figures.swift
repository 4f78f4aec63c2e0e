import Kernel

extension DeliveryStore {
  /// How many deliveries of a channel stand how.
  struct Figure: Sendable, Hashable {
    let channel: Channel
    let state: Delivery
    let count: Int
  }

  static func figures(from: Timestamp, in db: some Reading) throws -> [Figure] {
    try db.rows(
      """
      SELECT channel, state, COUNT(*) AS n FROM message_deliveries WHERE created_at >= \(from)
      GROUP BY channel, state ORDER BY channel, state
      """
    ).map { row in
      Figure(
        channel: try row.get("channel"), state: try row.get("state"), count: try row.get("n"))
    }
  }

  /// One that failed, and that no other channel has taken over.
  struct Failed: Sendable {
    let id: Identifier<Attempt>
    let person: Identifier<Person>
    let template: Message.Template
    let number: String
    let channel: Channel
    let reason: String
    let at: Timestamp
  }

  private static let stuck: SQL = """
    d.state = 'failed' AND NOT EXISTS (SELECT 1 FROM message_deliveries later
      WHERE later.message = d.message AND later.step > d.step)
    """

  /// The newest first, from `after` on.
  static func failed(
    after: MessageCursor?, limit: Int, in db: some Reading
  ) throws -> [Failed] {
    var parts: [SQL] = [stuck]
    if let after { parts.append("(d.created_at, d.id) < (\(after.at), \(after.id))") }
    return try db.rows(
      """
      SELECT d.id, d.channel, d.failed_reason, d.created_at, m.person, m.template, m.codes
      FROM message_deliveries d JOIN messages m ON m.id = d.message
      WHERE \(SQL.all(parts)) ORDER BY d.created_at DESC, d.id DESC LIMIT \(limit)
      """
    ).map { row in
      Failed(
        id: try row.get("id"), person: try row.get("person"), template: try row.get("template"),
        number: try JSONText.decode(Message.Codes.self, from: try row.get("codes")).number,
        channel: try row.get("channel"),
        reason: try row.get("failed_reason", as: String?.self) ?? "", at: try row.get("created_at"))
    }
  }

  /// Whether it failed and nothing has been tried since.
  static func isStuck(_ id: Identifier<Attempt>, in db: some Reading) throws -> Bool {
    try db.row("SELECT d.id FROM message_deliveries d WHERE d.id = \(id) AND \(stuck)") != nil
  }
}
