import Civics
public import Kernel

/// Limits counted anew after the calendar changed (docs/rules.md §3: only what is open).
extension CaseEngine {
  /// Ids of the open cases with a limit that runs, the nearest first.
  ///
  /// What is parked stands still: its limit is counted when it is taken up again.
  public func running(in db: some Reading) throws -> [Identifier<Case>] {
    try db.rows(
      """
      SELECT id FROM cases
      WHERE is_open AND kind = \(kind.code) AND due_at < \(CaseStore.never) ORDER BY due_at, ref
      """
    ).map { try $0.get("id") }
  }

  /// Sets the limits of one case by the calendar in force; true when one of them moved.
  ///
  /// Writes a line of history that the reporter reads, and one of audit. No version: whoever has
  /// the case open decides on the same things as before.
  public func recount(_ id: Identifier<Case>, in tx: Transaction) throws -> Bool {
    guard let item = try findBySystem(id, in: tx), item.state.isOpen else { return false }
    let calendar = calendar()
    let before = try CaseLimitStore.all(of: id, in: tx)
    let after = before.map { $0.recounted(at: tx.now, in: calendar) }
      .climbing(item, table(of: item), in: calendar)
    guard before != after else { return false }
    var next = item
    (next.dueAt, next.warnAt) = (after.nearest?.owedAt, after.nearest?.warnAt)
    try CaseLimitStore.save(after, before: before, of: id, in: tx)
    try CaseStore.setTimes(of: next, in: tx)
    try CaseEventStore.append(
      .recount, of: next, from: item.state, by: .system, as: .system, words: nil, isPublic: true,
      data: Self.moved(before, after), in: tx)
    try audit(.recount, next, by: .system, in: tx)
    return true
  }

  /// Which duty moved from when to when; handling first, since that is what people wait for.
  private static func moved(_ before: [CaseLimit], _ after: [CaseLimit]) -> [String: String] {
    let pairs = zip(before, after).filter { $0.dueAt != $1.dueAt }
    guard let (old, new) = pairs.first(where: { $0.0.duty == .handle }) ?? pairs.first else {
      return [:]
    }
    var data = ["duty": new.duty.rawValue]
    data["due_from"] = old.dueAt?.description
    data["due"] = new.dueAt?.description
    return data
  }
}

extension CaseLimit {
  /// The same limit by another calendar; what is ahead again will be told again.
  fileprivate func recounted(at now: Timestamp, in calendar: BusinessCalendar) -> CaseLimit {
    guard state == .running else { return self }
    var limit = self
    limit.compute(in: calendar)
    guard limit.dueAt != dueAt || limit.warnAt != warnAt else { return self }
    guard duty != .rate else { return limit }
    if let warnAt = limit.warnAt, warnAt > now {
      limit.alarm = .near
    } else if let dueAt = limit.dueAt, dueAt > now, alarm != .near {
      limit.alarm = .missed
    }
    limit.compute(in: calendar)
    return limit
  }
}
