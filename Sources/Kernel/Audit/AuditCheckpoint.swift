/// A sealed note of where every chain stood, in a chain of its own: without the key file the audit
/// can be cut at its end unseen, with checkpoints it cannot, unless they are cut with it.
///
/// Whoever cuts both is found by a head that was noted elsewhere (`AuditVerifier`).
public struct AuditCheckpoint: Sendable {
  struct Head: Sendable, Codable, Hashable {
    let number: Int64
    let hash: String
  }

  let id: String
  /// From 1 without gaps; nil for those written before checkpoints were chained.
  let number: Int64?
  let at: Timestamp
  let heads: [String: Head]
  let seal: String

  /// What is noted elsewhere: this checkpoint and all before it.
  var mark: String { "\(number ?? 0):\(seal)" }

  /// Writes a checkpoint over all heads, also over none.
  ///
  /// `onlyNews`: writes nothing when no chain has grown since the newest.
  public static func write(
    in tx: Transaction, key: [UInt8], onlyNews: Bool = false
  ) throws {
    let heads = try heads(in: tx)
    let newest = try tx.row(
      """
      SELECT number, heads, seal FROM audit_checkpoints WHERE number IS NOT NULL
      ORDER BY number DESC LIMIT 1
      """)
    if onlyNews, let newest,
      try JSONText.decode([String: Head].self, from: try newest.get("heads")) == heads
    {
      return
    }
    let text = try JSONText.encode(heads)
    let number = try newest.map { try $0.get("number", as: Int64.self) + 1 } ?? 1
    let previous = try newest?.get("seal", as: String.self) ?? ""
    let seal = seal(text, number, after: previous, at: tx.now, key: key)
    try tx.run(
      """
      INSERT INTO audit_checkpoints (id, number, previous, at, heads, seal)
      VALUES (\(tx.newID()), \(number), \(previous), \(tx.now), \(text), \(seal))
      """)
  }

  /// Every chain's head, by its lane.
  private static func heads(in tx: Transaction) throws -> [String: Head] {
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
    var heads: [String: Head] = [:]
    for row in rows {
      heads[String(try row.get("lane", as: Int64.self))] = Head(
        number: try row.get("number"), hash: try row.get("hash"))
    }
    return heads
  }

  /// Whether the first or the newest checkpoint, if there is any, has a seal by one of these keys.
  ///
  /// Either will do: keys may have been added since, or others have been in use for a while.
  public static func isSealed(byOneOf keys: [[UInt8]], in db: Snapshot) throws -> Bool {
    let look: SQL = """
      SELECT number, previous, at, heads, seal FROM audit_checkpoints WHERE number IS NOT NULL
      """
    let rows = try db.rows(
      all: ["\(look) ORDER BY number LIMIT 1", "\(look) ORDER BY number DESC LIMIT 1"]
    ).joined()
    return try rows.isEmpty
      || rows.contains { row in
        let (number, previous): (Int64?, String?) = (try row.get("number"), try row.get("previous"))
        let (at, heads): (Timestamp, String) = (try row.get("at"), try row.get("heads"))
        let stored: String = try row.get("seal")
        return keys.contains {
          ConstantTime.equal(seal(heads, number, after: previous ?? "", at: at, key: $0), stored)
        }
      }
  }

  /// `number`: nil for one of those before there was a chain.
  static func seal(
    _ heads: String, _ number: Int64?, after previous: String, at: Timestamp, key: [UInt8]
  ) -> String {
    let place = number.map { "\($0):\(previous):" } ?? ""
    return Hex.encode(HMAC.sha256("audit-checkpoint:\(place)\(at.rawValue):\(heads)", key: key))
  }
}

extension AuditVerifier {
  /// Those whose seal fits, in their order; gaps and strangers become faults.
  static func checkpoints(
    in database: Database, keys: [[UInt8]], _ report: inout Report
  ) async throws -> [AuditCheckpoint] {
    let rows = try await database.read { db in
      try db.rows(
        """
        SELECT id, number, previous, at, heads, seal FROM audit_checkpoints
        ORDER BY COALESCE(number, 0), id
        """)
    }
    var sound: [AuditCheckpoint] = []
    var (number, previous): (Int64, String) = (0, "")
    for row in rows {
      report.checkpoints += 1
      let (id, heads): (String, String) = (try row.get("id"), try row.get("heads"))
      let (at, stored): (Timestamp, String) = (try row.get("at"), try row.get("seal"))
      let own: Int64? = try row.get("number")
      let stated: String? = try row.get("previous")
      let before = stated ?? ""
      if let own {
        if own != number + 1 { report.faults.append("checkpoint \(number + 1) is missing") }
        if own == number + 1, before != previous {
          report.faults.append("checkpoint \(own) does not follow the one before it")
        }
        (number, previous) = (own, stored)
      }
      let fits = keys.contains {
        ConstantTime.equal(
          AuditCheckpoint.seal(heads, own, after: before, at: at, key: $0), stored)
      }
      guard fits else {
        report.faults.append("checkpoint \(id): its seal does not fit")
        continue
      }
      sound.append(
        AuditCheckpoint(
          id: id, number: own, at: at,
          heads: try JSONText.decode([String: AuditCheckpoint.Head].self, from: heads),
          seal: stored))
    }
    report.head = sound.last(where: { $0.number != nil })?.mark
    return sound
  }
}
