import Civics
import Kernel
import KernelTesting
import Testing

@testable import Supervision

/// The figures of a week worked out a second time, from the lines of history and the clocks' rows.
///
/// Written beside supervision and without its rules: it reads the tables itself, and what counts as
/// what stands here in other words (docs/rules.md §12).
struct WeekLedger {
  /// One request as its history leaves it.
  struct Line {
    let filedAt: Timestamp
    let isProactive: Bool
    let isInquiry: Bool
    let isPart: Bool
    var isSplit = false
    var state = ""
    var isDuplicate = false
    var unit: String?
    var first: (at: Timestamp, unit: String?, proposed: String?)?
    var returns = 0
    var reassignments = 0
    var whistles = 0
    var reworks = 0
    var contactedAt: Timestamp?
    var answeredAt: Timestamp?
    var closedAt: Timestamp?
    var closing: [String: String] = [:]
    var contactDue: Timestamp?
    var handleDue: Timestamp?
    var nextDue: Timestamp?
    /// By duty: when the last who had it gave it away, and by when it was owed, if it was late.
    var givenAway: [String: (at: Timestamp, owed: Timestamp)] = [:]
  }

  private(set) var lines: [String: Line] = [:]

  /// How things stand now.
  init(of database: Database) async throws {
    let found = try await database.read { db in
      try db.rows(all: [
        "SELECT id, submitted_at, source, request_kind, parent FROM cases",
        "SELECT case_id, at, move, to_state, data FROM case_events ORDER BY case_id, id",
        """
        SELECT case_id, duty, due_at, state, started_at, finished_at FROM case_limits
        WHERE state <> 'dropped' AND due_at IS NOT NULL ORDER BY case_id, duty, round
        """,
      ])
    }
    for row in found[0] {
      let source: String = try row.get("source")
      lines[try row.get("id")] = Line(
        filedAt: try row.get("submitted_at"), isProactive: source == "inspection",
        isInquiry: try row.get("request_kind") == "inquiry",
        isPart: try row.get("parent", as: String?.self) != nil)
    }
    for row in found[1] { try lines[try row.get("case_id")]?.take(event: row) }
    for row in found[2] { try lines[try row.get("case_id")]?.take(limit: row) }
  }

  /// How many of each, by unit ("" for none) and, under nil, together.
  ///
  /// A part is its unit's, and together with others only as what was given to somebody.
  func figures(of week: Week) -> [String?: [Measure: Int]] {
    var sums: [String?: [Measure: Int]] = [:]
    for line in lines.values {
      for measure in line.measures(in: week) {
        let isGiven = [.dispatched, .returned, .firstRight, .proposed, .overruled, .overruledBack]
          .contains(measure)
        let keys = line.isPart && !isGiven ? [line.unit ?? ""] : [nil, line.unit ?? ""]
        for key in keys { sums[key, default: [:]][measure, default: 0] += 1 }
      }
    }
    return sums
  }
}

extension WeekLedger.Line {
  fileprivate mutating func take(event row: Row) throws {
    let at: Timestamp = try row.get("at")
    let data = try JSONText.decode([String: String].self, from: try row.get("data"))
    state = try row.get("to_state")
    switch try row.get("move", as: String.self) {
    case "merge": isDuplicate = isDuplicate || data["into"] != nil
    case "dispatch":
      unit = data["unit"]
      if first == nil { first = (at, unit, data["proposed"]) }
    case "split": isSplit = true
    case "reassign":
      unit = data["unit"]
      reassignments += 1
    case "decide_objection" where data["upheld"] == "yes":
      unit = nil
      returns += 1
    case "escalate":
      unit = data["unit"]
      whistles += 1
    case "climb" where data["level"] != nil: unit = nil
    case "contact": contactedAt = contactedAt ?? at
    case "report", "solve_on_site", "combine": answeredAt = at
    case "close": (closedAt, closing) = (at, data)
    case "rework": reworks += 1
    default: break
    }
  }

  fileprivate mutating func take(limit row: Row) throws {
    let duty: String = try row.get("duty")
    let state: String = try row.get("state")
    var due: Timestamp = try row.get("due_at")
    // What went up late is late still, and owed since then.
    let began: Timestamp = try row.get("started_at")
    let before = givenAway[duty].flatMap { $0.at == began ? $0.owed : nil }
    due = before ?? due
    if let ended: Timestamp = try row.get("finished_at"), before != nil || state == "missed" {
      givenAway[duty] = (ended, due)
    }
    if duty == "contact" { contactDue = contactDue ?? due }
    if duty == "handle" { handleDue = due }
    // That the reporter may still say what they think, or answer, is nobody's duty.
    guard state == "running", duty != "rate", duty != "answer" else { return }
    nextDue = min(nextDue ?? due, due)
  }

  private var isOver: Bool { ["merged", "refused", "withdrawn", "closed"].contains(state) }

  fileprivate func measures(in week: Week) -> [Measure] {
    func falls(_ at: Timestamp?) -> Bool { at.map { week.start <= $0 && $0 < week.end } ?? false }
    let isAnswered = answeredAt != nil || closedAt != nil
    let isLeftOut =
      isDuplicate || state == "refused" || state == "withdrawn"
      || isInquiry && first == nil && isAnswered && !isSplit
    var found: [Measure] = []
    if falls(filedAt) { found += [.filed] + (isDuplicate ? [.repeated] : []) }
    if isLeftOut { return found + (falls(filedAt) ? [.excluded] : []) }
    if falls(filedAt) {
      found += [.received]
      if isProactive { found += [.proactive] }
      if whistles > 0 { found += [.whistled] }
    }
    if let first, falls(first.at) {
      found += [.dispatched]
      if returns > 0 { found += [.returned] }
      let stayed = returns == 0 && reassignments == 0 && unit == first.unit
      if stayed { found += [.firstRight] }
      if let proposed = first.proposed {
        found += [.proposed]
        if proposed != first.unit { found += stayed ? [.overruled] : [.overruled, .overruledBack] }
      }
    }
    if let contactDue, falls(contactDue) {
      found += [.contactDue]
      if let contactedAt, contactedAt <= contactDue { found += [.contactedInTime] }
    }
    return found + ends(falls) + standing(week)
  }

  private func ends(_ falls: (Timestamp?) -> Bool) -> [Measure] {
    var found: [Measure] = []
    if ["reported", "solved_on_site", "verifying", "closed"].contains(state), let answeredAt,
      falls(answeredAt)
    {
      found += [.handled]
      if handleDue.map({ answeredAt <= $0 }) ?? true { found += [.handledInTime] }
      if reworks > 0 { found += [.reworked] }
    }
    guard state == "closed", falls(closedAt) else { return found }
    found += [.closed]
    guard ["answers", "rating"].contains(closing["basis"]) else { return found }
    found += [.called]
    if closing["solved"] == "yes" { found += [.solved] }
    if closing["satisfied"] == "yes" { found += [.satisfied] }
    return found
  }

  private func standing(_ week: Week) -> [Measure] {
    guard !isOver, filedAt < week.end else { return [] }
    var found: [Measure] = [.open]
    if state == "parked" { found += [.parked] }
    if let nextDue, nextDue < week.end { found += [.overdue] }
    return found
  }
}
