public import Civics
public import Kernel

extension CaseEngine {
  /// Splits a case the viewer may see, each part with a number of its own and given to its unit.
  ///
  /// A part has the place and the class of the whole and nobody who reported it; its words and
  /// pictures are the whole's, and so is who may read them. Throws as `move`.
  public func split(
    _ key: CaseStore.Key, into parts: [CasePart], numbered numbers: [CaseNumber],
    expecting version: Int?, by viewer: Viewer, in tx: Transaction
  ) throws -> CaseMoved {
    var whole = try move(key, .split(parts), expecting: version, by: viewer, in: tx)
    guard numbers.count >= parts.count else { throw Problem(.unavailable) }
    let facts = CaseFacts(now: tx.now, calendar: calendar(), table: table(at: tx.now))
    let sight = sight(of: viewer)
    for (part, no) in zip(parts, numbers) {
      let item = try open(part, no, of: whole.item, by: sight, in: tx)
      let filing = Filing(
        classCode: item.classCode, urgency: item.urgency, limit: part.assignment.limit)
      var moved: CaseMoved?
      for step in [CaseMove.accept, .file(filing), .dispatch(part.assignment)] {
        let now = moved?.item ?? item
        moved = try apply(step, to: now, by: sight.actor(in: now), facts, in: tx)
      }
      if let moved { whole.also.append(moved) }
    }
    return whole
  }

  private func open(
    _ part: CasePart, _ no: CaseNumber, of whole: Case, by sight: CaseSight, in tx: Transaction
  ) throws -> Case {
    var item = Case(
      id: tx.newID(), no: no, kind: kind.code, requestKind: whole.requestKind,
      source: whole.source, title: part.title.trimmed, body: "", classCode: whole.classCode,
      service: whole.service, item: whole.item, urgency: whole.urgency, place: whole.place,
      reporter: CaseReporter(isAnonymous: true),
      confidentiality: whole.confidentiality == .restricted ? .restricted : .staff,
      isImported: whole.isImported, submittedAt: tx.now, season: whole.season)
    item.parent = whole.id
    return try open(
      item, contact: nil, files: [], by: sight.actor(in: item), as: .operator, in: tx)
  }

  /// What a move brings with it: the whole is answered by its last part, and ends its parts.
  func settled(
    _ moved: CaseMoved, from item: Case, _ facts: CaseFacts, in tx: Transaction
  ) throws -> CaseMoved {
    var moved = moved
    if let parent = moved.item.parent {
      guard moved.item.state.isAnswered || !moved.item.state.isOpen,
        let whole = try findBySystem(parent, in: tx),
        let combined = try combine(whole, facts, in: tx)
      else { return moved }
      moved.also.append(combined)
    } else if item.details.parts != nil {
      if !moved.item.state.isOpen {
        for part in try parts(of: item.id, in: tx) where part.state.isOpen {
          moved.also.append(
            try write(
              part.ended(with: moved.item, facts),
              of: moved.item.state == .closed ? .close : .withdraw, on: part, by: .system, facts,
              in: tx))
        }
      } else if moved.item.confidentiality != item.confidentiality {
        let follows: Confidentiality =
          moved.item.confidentiality == .restricted ? .restricted : .staff
        try tx.later(
          "UPDATE cases SET confidentiality = \(follows) WHERE parent = \(item.id)")
      }
    }
    return moved
  }

  private func parts(of whole: Identifier<Case>, in tx: Transaction) throws -> [Case] {
    try tx.rows(
      "SELECT \(CaseStore.columns) FROM cases WHERE parent = \(whole) ORDER BY no"
    ).map(Case.init)
  }

  /// Nil while a part is still worked on.
  private func combine(
    _ whole: Case, _ facts: CaseFacts, in tx: Transaction
  ) throws -> CaseMoved? {
    guard whole.waitsForParts else { return nil }
    let parts = try parts(of: whole.id, in: tx)
    guard parts.allSatisfy({ $0.state.isAnswered || !$0.state.isOpen }),
      let outcome = Case.outcome(of: parts.compactMap(\.outcome))
    else { return nil }
    let text = parts.map { "\($0.title)：\($0.resultText ?? "")" }.joined(separator: "\n")
    let moved = try apply(
      .combine(outcome, String(text.prefix(CaseFacts.longest))), to: whole, by: .system, facts,
      in: tx)
    // What shows that it is done shows it of the whole.
    try tx.later(
      """
      INSERT INTO case_attachments (case_id, file, kind, added_by, added_at)
      SELECT \(whole.id), file, kind, added_by, added_at FROM case_attachments
      WHERE case_id IN \(list: parts.map(\.id)) AND kind = 'after'
      ON CONFLICT (case_id, file) DO NOTHING
      """)
    return moved
  }
}
