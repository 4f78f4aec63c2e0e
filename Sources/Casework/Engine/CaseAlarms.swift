import Civics
public import Kernel

/// One thing the clock job found: told once, then the limit's alarm moves on.
public struct CaseAlarm: Hashable, Sendable {
  public let id: Identifier<Case>
  public let no: String
  public let area: String
  public let leadUnit: String?
  public let duty: CaseLimit.Duty
  public let owner: String
  public let alarm: CaseLimit.Alarm
  public let dueAt: Timestamp?
}

extension CaseEngine {
  /// Takes the alarms that are due, at most `limit`, and sets the next ones.
  ///
  /// A limit that slept through several (a long stop of the server) tells the last one only.
  public func takeAlarms(limit: Int, in tx: Transaction) throws -> [CaseAlarm] {
    let columns: SQL = """
      l.case_id, l.duty, l.round, l.amount, l.unit, l.warn_percent, l.counting, l.started_at,
      l.pauses, l.state, l.owner, l.due_at, l.warn_at, l.finished_at, l.alarm, l.alarm_at,
      l.climb_at, l.late_since, c.no, c.area, c.lead_unit
      """
    let rows = try tx.rows(
      """
      SELECT \(columns) FROM case_limits l JOIN cases c ON c.id = l.case_id
      WHERE l.alarm_at <= \(tx.now) AND c.kind = \(kind.code)
      ORDER BY l.alarm_at LIMIT \(limit)
      """)
    let calendar = calendar()
    return try rows.map { row in
      let id: Identifier<Case> = try row.get("case_id")
      let before = try CaseLimit(row)
      var after = before
      var alarm = before.alarm
      while let at = after.alarmAt, at <= tx.now {
        alarm = after.alarm
        after.told(in: calendar)
      }
      try CaseLimitStore.save([after], before: [before], of: id, in: tx)
      return CaseAlarm(
        id: id, no: try row.get("no"), area: try row.get("area"),
        leadUnit: try row.get("lead_unit"), duty: before.duty, owner: before.owner, alarm: alarm,
        dueAt: before.dueAt)
    }
  }
}
