public import Kernel

/// How many open cases stand where: the numbers above a queue, by the queue's own predicate.
public struct CaseCounts: Hashable, Sendable {
  public var states: [CaseState: Int] = [:]
  public var near = 0
  public var over = 0
  /// Since midnight in the city.
  public var closedToday = 0

  public var open: Int { states.values.reduce(0, +) }

  /// Of a desk: what is to be done there, without what waits for others.
  public var toDo: Int { states.reduce(0) { $0 + ($1.key.waitsForUnit ? $1.value : 0) } }

  public init() {}
}

extension CaseEngine {
  public func counts(
    for viewer: Viewer, area: String? = nil, unit: String? = nil, at now: Timestamp,
    in db: some Reading
  ) throws -> CaseCounts {
    var parts: [SQL] = ["(\(sight(of: viewer).staff()))"]
    if let area { parts.append(CaseSight.within(area)) }
    if let unit { parts.append("lead_unit = \(unit)") }
    return try counts(where: parts, at: now, in: db)
  }

  /// What the viewer has on the desk, counted; near and over are only those that are to be done.
  public func deskCounts(
    of viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> CaseCounts {
    try counts(
      where: ["(\(sight(of: viewer).desk()))"], timed: CaseState.toDo, at: now, in: db)
  }

  /// One statement: pages have few to spend.
  ///
  /// `timed`: states whose limits count; nil for all.
  private func counts(
    where parts: [SQL], timed: Set<CaseState>? = nil, at now: Timestamp, in db: some Reading
  ) throws -> CaseCounts {
    let condition = SQL.all(["kind = \(kind.code)"] + parts)
    let midnight = CityTime.instant(CityTime.date(of: now))
    let rows = try db.rows(
      """
      SELECT state, COUNT(*) AS n,
        CAST(SUM(CASE WHEN due_at < \(now) THEN 1 ELSE 0 END) AS BIGINT) AS late,
        CAST(SUM(CASE WHEN warn_at <= \(now) AND due_at >= \(now) THEN 1 ELSE 0 END) AS BIGINT)
          AS soon
      FROM cases WHERE is_open AND \(condition) GROUP BY state
      UNION ALL
      SELECT 'closed', COUNT(*), CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM cases
      WHERE closed_at >= \(midnight) AND state = 'closed' AND \(condition)
      """)
    var counts = CaseCounts()
    for row in rows {
      let state: CaseState = try row.get("state")
      let number: Int = try row.get("n")
      guard state.isOpen else {
        counts.closedToday = number
        continue
      }
      counts.states[state] = number
      guard timed?.contains(state) ?? true else { continue }
      counts.over += try row.get("late", as: Int.self)
      counts.near += try row.get("soon", as: Int.self)
    }
    return counts
  }
}
