import Kernel

/// Every statement about `message_deliveries` as they are worked on.
enum DeliveryStore {
  /// One attempt at one channel, with its message.
  struct Attempt: Sendable {
    let id: Identifier<Attempt>
    let message: Message
    let step: Int64
    let channel: Channel
    let state: Delivery
    let tries: Int64
    /// The person wants nothing of this kind outside the app.
    let wantsNone: Bool
    let isRead: Bool
  }

  static func insert(
    _ id: Identifier<Attempt>, of message: Identifier<Message>, step: Int64, _ channel: Channel,
    orderedBy: String? = nil, in tx: Transaction
  ) throws -> Bool {
    try tx.run(
      """
      INSERT INTO message_deliveries (id, message, step, channel, state, tries, created_at,
        ordered_by)
      VALUES (\(id), \(message), \(step), \(channel), 'waiting', 0, \(tx.now), \(orderedBy))
      ON CONFLICT (message, step) DO NOTHING
      """) == 1
  }

  static func find(_ id: Identifier<Attempt>, in db: some Reading) throws -> Attempt? {
    let row = try db.row(
      """
      SELECT m.id, m.person, m.kind, m.level, m.template, m.codes, m.subject, m.created_at,
        m.dedupe_key, m.read_at, d.step, d.channel, d.state, d.tries,
        EXISTS (SELECT 1 FROM message_opt_outs o
          WHERE o.person = m.person AND o.kind = m.kind) AS wants_none
      FROM message_deliveries d JOIN messages m ON m.id = d.message WHERE d.id = \(id)
      """)
    guard let row else { return nil }
    return Attempt(
      id: id, message: try Message(row), step: try row.get("step"),
      channel: try row.get("channel"), state: try row.get("state"), tries: try row.get("tries"),
      wantsNone: try row.get("wants_none"),
      isRead: try row.get("read_at", as: Timestamp?.self) != nil)
  }

  /// The number of the newest attempt at a message.
  static func lastStep(of message: Identifier<Message>, in db: some Reading) throws -> Int64 {
    try db.number("SELECT MAX(step) FROM message_deliveries WHERE message = \(message)")
  }

  /// Nothing was handed over yet: another channel is tried under the same key.
  static func pass(
    _ id: Identifier<Attempt>, to step: Int64, _ channel: Channel, in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE message_deliveries SET step = \(step), channel = \(channel)
      WHERE id = \(id) AND state = 'waiting'
      """)
  }

  /// The intent, written before the carrier is called.
  static func noteSending(_ id: Identifier<Attempt>, in tx: Transaction) throws {
    try tx.run(
      """
      UPDATE message_deliveries SET state = 'sending', tries = tries + 1
      WHERE id = \(id) AND state IN ('waiting', 'sending')
      """)
  }

  /// The carrier's word; a report that came before it is not undone.
  static func noteReceipt(
    _ reference: String, _ state: Delivery, of id: Identifier<Attempt>, in tx: Transaction
  ) throws {
    let delivered = state == .delivered ? tx.now : nil
    try tx.run(
      """
      UPDATE message_deliveries SET reference = \(reference),
        sent_at = COALESCE(sent_at, \(tx.now)),
        delivered_at = COALESCE(delivered_at, \(delivered)),
        state = CASE WHEN state IN ('waiting', 'sending') THEN \(state) ELSE state END
      WHERE id = \(id)
      """)
  }

  /// A later word; the first final one stands.
  ///
  /// Whether it changed anything.
  static func noteReport(
    _ state: Delivery, at time: Timestamp, of id: Identifier<Attempt>, in tx: Transaction
  ) throws -> Bool {
    switch state {
    case .delivered:
      try tx.run(
        """
        UPDATE message_deliveries
        SET state = 'delivered', delivered_at = COALESCE(delivered_at, \(time))
        WHERE id = \(id) AND state IN ('waiting', 'sending', 'sent')
        """) == 1
    case .failed:
      try tx.run(
        """
        UPDATE message_deliveries SET state = 'failed', failed_reason = 'reported'
        WHERE id = \(id) AND state IN ('waiting', 'sending', 'sent')
        """) == 1
    case .waiting, .sending, .sent, .withheld: false
    }
  }

  static func settle(
    _ id: Identifier<Attempt>, _ state: Delivery, reason: String?, in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE message_deliveries SET state = \(state), failed_reason = \(reason)
      WHERE id = \(id) AND state IN ('waiting', 'sending')
      """)
  }
}
