import Kernel

/// Lists of cases: one statement a page, whatever its length.
///
/// Planners know the values' spread on one engine and guess on the other, so the statement itself
/// says which index it wants: an order or an area wrapped in an expression cannot use its index.
/// Wide scopes walk the order and keep what fits; from communities down there are few open cases,
/// and those are fetched by area and sorted.
enum CaseList {
  static let kindOfSearch = "case"

  static func page(
    _ query: CaseQuery, kind: String, visible: (_ area: SQL) -> SQL, width: Int, at now: Timestamp,
    in db: some Reading
  ) throws -> CasePage<CaseListItem> {
    let isNarrow = max(width, query.area?.utf8.count ?? 0) >= CaseLevel.community.digits
    let byArea = query.sort == .grid || isNarrow && query.isOpenOnly
    let area: SQL = byArea ? "area" : "(area || '')"
    var parts = conditions(query, area: area, at: now)
    parts.insert("kind = \(kind)", at: 0)
    parts.append("(\(visible(area)))")
    if let after = query.after, after.sort == query.sort { parts.append(condition(after: after)) }
    let limit = min(max(query.limit, 1), 200)
    let rows = { (more: [SQL], sorts: Bool) in
      try db.rows(
        """
        SELECT \(CaseListItem.columns) FROM cases WHERE \(SQL.all(parts + more))
        ORDER BY \(order(query.sort, sorts: sorts)) LIMIT \(literal: rounded(limit) + 1)
        """
      ).map(CaseListItem.init)
    }
    var items: [CaseListItem] = []
    switch try looked(query, at: now, in: db).found {
    case nil: items = try rows([], byArea)
    case .number(let number): items = try rows([number], true)
    case .refs(var refs):
      if query.sort == .newest, let after = query.after, after.sort == .newest {
        refs.removeAll { $0 >= after.ref }
      }
      // A word that is in very many: the newest page is nearly always among the newest finds.
      if query.sort == .newest, refs.count > Self.newestFinds {
        items = try rows(["ref IN \(among: Array(refs.prefix(Self.newestFinds)))"], true)
        if items.count > limit { break }
      }
      if !refs.isEmpty { items = try rows(["ref IN \(among: refs)"], true) }
    }
    guard items.count > limit else { return CasePage(items: items, next: nil) }
    let shown = Array(items.prefix(limit))
    return CasePage(items: shown, next: shown.last.map { CaseCursor(query.sort, after: $0) })
  }

  private static let newestFinds = 1000

  /// Few lengths make few statements to keep prepared.
  private static func rounded(_ limit: Int) -> Int { [20, 50, 100].first { $0 >= limit } ?? 200 }

  /// The query with its text looked up: a number where it is one, else everything with its words.
  static func looked(
    _ query: CaseQuery, at now: Timestamp, in db: some Reading
  ) throws -> CaseQuery {
    guard query.found == nil, let text = query.text?.trimmed, !text.isEmpty else { return query }
    var query = query
    if let number = NumberSearch.condition(text, at: now, inPart: true) {
      query.found = .number(number)
    } else {
      let refs = try SearchIndex.find(text, kind: kindOfSearch, in: db) ?? []
      query.found = .refs(refs.sorted(by: >))
    }
    return query
  }

  private static func conditions(_ query: CaseQuery, area: SQL, at now: Timestamp) -> [SQL] {
    var parts: [SQL] = []
    if query.isOpenOnly { parts.append("is_open") }
    if !query.states.isEmpty {
      parts.append("state IN \(list: query.states.sorted { $0.rawValue < $1.rawValue })")
    }
    if !query.requestKinds.isEmpty {
      parts.append("request_kind IN \(list: query.requestKinds.map(\.rawValue).sorted())")
    }
    if !query.classCodes.isEmpty {
      parts.append("class_code IN \(list: query.classCodes.sorted())")
    }
    if !query.services.isEmpty { parts.append("service IN \(list: query.services.sorted())") }
    if let item = query.item { parts.append("item = \(item)") }
    if let prefix = query.area { parts.append(CaseSight.within(prefix, area)) }
    if let unit = query.unit { parts.append("lead_unit = \(unit)") }
    if let level = query.level { parts.append("level = \(level)") }
    parts += kept(query)
    switch query.time {
    case .near: parts.append("warn_at <= \(now) AND due_at >= \(now)")
    case .over: parts.append("due_at < \(now)")
    case nil: break
    }
    if !query.contact.isEmpty {
      parts.append("contact_hash IN \(list: query.contact.map(\.rawValue))")
    }
    if let from = query.submittedFrom { parts.append("ref >= \(from.rawValue << 20)") }
    if let from = query.closedFrom { parts.append("closed_at >= \(from)") }
    if let before = query.submittedBefore { parts.append("ref < \(before.rawValue << 20)") }
    return parts
  }

  /// How it came in and what presses it: of the list and of the counts beside its filter.
  static func kept(_ query: CaseQuery) -> [SQL] {
    var parts: [SQL] = []
    if query.proactiveOnly { parts.append("source = \(CaseSource.inspection)") }
    if let season = query.season { parts.append("season = \(season)") }
    return parts
  }

  private static func condition(after cursor: CaseCursor) -> SQL {
    switch cursor.sort {
    case .newest: "ref < \(cursor.ref)"
    case .timeLeft: "(due_at, ref) > (\(Int64(cursor.key) ?? 0), \(cursor.ref))"
    case .grid: "(area, ref) > (\(cursor.key), \(cursor.ref))"
    }
  }

  /// `sorts`: the rows come from another index and are few.
  private static func order(_ sort: CaseQuery.Sort, sorts: Bool) -> SQL {
    switch (sort, sorts) {
    case (.newest, false): "ref DESC"
    case (.newest, true): "ref + 0 DESC"
    case (.timeLeft, false): "due_at, ref"
    case (.timeLeft, true): "due_at + 0, ref"
    case (.grid, _): "area, ref"
    }
  }
}

extension CaseQuery {
  /// By time left and by grid only what is open is listed; so it is when all asked states are.
  var isOpenOnly: Bool {
    openOnly || sort != .newest || time != nil || !states.isEmpty && states.allSatisfy(\.isOpen)
  }
}
