import Contracts
import Kernel

/// Periods in force, what runs took away, and this capability's own class.
enum RetentionStore {
  /// Class to days, as of now.
  static func periods(at now: Timestamp, in db: some Reading) throws -> [RetentionClass: Int64] {
    let rows = try db.rows(
      """
      SELECT class, days FROM retention_periods WHERE valid_from <= \(now)
      ORDER BY class, valid_from
      """)
    return Dictionary(
      try rows.map { (try $0.get("class"), try $0.get("days")) },
      uniquingKeysWith: { _, later in later })
  }

  static func note(
    _ kind: RetentionClass, days: Int64, taken: Int, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO retention_runs (id, class, days, taken, finished_at)
      VALUES (\(tx.newID()), \(kind), \(days), \(taken), \(tx.now))
      """)
  }

  /// A restriction that still stands keeps the request it came from.
  private static func over(_ before: Timestamp) -> SQL {
    """
    state <> 'open' AND decided_at < \(before) AND NOT EXISTS (
      SELECT 1 FROM rights_restrictions r WHERE r.request = rights_requests.id)
    """
  }

  static func dueRequests(before: Timestamp, in db: some Reading) throws -> Int {
    Int(try db.number("SELECT COUNT(*) FROM rights_requests WHERE \(over(before))"))
  }

  static func expireRequests(before: Timestamp, limit: Int, in tx: Transaction) throws -> Int {
    let ids: [String] = try tx.rows(
      """
      SELECT id FROM rights_requests WHERE \(over(before)) ORDER BY decided_at, id LIMIT \(limit)
      """
    ).map { try $0.get("id") }
    guard !ids.isEmpty else { return 0 }
    return try tx.run("DELETE FROM rights_requests WHERE id IN \(list: ids)")
  }
}
