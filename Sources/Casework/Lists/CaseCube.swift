public import Kernel

/// The open cases a viewer sees, counted by everything a queue can be filtered by.
///
/// From it come the numbers beside each choice, and what taking a filter away would give, without
/// a question to the database for each.
public struct CaseCube: Sendable {
  public struct Cell: Sendable, Hashable {
    public let state: CaseState
    public let service: String
    public let classCode: String
    public let area: String
    public let number: Int
    public let near: Int
    public let over: Int
  }

  /// Open cases, and those closed since midnight.
  public let cells: [Cell]

  /// The counts above the queue for the cells that fit.
  public func counts(where fits: (Cell) -> Bool) -> CaseCounts {
    var counts = CaseCounts()
    for cell in cells where fits(cell) {
      guard cell.state.isOpen else {
        counts.closedToday += cell.number
        continue
      }
      counts.states[cell.state, default: 0] += cell.number
      counts.near += cell.near
      counts.over += cell.over
    }
    return counts
  }
}

extension CaseEngine {
  /// The query with its text looked up once, for a list and its counts.
  public func looked(
    _ query: CaseQuery, at now: Timestamp, in db: some Reading
  ) throws -> CaseQuery {
    try CaseList.looked(query, at: now, in: db)
  }

  /// Counts within the text, the unit, the source and the season of the query; its other filters are left to the cube.
  ///
  /// What was closed before today is not counted: there is no end to it.
  public func cube(
    _ query: CaseQuery, for viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> CaseCube {
    let sight = sight(of: viewer)
    var parts: [SQL] = ["kind = \(kind.code)", "(\(sight.staff()))"]
    if let unit = query.unit { parts.append("lead_unit = \(unit)") }
    parts += CaseList.kept(query)
    if !query.contact.isEmpty {
      parts.append("contact_hash IN \(list: query.contact.map(\.rawValue))")
      parts.append(sight.reporterKnown(area: "area"))
    }
    switch try CaseList.looked(query, at: now, in: db).found {
    case nil: break
    case .number(let number): parts.append(number)
    case .refs(let refs) where refs.isEmpty: return CaseCube(cells: [])
    case .refs(let refs): parts.append("ref IN \(among: refs)")
    }
    let condition = SQL.all(parts)
    let midnight = CityTime.instant(CityTime.date(of: now))
    let rows = try db.rows(
      """
      SELECT state, service, class_code, area, COUNT(*) AS n,
        CAST(SUM(CASE WHEN due_at < \(now) THEN 1 ELSE 0 END) AS BIGINT) AS late,
        CAST(SUM(CASE WHEN warn_at <= \(now) AND due_at >= \(now) THEN 1 ELSE 0 END) AS BIGINT)
          AS soon
      FROM cases WHERE is_open AND \(condition) GROUP BY state, service, class_code, area
      UNION ALL
      SELECT state, service, class_code, area, COUNT(*), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
      FROM cases WHERE closed_at >= \(midnight) AND state = 'closed' AND \(condition)
      GROUP BY state, service, class_code, area
      """)
    return CaseCube(
      cells: try rows.map { row in
        CaseCube.Cell(
          state: try row.get("state"), service: try row.get("service"),
          classCode: try row.get("class_code"), area: try row.get("area"),
          number: try row.get("n"), near: try row.get("soon"), over: try row.get("late"))
      })
  }
}
