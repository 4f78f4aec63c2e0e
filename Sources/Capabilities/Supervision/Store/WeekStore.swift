import Kernel

/// Every statement on `supervision_weeks` and `supervision_week_cases`.
enum WeekStore {
  static func insert(_ frozen: FrozenWeek, _ members: [WeekMember], in tx: Transaction) throws {
    try tx.run(
      """
      INSERT INTO supervision_weeks (week_on, formula_on, formula, figures, members, hash, frozen_at)
      VALUES (\(frozen.week.monday), \(frozen.formulaOn), \(try JSONText.encode(frozen.formula)),
        \(try JSONText.encode(frozen.figures)), \(frozen.members), \(frozen.hash),
        \(frozen.frozenAt))
      """)
    for start in stride(from: 0, to: members.count, by: 100) {
      let rows = members[start..<min(start + 100, members.count)].map { member -> SQL in
        """
        (\(frozen.week.monday), \(member.id), \(member.number), \(member.unit), \(member.area),
          \(member.classCode), \(member.kind), \(member.state), \(member.marks),
          \(member.excluded), \(member.isRestricted), \(member.submittedAt))
        """
      }
      try tx.later(
        """
        INSERT INTO supervision_week_cases (week_on, id, number, unit, area, class_code, kind,
          state, marks, excluded, is_restricted, submitted_at)
        VALUES \(SQL.list(rows))
        """)
    }
  }

  static func find(_ weeks: [Week], in db: some Reading) throws -> [FrozenWeek] {
    try db.rows(
      """
      SELECT week_on, formula_on, formula, figures, members, hash, frozen_at
      FROM supervision_weeks WHERE week_on IN \(list: weeks.map(\.monday)) ORDER BY week_on DESC
      """
    ).map { row in
      FrozenWeek(
        week: Week(of: try row.get("week_on")), formulaOn: try row.get("formula_on"),
        formula: try JSONText.decode(Formula.self, from: try row.get("formula")),
        figures: try JSONText.decode(Figures.self, from: try row.get("figures")),
        members: try row.get("members"), hash: try row.get("hash"),
        frozenAt: try row.get("frozen_at"))
    }
  }

  /// Mondays of the weeks that are frozen, from one on.
  static func frozen(since monday: LocalDate, in db: some Reading) throws -> Set<LocalDate> {
    Set(
      try db.rows("SELECT week_on FROM supervision_weeks WHERE week_on >= \(monday)")
        .map { try $0.get("week_on") })
  }

  /// The requests of a week, for counting them again.
  static func members(of week: Week, in db: some Reading) throws -> [WeekMember] {
    try db.rows("\(select(week)) ORDER BY id").map(member)
  }

  /// A page of the requests with a measure and without another.
  static func list(_ query: CaseListQuery, of week: Week, in db: some Reading) throws
    -> [WeekMember]
  {
    let bit = query.measure.bit
    var parts: [SQL] = [
      "(marks & \(bit)) <> 0", query.reach.condition(on: "area"), "NOT is_restricted",
      query.condition,
    ]
    if let but = query.but { parts.append("(marks & \(but.bit)) = 0") }
    if let unit = query.codes[.unit] { parts.append("unit = \(unit)") }
    if let area = query.codes[.area] { parts.append(Reach.within(area, "area")) }
    if let code = query.codes[.classCode] { parts.append("class_code = \(code)") }
    if let kind = query.codes[.kind] { parts.append("kind = \(kind)") }
    if let after = query.after { parts.append("id > \(after)") }
    return try db.rows(
      "\(select(week)) AND \(SQL.all(parts)) ORDER BY id LIMIT \(query.limit + 1)"
    ).map(member)
  }

  private static func select(_ week: Week) -> SQL {
    """
    SELECT id, number, unit, area, class_code, kind, state, marks, excluded, is_restricted,
      submitted_at
    FROM supervision_week_cases WHERE week_on = \(week.monday)
    """
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
