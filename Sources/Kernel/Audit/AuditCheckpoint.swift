/// A sealed note of where every chain stood: without the key file a chain can be cut at its end
/// unseen, with checkpoints it cannot.
public struct AuditCheckpoint: Sendable {
  struct Head: Sendable, Codable, Hashable {
    let number: Int64
    let hash: String
  }

  let id: String
  let heads: [String: Head]

  /// Writes a checkpoint over all heads; nothing is written when there is no audit yet.
  public static func write(in tx: Transaction, key: [UInt8]) throws {
    // From lane to lane by the index: grouping would read millions of links while others wait.
    let rows = try tx.rows(
      """
      WITH RECURSIVE lanes (lane) AS (
        SELECT MIN(lane) FROM audit_entries
        UNION ALL
        SELECT (SELECT MIN(a.lane) FROM audit_entries a WHERE a.lane > lanes.lane)
        FROM lanes WHERE lanes.lane IS NOT NULL)
      SELECT a.lane, a.number, a.hash FROM lanes JOIN audit_entries a ON a.lane = lanes.lane
        AND a.number = (SELECT MAX(b.number) FROM audit_entries b WHERE b.lane = lanes.lane)
      """)
    guard !rows.isEmpty else { return }
    var heads: [String: Head] = [:]
    for row in rows {
      heads[String(try row.get("lane", as: Int64.self))] = Head(
        number: try row.get("number"), hash: try row.get("hash"))
    }
    let text = try JSONText.encode(heads)
    try tx.run(
      """
      INSERT INTO audit_checkpoints (id, at, heads, seal)
      VALUES (\(tx.newID()), \(tx.now), \(text), \(seal(text, at: tx.now, key: key)))
      """)
  }

  static func seal(_ heads: String, at: Timestamp, key: [UInt8]) -> String {
    Hex.encode(HMAC.sha256("audit-checkpoint:\(at.rawValue):\(heads)", key: key))
  }
}

extension AuditVerifier {
  static func checkpoints(
    in database: Database, keys: [[UInt8]], _ report: inout Report
  ) async throws -> [AuditCheckpoint] {
    let rows = try await database.read { db in
      try db.rows("SELECT id, at, heads, seal FROM audit_checkpoints ORDER BY id")
    }
    var sound: [AuditCheckpoint] = []
    for row in rows {
      report.checkpoints += 1
      let id: String = try row.get("id")
      let heads: String = try row.get("heads")
      let (at, stored): (Timestamp, String) = (try row.get("at"), try row.get("seal"))
      let fits = keys.contains {
        ConstantTime.equal(AuditCheckpoint.seal(heads, at: at, key: $0), stored)
      }
      guard fits else {
        report.faults.append("checkpoint \(id): its seal does not fit")
        continue
      }
      sound.append(
        AuditCheckpoint(
          id: id, heads: try JSONText.decode([String: AuditCheckpoint.Head].self, from: heads)))
    }
    return sound
  }
}
