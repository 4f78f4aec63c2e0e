import Civics
import Kernel

/// Every statement on `case_limits` but the clock job's.
enum CaseLimitStore {
  static let columns: SQL = """
    case_id, duty, round, amount, unit, warn_percent, counting, started_at, pauses, state, owner,
    due_at, warn_at, finished_at, alarm, alarm_at, climb_at, late_since
    """

  static func all(of id: Identifier<Case>, in db: some Reading) throws -> [CaseLimit] {
    try db.rows(
      """
      SELECT \(columns) FROM case_limits WHERE case_id = \(id) ORDER BY started_at, duty, round
      """
    ).map(CaseLimit.init)
  }

  /// When the reporters of these cases were promised the next step; none where no such clock runs.
  static func promised(
    _ ids: [Identifier<Case>], in db: some Reading
  ) throws -> [Identifier<Case>: Timestamp] {
    let rows = try db.rows(
      """
      SELECT case_id, MIN(COALESCE(late_since, due_at)) AS due_at FROM case_limits
      WHERE case_id IN \(list: ids) AND state = \(CaseLimit.State.running)
        AND duty IN \(list: CaseLimit.Duty.promised) AND due_at IS NOT NULL
      GROUP BY case_id
      """)
    return try Dictionary(
      rows.map { (try $0.get("case_id"), try $0.get("due_at")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Writes new rows and those that changed, in one statement.
  static func save(
    _ limits: [CaseLimit], before: [CaseLimit], of id: Identifier<Case>, in tx: Transaction
  ) throws {
    let known = Set(before)
    let rows = try limits.filter { !known.contains($0) }.map { limit -> SQL in
      let clock = limit.clock
      let pauses = clock.pauses.isEmpty ? "" : try JSONText.encode(clock.pauses)
      return """
        (\(id), \(limit.duty), \(limit.round), \(clock.limit.amount),
          \(clock.limit.unit.rawValue), \(clock.limit.warnPercent), \(clock.limit.counting.rawValue),
          \(clock.startedAt), \(pauses), \(limit.state), \(limit.owner), \(limit.dueAt),
          \(limit.warnAt), \(limit.finishedAt), \(limit.alarm), \(limit.alarmAt),
          \(limit.climbAt), \(limit.lateSince))
        """
    }
    guard !rows.isEmpty else { return }
    // Filing inserts only; the conflict clause is left out there to keep the statement light.
    let conflict: SQL =
      before.isEmpty
      ? ""
      : """
       ON CONFLICT (case_id, duty, round) DO UPDATE SET amount = excluded.amount,
        pauses = excluded.pauses, state = excluded.state, owner = excluded.owner,
        due_at = excluded.due_at, warn_at = excluded.warn_at, finished_at = excluded.finished_at,
        alarm = excluded.alarm, alarm_at = excluded.alarm_at, climb_at = excluded.climb_at
      """
    try tx.later("INSERT INTO case_limits (\(columns)) VALUES \(SQL.list(rows))\(conflict)")
  }
}

extension CaseLimit {
  init(_ row: Row) throws {
    try self.init(
      duty: row.get("duty"), round: row.get("round"), amount: row.get("amount"),
      unit: row.get("unit"), warnPercent: row.get("warn_percent"), counting: row.get("counting"),
      startedAt: row.get("started_at"), pauses: row.get("pauses"), state: row.get("state"),
      owner: row.get("owner"), dueAt: row.get("due_at"), warnAt: row.get("warn_at"),
      finishedAt: row.get("finished_at"), alarm: row.get("alarm"), alarmAt: row.get("alarm_at"),
      climbAt: row.get("climb_at"), lateSince: row.get("late_since"))
  }

  /// From stored columns, whatever a statement calls them.
  init(
    duty: Duty, round: Int, amount: Int, unit: String, warnPercent: Int, counting: String,
    startedAt: Timestamp, pauses: String, state: State, owner: String, dueAt: Timestamp?,
    warnAt: Timestamp?, finishedAt: Timestamp?, alarm: Alarm, alarmAt: Timestamp?,
    climbAt: Timestamp? = nil, lateSince: Timestamp?
  ) throws {
    guard let unit = Limit.Unit(rawValue: unit), let counting = Limit.Counting(rawValue: counting),
      let limit = Limit(amount, unit, warnPercent: warnPercent, counting: counting),
      let clock = LimitClock(
        limit, startedAt: startedAt,
        pauses: pauses.isEmpty ? [] : try JSONText.decode([LimitClock.Pause].self, from: pauses))
    else { throw StoreError.other("a stored limit is none") }
    self.init(
      duty: duty, round: round, clock: clock, state: state, owner: owner, dueAt: dueAt,
      warnAt: warnAt, finishedAt: finishedAt, alarmAt: alarmAt, alarm: alarm, climbAt: climbAt,
      lateSince: lateSince)
  }
}
