public import Kernel

/// How many open cases stand where: the numbers above a queue, by the queue's own predicate.
public struct CaseCounts: Hashable, Sendable {
  public var states: [CaseState: Int] = [:]
  public var near = 0
  public var over = 0
  /// Since midnight in the city.
  public var closedToday = 0

  public var open: Int { states.values.reduce(0, +) }
}

extension CaseEngine {
  public func counts(
    for viewer: Viewer, area: String? = nil, unit: String? = nil, at now: Timestamp,
    in db: some Reading
  ) throws -> CaseCounts {
    var counts = CaseCounts()
    var parts: [SQL] = ["kind = \(kind.code)", "(\(sight(of: viewer).staff()))"]
    if let area { parts.append(CaseSight.within(area)) }
    if let unit { parts.append("lead_unit = \(unit)") }
    let midnight = CityTime.instant(CityTime.date(of: now))
    let rows = try db.rows(
      """
      SELECT state, COUNT(*) AS n,
        CAST(SUM(CASE WHEN due_at < \(now) THEN 1 ELSE 0 END) AS BIGINT) AS late,
        CAST(SUM(CASE WHEN warn_at <= \(now) AND due_at >= \(now) THEN 1 ELSE 0 END) AS BIGINT)
          AS soon
      FROM cases WHERE is_open AND \(SQL.all(parts)) GROUP BY state
      UNION ALL
      SELECT 'closed' AS state, COUNT(*) AS n, 0 AS late, 0 AS soon FROM cases
      WHERE closed_at >= \(midnight) AND state = 'closed' AND \(SQL.all(parts))
      """)
    for row in rows {
      let state: CaseState = try row.get("state")
      if state == .closed {
        counts.closedToday = try row.get("n")
        continue
      }
      counts.states[state] = try row.get("n")
      counts.over += try row.get("late", as: Int.self)
      counts.near += try row.get("soon", as: Int.self)
    }
    return counts
  }
}
