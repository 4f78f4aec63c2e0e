import Civics
import Kernel

/// History, clocks, files and units of one case in one statement: pages have few to spend.
enum CaseDossierStore {
  struct Parts {
    var events: [CaseEvent] = []
    var limits: [CaseLimit] = []
    var files: [CaseAttachment] = []
    var units: Set<String> = []
    /// Whether the person asked about joined it.
    var isJoined = false
    var links: [CaseLink] = []
    /// What it was split into; of a part, what it is a part of, with the words of that.
    var pieces: [CasePartLine] = []
    var whole: (line: CaseWhole, body: String)?
  }

  private static let none: SQL = "CAST(NULL AS TEXT)"
  private static let zero: SQL = "CAST(NULL AS BIGINT)"

  /// The case if `condition` lets it be seen, and its parts, which are asked for at the same time.
  ///
  /// `linked`: which of the cases that were merged with it may be named.
  static func find(
    _ key: CaseStore.Key, kind: String, where condition: SQL, linked: SQL, in db: some Reading
  ) throws -> (item: Case, parts: Parts) {
    let id = key.id(kind: kind)
    let answers = try db.rows(
      all: [
        CaseStore.query(key, kind: kind, where: condition),
        """
        \(query(id, joinedBy: nil)) UNION ALL \(links(of: id, linked))
        UNION ALL \(pieces(of: id, opens: condition))
        """,
      ])
    guard answers.count == 2, let row = answers[0].first else { throw Problem(.notFound) }
    return (try Case(row), try parts(answers[1]))
  }

  /// A case with its parts, whoever may see it: that is for the caller to judge.
  struct Found {
    let item: Case
    let parts: Parts
    /// Whether the case fits the condition asked about.
    let isSeen: Bool
  }

  /// `linked` is asked about where something was merged only, in a statement more, and parts where
  /// something was split: among all the cases that are looked at there are few, and the condition is
  /// long.
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
    var parts = try parts(answers[1])
    // Both sides of a merge have it in their history.
    if parts.events.contains(where: { $0.move == .merge }) {
      parts.links = try Self.parts(try db.rows(links(of: "\(item.id)", linked()))).links
    }
    if item.isPart || item.details.parts != nil {
      let split = try Self.parts(
        try db.rows(pieces(of: "\(item.id)", opens: condition)))
      (parts.pieces, parts.whole) = (split.pieces, split.whole)
      parts.files = split.files + parts.files
    }
    return Found(item: item, parts: parts, isSeen: try row.get("is_seen"))
  }

  /// The parts of one case without the case, for those that may be seen already.
  static func parts(
    of id: Identifier<Case>, linked: SQL, in db: some Reading
  ) throws -> Parts {
    try parts(
      try db.rows(
        """
        \(query("\(id)", joinedBy: nil)) UNION ALL \(links(of: "\(id)", linked))
        UNION ALL \(pieces(of: "\(id)", opens: "FALSE"))
        """))
  }

  /// In no order, which a sorting step for every look would cost more than ours.
  private static func query(_ id: SQL, joinedBy person: Identifier<Person>?) -> SQL {
    let supporter: SQL? = person.map { person in
      """
      UNION ALL
      SELECT 5, person, at, \(none), \(none), \(none), \(none), \(none), \(none), \(none), \(zero),
        \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
      FROM case_supporters WHERE case_id = \(id) AND person = \(person)
      """
    }
    return """
      SELECT 1 AS part, id, at, actor AS a, role AS b, move AS c, from_state AS d, to_state AS e,
        words AS f, data AS g, version AS n, CAST(is_public AS INTEGER) AS m, \(zero) AS k,
        \(zero) AS due_at, \(zero) AS warn_at, \(zero) AS finished_at, \(zero) AS alarm_at,
        \(zero) AS late_since
      FROM case_events WHERE case_id = \(id)
      UNION ALL
      SELECT 2, duty, started_at, unit, counting, pauses, state, owner, alarm, \(none), round,
        amount, warn_percent, due_at, warn_at, finished_at, alarm_at, late_since
      FROM case_limits WHERE case_id = \(id)
      UNION ALL
      SELECT 3, file, added_at, kind, \(none), \(none), \(none), \(none), \(none), \(none),
        \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
      FROM case_attachments WHERE case_id = \(id)
      UNION ALL
      SELECT 4, unit, since, role, \(none), \(none), \(none), \(none), \(none), \(none), \(zero),
        \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
      FROM case_units WHERE case_id = \(id)
      \(supporter ?? "")
      """
  }

  /// The parts of a case; of a part the whole, whose words and pictures it has.
  ///
  /// `condition`: whether what it is a part of may be opened.
  private static func pieces(of id: SQL, opens condition: SQL) -> SQL {
    let parent: SQL = "(SELECT parent FROM cases WHERE id = \(id))"
    return """
      SELECT 8 AS part, id, submitted_at AS at, no AS a, title AS b, state AS c, lead_unit AS d,
        level AS e, outcome AS f, \(none) AS g, \(zero) AS n, \(zero) AS m, \(zero) AS k, due_at,
        \(zero) AS warn_at, \(zero) AS finished_at, \(zero) AS alarm_at,
        \(zero) AS late_since
      FROM cases WHERE parent = \(id)
      UNION ALL
      SELECT 9, id, submitted_at, no, body, \(none), \(none), \(none), \(none), \(none), \(zero),
        CASE WHEN (\(condition)) THEN 1 ELSE 0 END, \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
      FROM cases WHERE id = \(parent)
      UNION ALL
      SELECT 3, file, added_at, kind, \(none), \(none), \(none), \(none), \(none), \(none),
        \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
      FROM case_attachments WHERE case_id = \(parent) AND kind IN ('before', 'voice')
      """
  }

  /// What it was merged into and what was merged into it, each as far as `linked` allows.
  private static func links(of id: SQL, _ linked: SQL) -> SQL {
    """
    SELECT 6 AS part, id, submitted_at AS at, no AS a, address AS b, CAST(latitude AS TEXT) AS c,
      CAST(longitude AS TEXT) AS d, \(none), \(none), \(none), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
    FROM cases WHERE id = (SELECT duplicate_of FROM cases WHERE id = \(id)) AND (\(linked))
    UNION ALL
    SELECT 7, id, submitted_at, no, address, CAST(latitude AS TEXT), CAST(longitude AS TEXT), \(none),
      \(none), \(none), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero), \(zero)
    FROM cases WHERE duplicate_of = \(id) AND state = \(CaseState.merged) AND (\(linked))
    """
  }
}
