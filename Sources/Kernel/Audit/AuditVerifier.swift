/// Walks every chain and says where one does not fit.
public enum AuditVerifier {
  public struct Report: Sendable, Codable, Hashable {
    public var entries: Int64 = 0
    public var lanes: Int64 = 0
    public var checkpoints: Int64 = 0
    /// Places that do not fit, in words for an auditor.
    public var faults: [String] = []
  }

  /// Reads lane by lane in pages, each page in a snapshot of its own, so that a long audit does
  /// not hold the site; entries written meanwhile are left for the next time.
  ///
  /// `key`: what checkpoints are sealed with.
  public static func verify(_ database: Database, key: [UInt8]) async throws -> Report {
    try await verify(database, keys: [key])
  }

  /// `keys`: what checkpoints may be sealed with, older ones too.
  public static func verify(_ database: Database, keys: [[UInt8]]) async throws -> Report {
    var report = Report()
    // Checkpoints first: one written meanwhile may know a lane that was not there yet.
    let checkpoints = try await checkpoints(in: database, keys: keys, &report)
    let lanes = try await database.read { db in
      try db.rows("SELECT DISTINCT lane FROM audit_entries ORDER BY lane")
        .map { try $0.get("lane", as: Int64.self) }
    }
    var heads: [Int64: [Int64: String]] = [:]
    for lane in lanes {
      let wanted = Set(checkpoints.compactMap { $0.heads[String(lane)]?.number })
      heads[lane] = try await verify(lane, in: database, remembering: wanted, &report)
    }
    report.lanes = Int64(lanes.count)
    for checkpoint in checkpoints {
      for (lane, head) in checkpoint.heads
      where heads[Int64(lane) ?? -1]?[head.number] != head.hash {
        report.faults.append(
          "lane \(lane): link \(head.number) is not the one checkpoint \(checkpoint.id) saw")
      }
    }
    return report
  }

  private static func verify(
    _ lane: Int64, in database: Database, remembering wanted: Set<Int64>, _ report: inout Report
  ) async throws -> [Int64: String] {
    var previous = ChainHead(number: 0, hash: "")
    var remembered: [Int64: String] = [:]
    while true {
      let after = previous.number
      let rows = try await database.read { db in
        try db.rows(
          """
          SELECT number, at, actor, action, subject, detail, hash FROM audit_entries
          WHERE lane = \(lane) AND number > \(after) ORDER BY number LIMIT 1000
          """)
      }
      if rows.isEmpty { return remembered }
      for row in rows {
        let number: Int64 = try row.get("number")
        let stored: String = try row.get("hash")
        if number != previous.number + 1 {
          report.faults.append("lane \(lane): link \(previous.number + 1) is missing")
        }
        let entry = AuditEntry(
          actor: try row.get("actor"), action: try row.get("action"),
          subject: try row.get("subject"), detail: try row.get("detail"))
        let expected = entry.hash(
          after: previous.hash, lane: lane, number: number, at: try row.get("at"))
        if expected != stored { report.faults.append("lane \(lane): link \(number) was changed") }
        report.entries += 1
        if wanted.contains(number) { remembered[number] = stored }
        previous = ChainHead(number: number, hash: stored)
      }
    }
  }
}
