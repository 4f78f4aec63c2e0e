import Civics
public import Kernel

/// A case that the platform passed up, for whoever tells its new owner.
public struct CaseClimbed: Sendable {
  public let moved: CaseMoved
  public let duty: CaseLimit.Duty
  /// Who was late, and who owes it now.
  public let from: String
  public let owner: String
  /// By when the new owner owes it.
  public let dueAt: Timestamp?
}

extension CaseEngine {
  /// Cases that nobody moved in time, the longest due first.
  ///
  /// Nobody's to see: for the platform's own job.
  public func toClimb(
    limit: Int, at now: Timestamp, in db: some Reading
  ) throws -> [Identifier<Case>] {
    var seen: Set<Identifier<Case>> = []
    return try db.rows(
      """
      SELECT l.case_id FROM case_limits l JOIN cases c ON c.id = l.case_id
      WHERE l.climb_at <= \(now) AND c.kind = \(kind.code)
      ORDER BY l.climb_at, l.case_id LIMIT \(limit)
      """
    ).map { try $0.get("case_id") }.filter { seen.insert($0).inserted }
  }

  /// Passes one case up where a limit of it says so now; nil where somebody was quicker.
  ///
  /// Run twice it does nothing the second time: the new owner's limit lies ahead.
  public func climb(_ id: Identifier<Case>, in tx: Transaction) throws -> CaseClimbed? {
    guard let item = try findBySystem(id, in: tx) else { return nil }
    let facts = CaseFacts(now: tx.now, calendar: calendar(), table: table(of: item))
    let before = try CaseLimitStore.all(of: id, in: tx)
    let known = before.climbing(item, facts.table, in: facts.calendar)
    guard let late = known.first(where: { $0.climbAt.map { $0 <= tx.now } ?? false }) else {
      try CaseLimitStore.save(known, before: before, of: id, in: tx)
      return nil
    }
    let change = try item.climbed(from: late, facts)
    var next = change.item
    let after = known.taking(change.clocks, at: tx.now, in: facts.calendar)
      .climbing(next, facts.table, in: facts.calendar)
    (next.dueAt, next.warnAt) = (after.nearest?.owedAt, after.nearest?.warnAt)
    try CaseLimitStore.save(after, before: before, of: id, in: tx)
    if late.duty == .handle {
      next.version += 1
      try CaseStore.update(next, in: tx)
      try CaseEventStore.assign(next, in: tx)
    } else {
      // No version: whoever has the form open is asked for the same as before.
      try CaseStore.setTimes(of: next, in: tx)
    }
    let event = try CaseEventStore.append(
      .climb, of: next, from: item.state, by: .system, as: .system, words: change.text,
      isPublic: change.isPublic, data: change.data, in: tx)
    try audit(.climb, next, by: .system, in: tx)
    let now = after.last { $0.duty == late.duty && $0.state.isLive }
    return CaseClimbed(
      moved: CaseMoved(
        item: next, move: .climb, from: item.state, event: event, role: .system,
        tellsReporter: false, textsCaller: false),
      duty: late.duty, from: late.owner, owner: now?.owner ?? late.owner, dueAt: now?.dueAt)
  }
}
