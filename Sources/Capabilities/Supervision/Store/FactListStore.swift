import Kernel

/// Which requests stand behind a figure.
struct CaseListQuery: Hashable, Sendable {
  let measure: Measure
  /// Those with the measure and without this: what is missing to the whole.
  var but: Measure?
  var codes: [Axis: String] = [:]
  var reach: Reach
  var after: String?
  var limit = 50

  /// As `Fact.counts`: parts stand in the lists of units, and among what was dispatched.
  var condition: SQL {
    codes[.unit] != nil || measure.anchor == .dispatched
      ? "TRUE" : "(marks & \(Fact.partMark)) = 0"
  }
}

/// What is asked of the facts as they stand.
enum FactListStore {
  private static let columns: SQL = """
    id, number, COALESCE(unit, '') AS unit, area, class_code, COALESCE(item, service) AS kind,
    state, marks, excluded, is_restricted, submitted_at, due_at
    """

  /// A page of the requests that are counted from one instant to another.
  static func list(
    _ query: CaseListQuery, from: Timestamp, to: Timestamp, now: Timestamp, in db: some Reading
  ) throws -> [WeekMember] {
    var parts: [SQL] = [
      query.reach.condition(on: "area"), "NOT is_restricted", query.condition,
    ]
    if query.measure == .overdue {
      parts += [
        "is_open", "due_at IS NOT NULL", "due_at < \(now)",
        "(marks & \(Measure.open.bit)) <> 0",
      ]
    } else {
      parts.append("(marks & \(query.measure.bit)) <> 0")
    }
    if let anchor = query.measure.anchor { parts.append(within(anchor, from, to)) }
    if let but = query.but { parts.append("(marks & \(but.bit)) = 0") }
    if let unit = query.codes[.unit] { parts.append("COALESCE(unit, '') = \(unit)") }
    if let area = query.codes[.area] { parts.append(Reach.within(area, "area")) }
    if let code = query.codes[.classCode] { parts.append("class_code = \(code)") }
    if let kind = query.codes[.kind] { parts.append("COALESCE(item, service) = \(kind)") }
    if let after = query.after { parts.append("id > \(after)") }
    return try db.rows(
      """
      SELECT \(columns) FROM supervision_facts WHERE \(SQL.all(parts)) ORDER BY id
      LIMIT \(query.limit + 1)
      """
    ).map(member)
  }

  private static func within(_ anchor: Measure.Anchor, _ from: Timestamp, _ to: Timestamp) -> SQL {
    switch anchor {
    case .submitted: "submitted_at >= \(from) AND submitted_at < \(to)"
    case .dispatched: "dispatched_at >= \(from) AND dispatched_at < \(to)"
    case .contactDue: "contact_due_at >= \(from) AND contact_due_at < \(to)"
    case .handled: "handled_at >= \(from) AND handled_at < \(to)"
    case .closed: "closed_at >= \(from) AND closed_at < \(to)"
    }
  }

  /// Something that is late, for the meeting and the wall.
  struct Stuck: Sendable, Hashable {
    let member: WeekMember
    let dueAt: Timestamp?
  }

  /// The latest of what is late; `(marks & open)` leaves out what no figure counts.
  ///
  /// Parts stand beside what they are parts of: each has a unit that can say what it will do.
  static func late(
    most: Int, reach: Reach, now: Timestamp, in db: some Reading
  ) throws -> [Stuck] {
    try db.rows(
      """
      SELECT \(columns) FROM supervision_facts
      WHERE is_open AND due_at IS NOT NULL AND due_at < \(now) AND NOT is_restricted
        AND (marks & \(Measure.open.bit)) <> 0 AND \(reach.condition(on: "area"))
      ORDER BY due_at, id LIMIT \(most)
      """
    ).map { Stuck(member: try member($0), dueAt: try $0.get("due_at")) }
  }

  /// How many are late, by place.
  static func lateByArea(
    reach: Reach, now: Timestamp, in db: some Reading
  ) throws -> [String: Int] {
    let rows = try db.rows(
      """
      SELECT area, COUNT(*) AS n FROM supervision_facts
      WHERE is_open AND due_at IS NOT NULL AND due_at < \(now)
        AND (marks & \(Measure.open.bit)) <> 0 AND (marks & \(Fact.partMark)) = 0
        AND \(reach.condition(on: "area"))
      GROUP BY area
      """)
    return try Dictionary(
      rows.map { (try $0.get("area"), try $0.get("n", as: Int.self)) },
      uniquingKeysWith: { $1 })
  }

  private static func member(_ row: Row) throws -> WeekMember {
    WeekMember(
      id: try row.get("id"), number: try row.get("number"), unit: try row.get("unit"),
      area: try row.get("area"), classCode: try row.get("class_code"), kind: try row.get("kind"),
      state: try row.get("state"), marks: try row.get("marks"),
      excluded: try row.get("excluded"), isRestricted: try row.get("is_restricted"),
      submittedAt: try row.get("submitted_at"))
  }
}
