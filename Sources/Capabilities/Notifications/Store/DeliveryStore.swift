import Kernel

/// Every statement about the delivery of `messages` by text.
enum DeliveryStore {
  struct Waiting: Sendable {
    let message: Message
    let delivery: Delivery
    let tries: Int64
    let wantsNone: Bool
  }

  static func find(_ id: Identifier<Message>, in db: some Reading) throws -> Waiting? {
    let row = try db.row(
      """
      SELECT \(MessageStore.columns), delivery, tries,
        EXISTS (SELECT 1 FROM message_opt_outs o
          WHERE o.person = messages.person AND o.kind = messages.kind) AS wants_none
      FROM messages WHERE id = \(id)
      """)
    guard let row else { return nil }
    return Waiting(
      message: try Message(row), delivery: try row.get("delivery"), tries: try row.get("tries"),
      wantsNone: try row.get("wants_none"))
  }

  /// The intent, written before the carrier is called.
  static func noteSending(_ id: Identifier<Message>, in tx: Transaction) throws {
    try tx.run(
      """
      UPDATE messages SET delivery = 'sending', tries = tries + 1
      WHERE id = \(id) AND delivery IN ('waiting', 'sending')
      """)
  }

  /// The carrier's word; a report that came before it is not undone.
  static func noteReceipt(
    _ reference: String, _ delivery: Delivery, of id: Identifier<Message>, in tx: Transaction
  ) throws {
    let delivered = delivery == .delivered ? tx.now : nil
    try tx.run(
      """
      UPDATE messages SET reference = \(reference),
        sent_at = COALESCE(sent_at, \(tx.now)),
        delivered_at = COALESCE(delivered_at, \(delivered)),
        delivery = CASE WHEN delivery IN ('waiting', 'sending') THEN \(delivery) ELSE delivery END
      WHERE id = \(id)
      """)
  }

  /// A later word; the first final one stands.
  ///
  /// Returns how many messages it changed.
  static func noteReport(
    _ delivery: Delivery, at time: Timestamp, of id: Identifier<Message>, in tx: Transaction
  ) throws -> Int {
    switch delivery {
    case .delivered:
      try tx.run(
        """
        UPDATE messages SET delivery = 'delivered', delivered_at = COALESCE(delivered_at, \(time))
        WHERE id = \(id) AND delivery IN ('waiting', 'sending', 'sent')
        """)
    case .failed:
      try tx.run(
        """
        UPDATE messages SET delivery = 'failed', failed_reason = 'reported'
        WHERE id = \(id) AND delivery IN ('waiting', 'sending', 'sent')
        """)
    case .none, .waiting, .sending, .sent, .withheld: 0
    }
  }

  static func settle(
    _ id: Identifier<Message>, _ delivery: Delivery, reason: String?, in tx: Transaction
  ) throws {
    try tx.run(
      """
      UPDATE messages SET delivery = \(delivery), failed_reason = \(reason)
      WHERE id = \(id) AND delivery IN ('waiting', 'sending')
      """)
  }
}
