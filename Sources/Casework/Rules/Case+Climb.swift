import Civics
import Kernel

/// What the platform passes up by itself, because nobody did what was due (ADR 28).
extension Case {
  /// One step up the ladder for a limit that was missed.
  func climbed(from limit: CaseLimit, _ facts: CaseFacts) throws(CaseRefusal) -> CaseChange {
    switch limit.duty {
    case .accept, .dispatch: try passedUp(limit, facts)
    case .handle: try climbedLevel(limit, facts)
    case .contact, .decide, .check, .review, .rate, .answer: throw .notNow(.climb, state)
    }
  }

  /// Nobody accepted it, or nobody gave it out: the next desk owes that from now on.
  private func passedUp(
    _ limit: CaseLimit, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard let next = CaseDesk.above(limit.owner) else { throw .levelAtTop }
    let ladder = facts.table.ladder
    let longer = (next == CaseDesk.chief ? ladder.chief : ladder.leader)[urgency]
    var change = CaseChange(self)
    change.clocks = [.pass(limit.duty), .start(limit.duty, longer, owner: next)]
    change.isPublic = false
    change.tell(limit, next, longer)
    return change
  }

  /// The next level has it, with a limit of its own; the level below keeps reading.
  ///
  /// What the level below had asked for is settled by that.
  private func climbedLevel(
    _ limit: CaseLimit, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard let next = level?.next else { throw .levelAtTop }
    var change = CaseChange(self)
    change.enter(.escalated, at: facts.now)
    change.item.level = next
    change.item.leadUnit = nil
    (change.item.details.objection, change.item.details.extensionAsked) = (nil, nil)
    let longer = facts.table.levels[next]
    change.item.details.handleLimit = longer
    let owner = change.item.owner
    change.clocks = [
      .drop(.decide), .pass(.handle), .start(.handle, longer, owner: owner),
      .reassign(.contact, owner: owner),
    ]
    change.tell(limit, owner, longer)
    change.data["level"] = next.rawValue
    change.data["from_unit"] = leadUnit
    return change
  }
}

extension CaseChange {
  /// Why, from whom, to whom, and how long they have.
  fileprivate mutating func tell(_ missed: CaseLimit, _ owner: String, _ limit: Limit) {
    data = [
      "duty": missed.duty.rawValue, "from": missed.owner, "owner": owner, "limit": limit.coded,
    ]
    data["missed"] = missed.dueAt?.description
  }
}
