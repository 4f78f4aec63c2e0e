import Civics
public import Kernel

extension CaseEngine {
  /// What staff see by their scopes.
  public func list(
    _ query: CaseQuery, for viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> CasePage<CaseListItem> {
    let sight = sight(of: viewer)
    return try CaseList.page(
      query, kind: kind.code,
      visible: { area in
        query.contact.isEmpty
          ? sight.staff(area: area)
          : SQL.all(["(\(sight.staff(area: area)))", sight.reporterKnown(area: area)])
      }, width: sight.width, at: now, in: db)
  }

  /// What the viewer reported, newest first.
  public func mine(
    _ query: CaseQuery, of viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> CasePage<CaseListItem> {
    guard let person = viewer.person else { return CasePage(items: [], next: nil) }
    return try CaseList.page(
      query.newest, kind: kind.code, visible: { _ in "reporter = \(person)" }, width: 0, at: now,
      in: db)
  }

  /// By when whoever has the case now owes the next step, late or not.
  public func runningDue(of id: Identifier<Case>, in db: some Reading) throws -> Timestamp? {
    try CaseLimitStore.all(of: id, in: db).nearest?.dueAt
  }

  /// When the reporters of these cases were promised the next step.
  public func promised(
    _ items: [CaseListItem], in db: some Reading
  ) throws -> [Identifier<Case>: Timestamp] {
    items.isEmpty ? [:] : try CaseLimitStore.promised(items.map(\.id), in: db)
  }

  /// What the viewer joined, newest first.
  public func joined(
    _ query: CaseQuery, by viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> CasePage<CaseListItem> {
    guard let person = viewer.person else { return CasePage(items: [], next: nil) }
    let page = try CaseList.page(
      query.newest, kind: kind.code,
      visible: { _ in "id IN (SELECT case_id FROM case_supporters WHERE person = \(person))" },
      width: 0, at: now, in: db)
    return CasePage(items: page.items.map(\.published), next: page.next)
  }

  /// What everybody may see, without people.
  public func shared(
    _ query: CaseQuery, at now: Timestamp, in db: some Reading
  ) throws -> CasePage<CaseListItem> {
    var query = query
    query.contact = []
    let page = try CaseList.page(
      try published(query, at: now, in: db), kind: kind.code,
      visible: { _ in Self.isShared }, width: 0, at: now,
      in: db)
    return CasePage(items: page.items.map(\.published), next: page.next)
  }

  /// What the viewer has on the desk: led by their unit, or by the level they work at in their area.
  public func desk(
    _ query: CaseQuery, of viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> CasePage<CaseListItem> {
    let sight = sight(of: viewer)
    return try CaseList.page(
      query, kind: kind.code,
      visible: { area in
        SQL.all(
          ["(\(sight.desk(area: area)))"] + [sight.unrestricted(area: area)].compactMap(\.self))
      },
      width: sight.width, at: now, in: db)
  }

  /// Answered and waiting for 核查, without the work of the viewer's own units and their own.
  ///
  /// The states are written out, because that is how the planners know the partial index.
  public func toVerify(
    _ query: CaseQuery, for viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> CasePage<CaseListItem> {
    let sight = sight(of: viewer)
    let scopes = viewer.scopes(for: kind.permissions.supervise)
    let units = viewer.grants.compactMap { grant -> String? in
      if case .unit(let unit) = grant.scope { unit } else { nil }
    }
    let foreign: SQL =
      units.isEmpty ? "TRUE" : "(lead_unit IS NULL OR lead_unit NOT IN \(list: units))"
    return try CaseList.page(
      query, kind: kind.code,
      visible: { area in
        """
        state IN ('reported', 'solved_on_site', 'verifying') AND parent IS NULL AND \(foreign)
          AND \(CaseSight.reach(scopes, area)) AND \(sight.unrestricted(area: area) ?? "TRUE")
          AND \(Self.isNotOwnWork(of: viewer))
        """
      }, width: 0, at: now, in: db)
  }

  /// As the rules keep it in `CaseDetails.resultsBy`, which lists do not read.
  ///
  /// Counted, since planners would turn "not exists" into a walk over all of history.
  private static func isNotOwnWork(of viewer: Viewer) -> SQL {
    """
    0 = (
      SELECT COUNT(*) FROM case_events WHERE case_id = cases.id AND actor = \(viewer.actor)
        AND move IN ('report', 'solve_on_site'))
    """
  }

  /// Closed and rated 没办好: supervision decides whether it is reopened.
  public func toReview(
    _ query: CaseQuery, for viewer: Viewer, at now: Timestamp, in db: some Reading
  ) throws -> CasePage<CaseListItem> {
    let sight = sight(of: viewer)
    return try CaseList.page(
      query.newest, kind: kind.code, visible: { "needs_review AND (\(sight.staff(area: $0)))" },
      width: 0, at: now, in: db)
  }

  /// Open cases that may be the same: near the point, or at the very same address.
  ///
  /// With nobody named they are those that neighbours may join.
  public func near(
    _ place: CasePlace, metres: Double, since: Timestamp, for viewer: Viewer?,
    in db: some Reading
  ) throws -> [CaseListItem] {
    guard let spots = Self.spots(place, metres: metres, since: since) else { return [] }
    let visible = viewer.map { sight(of: $0).staff() } ?? Self.isJoinable
    let found = try db.rows(
      """
      SELECT \(CaseListItem.columns) FROM cases
      WHERE is_open AND kind = \(kind.code) AND ref IN (\(spots)) AND (\(visible))
        AND state NOT IN ('reported', 'verifying') AND parent IS NULL
      ORDER BY ref + 0 DESC LIMIT 100
      """
    ).map(CaseListItem.init)
    let close = found.filter { item in
      if !place.address.isEmpty, item.place.address == place.address { return true }
      guard let point = place.point, let other = item.place.point else { return false }
      return point.metres(to: other) <= metres
    }
    return viewer == nil ? close.map(\.published) : close
  }

  /// The open cases about there: one select a cell, because a condition with OR would keep SQLite
  /// off the partial indexes, and of nothing but what these hold.
  private static func spots(_ place: CasePlace, metres: Double, since: Timestamp) -> SQL? {
    let oldest = since.rawValue << 20
    var selects: [SQL] = []
    if let point = place.point {
      selects = GeoCell.around(point, metres: metres).map { cell in
        """
        SELECT ref FROM cases WHERE is_open AND geocell >= \(cell.scope.lowerBound)
          AND geocell <= \(cell.scope.upperBound) AND ref >= \(oldest)
        """
      }
    }
    if !place.address.isEmpty {
      selects.append(
        """
        SELECT ref FROM cases
        WHERE is_open AND area = \(place.area) AND address = \(place.address)
          AND address <> '' AND ref >= \(oldest)
        """)
    }
    guard let first = selects.first else { return nil }
    return selects.dropFirst().reduce(first) { "\($0) UNION ALL \($1)" }
  }
}

extension CaseQuery {
  fileprivate var newest: CaseQuery {
    var query = self
    query.sort = .newest
    return query
  }
}
