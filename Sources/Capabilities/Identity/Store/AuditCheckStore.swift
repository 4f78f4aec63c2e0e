import Kernel

/// Every statement about `audit_checks`.
enum AuditCheckStore {
  /// Faults that are kept; more would say the same.
  private static let most = 100

  static func start(
    _ id: Identifier<AuditCheck>, by actor: String, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO audit_checks (id, asked_by, started_at, entries, lanes, checkpoints, faults)
      VALUES (\(id), \(actor), \(tx.now), 0, 0, 0, '')
      """)
  }

  static func finish(
    _ id: Identifier<AuditCheck>, _ report: AuditVerifier.Report, in tx: Transaction
  ) throws {
    let faults = report.faults.prefix(most).joined(separator: "\n")
    try tx.run(
      """
      UPDATE audit_checks SET finished_at = \(tx.now), entries = \(report.entries),
        lanes = \(report.lanes), checkpoints = \(report.checkpoints), faults = \(faults)
      WHERE id = \(id)
      """)
  }

  /// The newest that has ended, and whether a newer one still runs.
  static func newest(in db: some Reading) throws -> (ended: AuditCheck?, running: AuditCheck?) {
    let rows = try db.rows(
      """
      SELECT id, started_at, finished_at, entries, lanes, checkpoints, faults FROM audit_checks
      ORDER BY started_at DESC, id DESC LIMIT 20
      """
    ).map { row in
      AuditCheck(
        id: try row.get("id"), startedAt: try row.get("started_at"),
        finishedAt: try row.get("finished_at"), entries: try row.get("entries"),
        lanes: try row.get("lanes"), checkpoints: try row.get("checkpoints"),
        faults: try row.get("faults", as: String.self).split(separator: "\n").map(String.init))
    }
    let ended = rows.first { $0.finishedAt != nil }
    return (ended, rows.first.flatMap { $0.finishedAt == nil ? $0 : nil })
  }
}
