/// Walks every chain and says where one does not fit.
public enum AuditVerifier {
  public struct Report: Sendable, Codable, Hashable {
    public var entries: Int64 = 0
    public var lanes: Int64 = 0
    public var checkpoints: Int64 = 0
    /// Number and seal of the newest checkpoint; noted elsewhere, it proves that nothing up to it
    /// was cut off later.
    public var head: String?
    /// Places that do not fit, in words for an auditor.
    public var faults: [String] = []
  }

  /// What a verification holds the audit against.
  public struct Expectation: Sendable {
    /// A head that was noted elsewhere.
    public var head: String?
    /// What was written an hour before this has to be under a checkpoint; now when nil.
    public var asOf: Timestamp?
    /// Whether there has to be a checkpoint at all: the first migration writes one.
    public var needsCheckpoint: Bool

    public init(head: String? = nil, asOf: Timestamp? = nil, needsCheckpoint: Bool = false) {
      self.head = head
      self.asOf = asOf
      self.needsCheckpoint = needsCheckpoint
    }
  }

  public typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

  /// Entries may be without a checkpoint for so long; the server writes one every ten minutes.
  static let openMinutes: Int64 = 60

  /// Reads lane by lane in pages, each page in a snapshot of its own, so that a long audit does
  /// not hold the site; entries written meanwhile are left for the next time.
  ///
  /// `keys`: what checkpoints may be sealed with, older ones too. `progress` hears after every page
  /// how many entries of how many were walked.
  public static func verify(
    _ database: Database, keys: [[UInt8]], expecting: Expectation = Expectation(),
    progress: Progress = { _, _ in }
  ) async throws -> Report {
    var report = Report()
    // Checkpoints first: one written meanwhile may know a lane that was not there yet.
    let checkpoints = try await checkpoints(in: database, keys: keys, &report)
    let newest = checkpoints.last(where: { $0.number != nil })
    if expecting.needsCheckpoint, newest == nil {
      report.faults.append("there is no checkpoint: all of them are gone")
    }
    if let head = expecting.head, !checkpoints.contains(where: { $0.mark == head }) {
      report.faults.append("the noted head \(head) is gone: what it sealed was cut off or replaced")
    }
    let tops = try await database.read { db in
      try db.rows(
        "SELECT lane, MAX(number) AS top FROM audit_entries GROUP BY lane ORDER BY lane"
      ).map { (lane: try $0.get("lane", as: Int64.self), top: try $0.get("top", as: Int.self)) }
    }
    let total = tops.reduce(0) { $0 + $1.top }
    let now = expecting.asOf ?? database.world.now()
    var watch = Watch(before: now.adding(minutes: -openMinutes))
    var heads: [Int64: [Int64: String]] = [:]
    for (lane, _) in tops {
      watch.wanted = Set(checkpoints.compactMap { $0.heads[String(lane)]?.number })
      watch.covered = newest.map { $0.heads[String(lane)]?.number ?? 0 }
      heads[lane] = try await verify(lane, in: database, &watch, &report) {
        progress($0, max($0, total))
      }
    }
    report.lanes = Int64(tops.count)
    if watch.open > 0, let newest {
      report.faults.append(
        """
        \(watch.open) entries older than an hour are under no checkpoint (the newest is of \
        \(newest.at)): either the server did not run, or checkpoints are gone
        """)
    }
    for checkpoint in checkpoints {
      for (lane, head) in checkpoint.heads
      where heads[Int64(lane) ?? -1]?[head.number] != head.hash {
        report.faults.append(
          "lane \(lane): link \(head.number) is not the one checkpoint \(checkpoint.id) saw")
      }
    }
    return report
  }

  /// What is looked out for while a lane is walked.
  private struct Watch {
    let before: Timestamp
    /// Links whose hashes checkpoints know.
    var wanted: Set<Int64> = []
    /// The last link under the newest checkpoint; nil where there is none.
    var covered: Int64?
    /// Old links above it.
    var open = 0

    init(before: Timestamp) { self.before = before }
  }

  private static func verify(
    _ lane: Int64, in database: Database, _ watch: inout Watch, _ report: inout Report,
    progress: (Int) -> Void
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
        let at: Timestamp = try row.get("at")
        let expected = entry.hash(after: previous.hash, lane: lane, number: number, at: at)
        if expected != stored { report.faults.append("lane \(lane): link \(number) was changed") }
        report.entries += 1
        if let covered = watch.covered, number > covered, at < watch.before { watch.open += 1 }
        if watch.wanted.contains(number) { remembered[number] = stored }
        previous = ChainHead(number: number, hash: stored)
      }
      progress(Int(report.entries))
    }
  }
}
