/// What an operator sees of the job queue, and can do about parked jobs.
public enum JobQueue {
  public static func lines(in db: some Reading) throws -> [String] {
    let counts = try db.rows("SELECT state, COUNT(*) AS n FROM jobs GROUP BY state ORDER BY state")
      .map { "\(try $0.get("state", as: String.self)): \(try $0.get("n", as: Int64.self))" }
    let open = try db.rows(
      """
      SELECT id, name, state, attempts, run_at, last_error FROM jobs WHERE state <> 'done'
      ORDER BY run_at, id LIMIT 200
      """
    ).map { row -> String in
      let error: String? = try row.get("last_error")
      return "\(try row.get("state", as: String.self)) \(try row.get("name", as: String.self)) "
        + "\(try row.get("id", as: String.self)) due \(try row.get("run_at", as: Timestamp.self)), "
        + "\(try row.get("attempts", as: Int64.self)) attempts\(error.map { ": " + $0 } ?? "")"
    }
    return counts + open
  }

  /// How many jobs are not done yet, by state.
  public static func waiting(in db: some Reading) throws -> [(state: String, count: Int64)] {
    try db.rows(
      "SELECT state, COUNT(*) AS n FROM jobs WHERE state <> 'done' GROUP BY state ORDER BY state"
    ).map { (try $0.get("state"), try $0.get("n")) }
  }

  /// Returns how many jobs were given a fresh start.
  public static func retryParked(in tx: Transaction) throws -> Int {
    try tx.run(
      """
      UPDATE jobs SET state = 'waiting', attempts = 0, run_at = \(tx.now) WHERE state = 'parked'
      """)
  }

  /// Jobs that are done are kept this long, and so long their keys keep a second one away.
  ///
  /// As long as delivered events, from which the same job could be asked for again.
  public static let keptDays: Int64 = Outbox.keptDays

  /// Forgets what was done long ago; what is parked stays until an operator decides.
  public static func sweep(in tx: Transaction) throws {
    try tx.run(
      """
      DELETE FROM jobs WHERE state = 'done' AND finished_at < \(tx.now.adding(days: -keptDays))
      """)
  }
}
