public import Civics
public import Kernel

/// One of the last things that happened to any case, as a line beside a queue.
public struct RecentMove: Identifiable, Hashable, Sendable {
  public let id: String
  public let at: Timestamp
  public let role: CaseRole
  public let move: CaseMove.Kind
  /// Codes: unit, level, ground.
  public let data: [String: String]
  public let item: Identifier<Case>
  public let no: CaseNumber
  public let title: String
  /// The first characters of the words.
  public let excerpt: String
  public let service: String
  public let kind: String?
  public let source: CaseSource
  public let place: CasePlace
  /// Who leads it now.
  public let leadUnit: String?
}

extension CaseEngine {
  /// How far back a narrow scope is looked through, so that the look costs the same for everybody.
  private static let movesLookedThrough = 400
  private static let daysOfFilings: Int64 = 2

  /// The newest moves and filings within the viewer's scope, newest first; one statement.
  ///
  /// Filings come from the cases themselves, whose order is indexed already: an index of all
  /// history would be paid by each of them. What was brought in from elsewhere is no news.
  public func recent(
    for viewer: Viewer, limit: Int, at now: Timestamp, in db: some Reading
  ) throws -> [RecentMove] {
    let sight = sight(of: viewer)
    guard sight.isStaff else { return [] }
    let since = now.adding(days: -Self.daysOfFilings).rawValue << 20
    let columns: SQL = """
      id, no, title, substr(body, 1, 80) AS excerpt, service, item, source, area, address,
      latitude, longitude, lead_unit
      """
    let count = min(max(limit, 1), 100)
    return try db.rows(
      """
      SELECT * FROM (
        SELECT event, at, done_as, move, said, \(columns)
        FROM (
          SELECT case_id, id AS event, at, role AS done_as, move, data AS said FROM case_events
          WHERE move <> 'submit' ORDER BY id DESC LIMIT \(literal: Self.movesLookedThrough)
        ) AS moves JOIN cases ON cases.id = moves.case_id
        WHERE kind = \(kind.code) AND NOT is_imported AND move <> 'recount' AND (\(sight.staff()))
        ORDER BY event DESC LIMIT \(literal: count)) AS moved
      UNION ALL
      SELECT * FROM (
        SELECT id AS event, submitted_at AS at, 'reporter' AS done_as, 'submit' AS move,
          '{}' AS said, \(columns)
        FROM cases
        WHERE kind = \(kind.code) AND NOT is_imported AND ref >= \(since)
          AND (\(sight.staff(area: "(area || '')")))
        ORDER BY ref DESC LIMIT \(literal: count)) AS filed
      ORDER BY at DESC, event DESC LIMIT \(literal: count)
      """
    ).map(RecentMove.init)
  }
}

extension RecentMove {
  fileprivate init(_ row: Row) throws {
    let said: String = try row.get("said")
    self.init(
      id: try row.get("event"), at: try row.get("at"), role: try row.get("done_as"),
      move: try row.get("move"),
      data: said == "{}" ? [:] : try JSONText.decode([String: String].self, from: said),
      item: try row.get("id"), no: try row.number("no"), title: try row.get("title"),
      excerpt: try row.get("excerpt"), service: try row.get("service"),
      kind: try row.get("item"), source: try row.get("source"),
      place: CasePlace(
        area: try row.get("area"), address: try row.get("address"), point: try row.point()),
      leadUnit: try row.get("lead_unit"))
  }
}
