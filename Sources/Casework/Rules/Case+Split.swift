import Civics
import Kernel

extension Case {
  /// Several matters: each goes to a unit of its own, and this one waits until all are answered.
  ///
  /// Its own clock runs on for the desk, since its reporter was promised one answer.
  func split(_ parts: [CasePart], _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    guard CasePart.counts.contains(parts.count) else {
      throw .partsOutOfRange(
        least: CasePart.counts.lowerBound, most: CasePart.counts.upperBound)
    }
    for part in parts { _ = try part.title.checked(.title, 4...60, of: self) }
    let holders = Set(parts.map { $0.assignment.unit ?? $0.assignment.level.rawValue })
    guard holders.count == parts.count else { throw .partsAlike }
    var change = CaseChange(self)
    change.enter(.inProgress, at: facts.now)
    change.item.details.parts = parts.count
    let limit =
      details.handleLimit ?? facts.table.limit(service: service, item: item)
      ?? facts.table.general
    change.item.details.handleLimit = limit
    change.clocks = [.finish(.dispatch), .carryOn(.handle, limit, owner: CaseDesk.dispatch)]
    change.data["limit"] = limit.coded
    change.data["parts"] = String(parts.count)
    change.data["units"] = parts.compactMap(\.assignment.unit).joined(separator: " ")
    return change
  }

  /// Every part is answered: what they came to is this one's result.
  func combined(
    _ outcome: CaseOutcome, _ text: String, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard waitsForParts else { throw .notNow(.combine, state) }
    var change = CaseChange(self)
    change.enter(.reported, at: facts.now)
    change.item.outcome = outcome
    change.item.resultText = text
    change.item.details.attemptDays = nil
    change.item.details.rating = nil
    change.endAsking()
    change.clocks += [
      .finish(.handle), .start(.check, facts.table.check, owner: CaseDesk.supervision),
    ]
    if canBeAsked {
      change.clocks.append(.start(.rate, facts.table.rate, owner: CaseDesk.reporter))
    }
    change.text = text
    change.data = ["outcome": outcome.rawValue]
    return change
  }

  /// A part of a case that is over is over, and nobody is asked about it.
  func ended(with parent: Case, _ facts: CaseFacts) -> CaseChange {
    var change = CaseChange(self)
    let isClosed = parent.state == .closed
    change.enter(isClosed ? .closed : .withdrawn, at: facts.now)
    if isClosed {
      change.item.closedAt = facts.now
      change.item.details.closing = .noContact
    }
    change.clocks = [.dropAll]
    change.data = ["with": parent.no.rawValue]
    return change
  }

  /// What parts come to together: what all of them came to, else partly.
  static func outcome(of parts: [CaseOutcome]) -> CaseOutcome? {
    guard let first = parts.first else { return nil }
    return parts.allSatisfy { $0 == first } ? first : .partly
  }
}
