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
    let rows = try tx.rows(
      """
      SELECT a.lane, a.number, a.hash FROM audit_entries a
      JOIN (SELECT lane, MAX(number) AS number FROM audit_entries GROUP BY lane) h
        ON h.lane = a.lane AND h.number = a.number
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
    in database: Database, key: [UInt8], _ report: inout Report
  ) async throws -> [AuditCheckpoint] {
    let rows = try await database.read { db in
      try db.rows("SELECT id, at, heads, seal FROM audit_checkpoints ORDER BY id")
    }
    var sound: [AuditCheckpoint] = []
    for row in rows {
      report.checkpoints += 1
      let id: String = try row.get("id")
      let heads: String = try row.get("heads")
      let seal = AuditCheckpoint.seal(heads, at: try row.get("at"), key: key)
      guard ConstantTime.equal(seal, try row.get("seal", as: String.self)) else {
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
