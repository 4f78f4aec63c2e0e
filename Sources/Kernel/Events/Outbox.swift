/// What an operator sees of the outbox, and can do about parked deliveries.
public enum Outbox {
  public struct Summary: Sendable, Codable, Hashable {
    public let pending: Int64
    public let failing: Int64
    public let parked: Int64
  }

  public struct Trouble: Sendable {
    public let event: String
    public let name: String
    public let subscriber: String
    public let state: String
    public let attempts: Int64
    public let lastError: String?
  }

  public static func summary(in db: some Reading) throws -> Summary {
    Summary(
      pending: try db.number("SELECT COUNT(*) FROM outbox WHERE pending"),
      failing: try db.number("SELECT COUNT(*) FROM outbox_deliveries WHERE state = 'failing'"),
      parked: try db.number("SELECT COUNT(*) FROM outbox_deliveries WHERE state = 'parked'"))
  }

  public static func troubles(in db: some Reading) throws -> [Trouble] {
    try db.rows(
      """
      SELECT d.event_id, o.name, d.subscriber, d.state, d.attempts, d.last_error
      FROM outbox_deliveries d JOIN outbox o ON o.id = d.event_id
      WHERE d.state <> 'done' ORDER BY d.event_id LIMIT 200
      """
    ).map { row in
      Trouble(
        event: try row.get("event_id"), name: try row.get("name"),
        subscriber: try row.get("subscriber"), state: try row.get("state"),
        attempts: try row.get("attempts"), lastError: try row.get("last_error"))
    }
  }

  /// Lets parked deliveries run again from the first attempt; returns how many.
  public static func replayParked(in tx: Transaction) throws -> Int {
    try tx.run(
      """
      UPDATE outbox SET pending = TRUE WHERE id IN (
        SELECT event_id FROM outbox_deliveries WHERE state = 'parked')
      """)
    return try tx.run(
      """
      UPDATE outbox_deliveries SET state = 'failing', attempts = 0, next_at = \(tx.now)
      WHERE state = 'parked'
      """)
  }

  /// Delivered events are kept this long, so that a new reader can be filled from them.
  public static let keptDays: Int64 = 30

  /// Forgets what was delivered long ago; what is parked stays until an operator decides.
  public static func sweep(in tx: Transaction) throws {
    let before = tx.now.adding(days: -keptDays)
    try tx.run(
      """
      DELETE FROM outbox WHERE NOT pending AND published_at < \(before)
        AND id NOT IN (SELECT event_id FROM outbox_deliveries)
      """)
  }
}
