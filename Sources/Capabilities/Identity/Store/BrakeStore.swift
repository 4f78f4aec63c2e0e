import Kernel

/// Every statement about `sign_in_brakes`.
enum BrakeStore {
  static func find(_ name: String, in db: some Reading) throws -> Brake {
    let row = try db.row(
      "SELECT failures, last_at, locked_until FROM sign_in_brakes WHERE name_hash = \(name)")
    guard let row else { return Brake() }
    return Brake(
      failures: try row.get("failures"), lastAt: try row.get("last_at"),
      lockedUntil: try row.get("locked_until"))
  }

  static func save(_ brake: Brake, of name: String, in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO sign_in_brakes (name_hash, failures, last_at, locked_until)
      VALUES (\(name), \(brake.failures), \(brake.lastAt), \(brake.lockedUntil))
      ON CONFLICT (name_hash) DO UPDATE SET failures = excluded.failures,
        last_at = excluded.last_at, locked_until = excluded.locked_until
      """)
  }

  static func release(_ name: String, in tx: Transaction) throws {
    try tx.run("DELETE FROM sign_in_brakes WHERE name_hash = \(name)")
  }

  /// Forgets what no longer brakes anybody.
  static func sweep(in tx: Transaction) throws {
    let before = tx.now.adding(hours: -Brake.forgetAfterHours)
    try tx.run("DELETE FROM sign_in_brakes WHERE last_at < \(before)")
  }
}
