import Civics
import Kernel

/// History, clocks, files and units of one case in one statement: pages have few to spend.
///
/// Links between merged cases take one more, where there are any.
enum CaseDossierStore {
  struct Parts {
    var events: [CaseEvent] = []
    var limits: [CaseLimit] = []
    var files: [CaseAttachment] = []
    var units: Set<String> = []
    /// Whether the person asked about joined it.
    var isJoined = false
    var links: [CaseLink] = []
  }

  private static let none: SQL = "CAST(NULL AS TEXT)"
  private static let zero: SQL = "CAST(NULL AS BIGINT)"

  /// The case if `condition` lets it be seen, and its parts, which are asked for at the same time.
  ///
  /// `linked`: which of the cases that were merged with it may be named; asked for only where
  /// something was merged.
  static func find(
    _ key: CaseStore.Key, kind: String, where condition: SQL, linked: @autoclosure () -> SQL,
    in db: some Reading
  ) throws -> (item: Case, parts: Parts) {
    let found = try find(
      key, kind: kind, seen: condition, joinedBy: nil, linked: linked(), in: db)
    guard found.isSeen else { throw Problem(.notFound) }
    return (found.item, found.parts)
  }

  /// A case with its parts, whoever may see it: that is for the caller to judge.
  struct Found {
    let item: Case
    let parts: Parts
    /// Whether the case fits the condition asked about.
    let isSeen: Bool
  }

  static func find(
    _ key: CaseStore.Key, kind: String, seen condition: SQL,
    joinedBy person: Identifier<Person>?, linked: @autoclosure () -> SQL, in db: some Reading
  ) throws -> Found {
    let answers = try db.rows(
      all: [
        CaseStore.query(key, kind: kind, where: "TRUE", isSeen: condition),
        query(key.id(kind: kind), joinedBy: person),
      ])
    guard answers.count == 2, let row = answers[0].first else { throw Problem(.notFound) }
    let item = try Case(row)
    return Found(
      item: item, parts: try parts(answers[1], of: item.id, linked: linked(), in: db),
      isSeen: try row.get("is_seen"))
  }

  /// The parts of one case without the case, for those that may be seen already.
  static func parts(
    of id: Identifier<Case>, linked: @autoclosure () -> SQL, in db: some Reading
  ) throws -> Parts {
    try parts(try db.rows(query("\(id)", joinedBy: nil)), of: id, linked: linked(), in: db)
  }

  /// In no order, which a sorting step for every look would cost more than ours.
  private static func query(_ id: SQL, joinedBy person: Identifier<Person>?) -> SQL {
    let supporter: SQL? = person.map { person in
      """
      UNION ALL
      SELECT 5, person, at, \(none), \(none), \(none), \(none), \(none), \(none), \(none), \(zero),
        \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
      FROM case_supporters WHERE case_id = \(id) AND person = \(person)
      """
    }
    return """
      SELECT 1 AS part, id, at, actor AS a, role AS b, move AS c, from_state AS d, to_state AS e,
        words AS f, data AS g, version AS n, CAST(is_public AS INTEGER) AS m, \(zero) AS k,
        \(zero) AS due_at, \(zero) AS warn_at, \(zero) AS finished_at, \(zero) AS alarm_at
      FROM case_events WHERE case_id = \(id)
      UNION ALL
      SELECT 2, duty, started_at, unit, counting, pauses, state, owner, alarm, \(none), round,
        amount, warn_percent, due_at, warn_at, finished_at, alarm_at
      FROM case_limits WHERE case_id = \(id)
      UNION ALL
      SELECT 3, file, added_at, kind, \(none), \(none), \(none), \(none), \(none), \(none),
        \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
      FROM case_attachments WHERE case_id = \(id)
      UNION ALL
      SELECT 4, unit, since, role, \(none), \(none), \(none), \(none), \(none), \(none), \(zero),
        \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
      FROM case_units WHERE case_id = \(id)
      \(supporter ?? "")
      """
  }

  private static func parts(
    _ rows: [Row], of id: Identifier<Case>, linked: @autoclosure () -> SQL, in db: some Reading
  ) throws -> Parts {
    var parts = try parts(rows)
    // Both sides of a merge have it in their history, so that the many others need no look.
    if parts.events.contains(where: { $0.move == .merge }) {
      parts.links = try links(of: id, linked: linked(), in: db)
    }
    return parts
  }

  /// What it was merged into and what was merged into it, each as far as `linked` allows.
  private static func links(
    of id: Identifier<Case>, linked: SQL, in db: some Reading
  ) throws -> [CaseLink] {
    let rows = try db.rows(
      """
      SELECT id, no, 1 AS is_target FROM cases
      WHERE id = (SELECT duplicate_of FROM cases WHERE id = \(id)) AND (\(linked))
      UNION ALL
      SELECT id, no, 0 FROM cases
      WHERE duplicate_of = \(id) AND state = \(CaseState.merged) AND (\(linked))
      """)
    return try rows.map { row in
      CaseLink(
        id: try row.get("id"), no: try row.number("no"),
        isTarget: try row.get("is_target", as: Int.self) == 1)
    }
    .sorted { $0.no.rawValue < $1.no.rawValue }
  }

  private static func parts(_ rows: [Row]) throws -> Parts {
    var parts = Parts()
    for row in rows {
      switch try row.get("part", as: Int.self) {
      case 1: parts.events.append(try event(row))
      case 2: parts.limits.append(try limit(row))
      case 3:
        parts.files.append(
          CaseAttachment(file: try row.get("id"), kind: try row.get("a"), at: try row.get("at")))
      case 4: parts.units.insert(try row.get("id"))
      default: parts.isJoined = true
      }
    }
    parts.events.sort { ($0.at, $0.id) < ($1.at, $1.id) }
    parts.limits.sort {
      ($0.clock.startedAt, $0.duty.rawValue) < ($1.clock.startedAt, $1.duty.rawValue)
    }
    parts.files.sort { ($0.at, $0.file.rawValue) < ($1.at, $1.file.rawValue) }
    return parts
  }

  private static func event(_ row: Row) throws -> CaseEvent {
    let data: String = try row.get("g")
    return CaseEvent(
      id: try row.get("id"), at: try row.get("at"), actor: try row.get("a"),
      role: try row.get("b"), move: try row.get("c"), from: try row.get("d"),
      to: try row.get("e"), version: try row.get("n"), words: try row.get("f"),
      isPublic: try row.get("m", as: Int.self) == 1,
      data: data == "{}" ? [:] : try JSONText.decode([String: String].self, from: data))
  }

  private static func limit(_ row: Row) throws -> CaseLimit {
    try CaseLimit(
      duty: row.get("id"), round: row.get("n"), amount: row.get("m"), unit: row.get("a"),
      warnPercent: row.get("k"), counting: row.get("b"), startedAt: row.get("at"),
      pauses: row.get("c"), state: row.get("d"), owner: row.get("e"), dueAt: row.get("due_at"),
      warnAt: row.get("warn_at"), finishedAt: row.get("finished_at"), alarm: row.get("f"),
      alarmAt: row.get("alarm_at"))
  }
}
