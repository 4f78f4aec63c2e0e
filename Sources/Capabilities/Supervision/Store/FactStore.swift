import Contracts
import Kernel

/// Every statement that writes `supervision_facts`, and the sums with them.
enum FactStore {
  private static let columns: SQL = """
    id, number, service, item, class_code, request_kind, area, state, is_open, is_imported,
    is_proactive, is_restricted, is_duplicate, unit, first_unit, outcome, closing, ground,
    submitted_at, dispatched_at, contact_due_at, contacted_at, handle_due_at, handled_at, closed_at,
    due_at, is_contacted, is_solved, is_satisfied, return_count, reassignment_count,
    escalation_count, rework_count, supporter_count, excluded, is_valid, marks,
    proposed_unit
    """

  /// Rows that one statement carries.
  static let most = 100

  /// Writes what is known now, and moves the sums from what was known before.
  static func put(_ facts: [Fact], in tx: Transaction) throws {
    for start in stride(from: 0, to: facts.count, by: most) {
      let part = Array(facts[start..<min(start + most, facts.count)])
      let before = try find(part.map(\.about.id), in: tx)
      let known = Dictionary(before.map { ($0.about.id, $0) }, uniquingKeysWith: { $1 })
      let changed = part.filter { known[$0.about.id] != $0 }
      guard !changed.isEmpty else { continue }
      var deltas: [TallyKey: Int] = [:]
      for fact in changed {
        if let old = known[fact.about.id] { TallyStore.add(old, -1, to: &deltas) }
        TallyStore.add(fact, 1, to: &deltas)
      }
      try upsert(changed, in: tx)
      try TallyStore.move(deltas, in: tx)
    }
  }

  private static func upsert(_ facts: [Fact], in tx: Transaction) throws {
    let rows = facts.map { fact -> SQL in
      let a = fact.about
      return """
        (\(a.id), \(a.number), \(a.service), \(a.item), \(a.classCode), \(a.requestKind), \(a.area),
          \(a.state), \(a.isOpen), \(a.isImported), \(a.isProactive), \(a.isRestricted),
          \(a.isDuplicate), \(a.unit), \(a.firstUnit), \(a.outcome), \(a.closing), \(a.ground),
          \(a.submittedAt), \(a.dispatchedAt), \(a.contactDueAt), \(a.contactedAt),
          \(a.handleDueAt), \(a.handledAt), \(a.closedAt), \(a.dueAt), \(a.isContacted),
          \(a.isSolved), \(a.isSatisfied), \(a.returns), \(a.reassignments), \(a.escalations),
          \(a.reworks), \(a.supporters), \(fact.excluded), \(fact.isValid), \(fact.marks),
          \(a.proposedUnit))
        """
    }
    try tx.later(
      """
      INSERT INTO supervision_facts (\(columns)) VALUES \(SQL.list(rows))
      ON CONFLICT (id) DO UPDATE SET number = excluded.number, service = excluded.service,
        item = excluded.item, class_code = excluded.class_code,
        request_kind = excluded.request_kind, area = excluded.area, state = excluded.state,
        is_open = excluded.is_open, is_imported = excluded.is_imported,
        is_proactive = excluded.is_proactive, is_restricted = excluded.is_restricted,
        is_duplicate = excluded.is_duplicate, unit = excluded.unit,
        first_unit = excluded.first_unit, outcome = excluded.outcome, closing = excluded.closing,
        ground = excluded.ground, submitted_at = excluded.submitted_at,
        dispatched_at = excluded.dispatched_at, contact_due_at = excluded.contact_due_at,
        contacted_at = excluded.contacted_at, handle_due_at = excluded.handle_due_at,
        handled_at = excluded.handled_at, closed_at = excluded.closed_at, due_at = excluded.due_at,
        is_contacted = excluded.is_contacted, is_solved = excluded.is_solved,
        is_satisfied = excluded.is_satisfied, return_count = excluded.return_count,
        reassignment_count = excluded.reassignment_count,
        escalation_count = excluded.escalation_count, rework_count = excluded.rework_count,
        supporter_count = excluded.supporter_count, excluded = excluded.excluded,
        is_valid = excluded.is_valid, marks = excluded.marks,
        proposed_unit = excluded.proposed_unit
      """)
  }

