public import Kernel

/// A case with what its history and clocks say of it, for those who count.
public struct CaseFigure: Sendable {
  public let item: Case
  public var firstDispatchAt: Timestamp?
  public var firstUnit: String?
  /// Whom the dispatch catalogue named for the first dispatch.
  public var proposedUnit: String?
  public var contactDueAt: Timestamp?
  public var contactedAt: Timestamp?
  public var handleDueAt: Timestamp?
  public var handledAt: Timestamp?
  public var escalations = 0
  public var reassignments = 0
}

/// What figures are made of; no viewer, so nothing of it is shown.
extension CaseEngine {
  /// Ids in their own order, which is the order of filing to the millisecond.
  public func ids(after id: String, limit: Int, in db: some Reading) throws -> [String] {
    try db.rows(
      """
      SELECT id FROM cases WHERE kind = \(kind.code) AND id > \(id) ORDER BY id LIMIT \(limit)
      """
    ).map { try $0.get("id") }
  }

  /// Three statements, however many cases.
  public func figures(of ids: [Identifier<Case>], in db: some Reading) throws -> [CaseFigure] {
    guard !ids.isEmpty else { return [] }
    let list = Self.padded(ids)
    let moves: [CaseMove.Kind] = [
      .dispatch, .escalate, .reassign, .report, .solveOnSite, .combine, .contact,
    ]
    let found = try db.rows(all: [
      """
      SELECT \(CaseStore.columns) FROM cases WHERE id IN \(list: list) AND kind = \(kind.code)
      ORDER BY id
      """,
      """
      SELECT case_id, at, move, data FROM case_events
      WHERE case_id IN \(list: list) AND move IN \(list: moves) ORDER BY case_id, id
      """,
      """
      SELECT case_id, duty, round, COALESCE(late_since, due_at) AS due_at, state FROM case_limits
      WHERE case_id IN \(list: list) AND duty IN \(list: [CaseLimit.Duty.contact, .handle])
      ORDER BY case_id, round
      """,
    ])
    var figures: [Identifier<Case>: CaseFigure] = [:]
    for row in found[0] {
      let item = try Case(row)
      figures[item.id] = CaseFigure(item: item)
    }
    for row in found[1] { try figures[try row.get("case_id")]?.take(event: row) }
    for row in found[2] { try figures[try row.get("case_id")]?.take(limit: row) }
    return figures.values.sorted { $0.item.id < $1.item.id }
  }
}

extension CaseFigure {
  fileprivate mutating func take(event row: Row) throws {
    let at: Timestamp = try row.get("at")
    switch try row.get("move", as: CaseMove.Kind.self) {
    case .dispatch:
      guard firstDispatchAt == nil else { return }
      firstDispatchAt = at
      let data = try JSONText.decode([String: String].self, from: try row.get("data"))
      (firstUnit, proposedUnit) = (data["unit"], data["proposed"])
    case .escalate: escalations += 1
    case .reassign: reassignments += 1
    // A later answer takes the place of the one that was sent back.
    case .report, .solveOnSite, .combine: handledAt = at
    case .contact: contactedAt = contactedAt ?? at
    default: break
    }
  }

  /// The first contact that was owed and not taken away again; the last round of handling, by when
  /// it was owed first.
  fileprivate mutating func take(limit row: Row) throws {
    let state: CaseLimit.State = try row.get("state")
    guard state != .dropped, let due: Timestamp = try row.get("due_at") else { return }
    switch try row.get("duty", as: CaseLimit.Duty.self) {
    case .contact: contactDueAt = contactDueAt ?? due
    case .handle: handleDueAt = due
    default: break
    }
  }
}
