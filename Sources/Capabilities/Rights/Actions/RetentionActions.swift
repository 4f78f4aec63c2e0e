public import Contracts
import Kernel

/// Takes away what has been kept long enough, in small transactions.
public struct RetentionActions: Sendable {
  let database: Database
  let keepers: [any RetentionKeeping]

  /// In one transaction: nobody waits behind a long one.
  static let atOnce = 100

  /// What one class came to.
  public struct Figure: Hashable, Sendable {
    public let kind: RetentionClass
    public let days: Int64
    /// Taken away, or due when it was a dry run.
    public let count: Int
  }

  init(database: Database, keepers: [any RetentionKeeping]) {
    self.database = database
    self.keepers = keepers
  }

  /// What would go now; nothing is changed.
  public func due() async throws -> [Figure] {
    let now = database.world.now()
    return try await database.read { db in
      let periods = try RetentionStore.periods(at: now, in: db)
      return try work.compactMap { kind, keeper in
        guard let days = periods[kind] else { return nil }
        return Figure(
          kind: kind, days: days,
          count: try keeper.due(kind, before: now.adding(days: -days), in: db))
      }
    }
  }

  /// Takes it away; each transaction leaves a row with its figure, and a line of audit if there was
  /// any, so that nothing is gone without them when the next one fails.
  public func run() async throws -> [Figure] {
    let now = database.world.now()
    let periods = try await database.read { try RetentionStore.periods(at: now, in: $0) }
    var figures: [Figure] = []
    for (kind, keeper) in work {
      guard let days = periods[kind] else { continue }
      let before = now.adding(days: -days)
      var total = 0
      while true {
        try Task.checkCancellation()
        let taken = try await database.write { tx in
          let taken = try keeper.expire(kind, before: before, limit: Self.atOnce, in: tx)
          try Self.note(kind, days, taken, in: tx)
          return taken
        }
        total += taken
        if taken < Self.atOnce { break }
      }
      figures.append(Figure(kind: kind, days: days, count: total))
    }
    return figures
  }

  private var work: [(RetentionClass, any RetentionKeeping)] {
    keepers.flatMap { keeper in keeper.classes.map { ($0, keeper) } }
  }

  private static func note(
    _ kind: RetentionClass, _ days: Int64, _ taken: Int, in tx: Transaction
  ) throws {
    try RetentionStore.note(kind, days: days, taken: taken, in: tx)
    guard taken > 0 else { return }
    try tx.audit(
      AuditEntry(
        actor: "system", action: "rights.retention", subject: "retention:" + kind.rawValue,
        detail: "\(taken) after \(days) days"))
  }
}