  static func find(_ ids: [String], in db: some Reading) throws -> [Fact] {
    try db.rows("SELECT \(columns) FROM supervision_facts WHERE id IN \(list: ids)").map(Fact.init)
  }

  /// Everything that a week's figures are made of: what happened in it, and what is late or parked.
  static func members(of week: Week, in db: some Reading) throws -> [Fact] {
    let (start, end) = (week.start, week.end)
    return try db.rows(
      """
      SELECT \(columns) FROM supervision_facts
      WHERE (submitted_at >= \(start) AND submitted_at < \(end))
        OR (dispatched_at >= \(start) AND dispatched_at < \(end))
        OR (contact_due_at >= \(start) AND contact_due_at < \(end))
        OR (handled_at >= \(start) AND handled_at < \(end))
        OR (closed_at >= \(start) AND closed_at < \(end))
        OR (is_open AND due_at IS NOT NULL AND due_at < \(end))
        OR (is_open AND state = 'parked' AND submitted_at < \(end))
      """
    ).map(Fact.init).sorted { $0.about.id < $1.about.id }
  }

  /// How many of those that were sent in before an instant are open; parts are their whole's.
  static func open(before end: Timestamp, in db: some Reading) throws -> Int {
    try db.row(
      """
      SELECT COUNT(*) AS n FROM supervision_facts
      WHERE is_open AND submitted_at < \(end) AND (marks & \(Measure.open.bit)) <> 0
        AND (marks & \(Fact.partMark)) = 0
      """)?.get("n") ?? 0
  }

  /// When the first request was sent in, or nothing has been yet.
  static func first(in db: some Reading) throws -> Timestamp? {
    try db.row("SELECT MIN(submitted_at) AS at FROM supervision_facts")?.get("at")
  }

  /// Forgets everything that can be made again.
  static func clear(in tx: Transaction) throws {
    try tx.run("DELETE FROM supervision_facts")
    try tx.run("DELETE FROM supervision_tallies")
  }
}

extension Fact {
  init(_ row: Row) throws {
    var about = ServiceRequestFacts(
      id: try row.get("id"), number: try row.get("number"), service: try row.get("service"),
      classCode: try row.get("class_code"), requestKind: try row.get("request_kind"),
      area: try row.get("area"), state: try row.get("state"), isOpen: try row.get("is_open"),
      submittedAt: try row.get("submitted_at"))
    about.item = try row.get("item")
    about.isImported = try row.get("is_imported")
    about.isProactive = try row.get("is_proactive")
    about.isRestricted = try row.get("is_restricted")
    about.isDuplicate = try row.get("is_duplicate")
    (about.unit, about.firstUnit) = (try row.get("unit"), try row.get("first_unit"))
    (about.outcome, about.closing) = (try row.get("outcome"), try row.get("closing"))
    about.ground = try row.get("ground")
    about.dispatchedAt = try row.get("dispatched_at")
    about.contactDueAt = try row.get("contact_due_at")
    about.contactedAt = try row.get("contacted_at")
    about.handleDueAt = try row.get("handle_due_at")
    about.handledAt = try row.get("handled_at")
    (about.closedAt, about.dueAt) = (try row.get("closed_at"), try row.get("due_at"))
    about.isContacted = try row.get("is_contacted")
    (about.isSolved, about.isSatisfied) = (try row.get("is_solved"), try row.get("is_satisfied"))
    (about.returns, about.reworks) = (try row.get("return_count"), try row.get("rework_count"))
    about.reassignments = try row.get("reassignment_count")
    about.escalations = try row.get("escalation_count")
    about.supporters = try row.get("supporter_count")
    about.proposedUnit = try row.get("proposed_unit")
    let marks: Int64 = try row.get("marks")
    (about.isPart, about.isSplit) = (marks & Self.partMark != 0, marks & Self.splitMark != 0)
    self.init(
      about: about, excluded: try row.get("excluded"), isValid: try row.get("is_valid"))
  }
}
