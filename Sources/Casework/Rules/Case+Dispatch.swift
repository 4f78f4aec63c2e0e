import Civics
import Kernel

extension Case {
  /// Given to a unit or a level; a clock that ran before runs on (returns do not stop it).
  func dispatched(
    _ assignment: Assignment, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard state != .reopened || level == nil else { throw .hasUnit }
    var change = CaseChange(self)
    change.text = try assignment.words?.checked(.words, 0...1000, of: self)
    change.enter(.dispatched, at: facts.now)
    change.item.leadUnit = assignment.unit
    change.item.level = assignment.level
    let coUnits = assignment.coUnits.filter { $0 != assignment.unit }
    change.item.details.coUnits = coUnits.isEmpty ? nil : coUnits
    change.item.details.dispatchedAt = facts.now
    change.item.details.objection = nil
    let limit = assignment.limit ?? details.handleLimit ?? facts.table.levels[assignment.level]
    change.item.details.handleLimit = limit
    change.clocks = [
      .finish(.dispatch), .carryOn(.handle, limit, owner: change.item.owner),
    ]
    if canBeContacted {
      change.clocks.append(
        .carryOn(.contact, facts.table.contact[urgency], owner: change.item.owner))
    }
    change.data = ["level": assignment.level.rawValue, "limit": limit.coded]
    change.data["unit"] = assignment.unit
    if !coUnits.isEmpty { change.data["co_units"] = coUnits.joined(separator: " ") }
    change.data["proposed"] = assignment.proposal?.unit
    change.data["rule"] = assignment.proposal?.rule
    return change
  }

  func objected(
    _ reason: String, _ whose: String, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard details.objection == nil else { throw .objectionDecided }
    guard details.isArbitrated != true else { throw .returnsUsedUp }
    let isLast = details.returns ?? 0 >= facts.rules.returns
    let since = details.dispatchedAt ?? stateSince
    let deadline = facts.calendar.deadline(from: since, limit: facts.table.objection)
    guard facts.now <= deadline.at else { throw .objectionLate(since: since) }
    let reason = try reason.checked(.reason, facts.reason, of: self)
    let whose = try whose.checked(.whose, 2...100, of: self)
    var change = CaseChange(self)
    change.enter(.objection, at: facts.now)
    change.item.details.objection = CaseDetails.Objection(
      unit: leadUnit, reason: reason, whose: whose, isLast: isLast ? true : nil)
    change.clocks = [
      .start(
        .decide, facts.table.decide, owner: isLast ? CaseDesk.approval : CaseDesk.dispatch)
    ]
    change.text = reason
    change.isPublic = false
    change.data = ["whose": whose]
    if isLast { change.data["arbiter"] = "yes" }
    return change
  }

  /// Whether what is objected to is an arbiter's to decide.
  public var needsArbiter: Bool { details.objection?.isLast == true }

  func hasDecided(_ actor: CaseActor) -> Bool {
    details.objectionsBy?.contains(actor.id) == true
  }

  /// Once and for good: upheld, it is dispatched anew; rejected, the unit has to start.
  func objectionDecided(
    _ upheld: Bool, _ reason: String, by actor: CaseActor, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard details.objection?.upheld == nil else { throw .objectionDecided }
    if needsArbiter, hasDecided(actor) { throw .decidedBefore }
    var change = CaseChange(self)
    change.text = try reason.checked(.reason, facts.reason, of: self)
    change.isPublic = false
    change.data = ["upheld": upheld ? "yes" : "no"]
    change.data["unit"] = leadUnit
    change.item.details.objection?.upheld = upheld
    if needsArbiter {
      change.item.details.isArbitrated = true
      change.data["arbiter"] = "yes"
    }
    let before = details.objectionsBy ?? []
    if !hasDecided(actor) { change.item.details.objectionsBy = before + [actor.id] }
    change.clocks = [.finish(.decide)]
    if upheld {
      change.enter(.filed, at: facts.now)
      (change.item.leadUnit, change.item.level) = (nil, nil)
      change.item.details.coUnits = nil
      change.item.details.returns = (details.returns ?? 0) + 1
      change.clocks += [
        .drop(.contact), .reassign(.handle, owner: CaseDesk.dispatch),
        .start(.dispatch, facts.table.dispatch[urgency], owner: CaseDesk.dispatch),
      ]
    } else {
      change.enter(.dispatched, at: facts.now)
    }
    return change
  }

  /// One level up with the whole history: new owner, new limit; the lower level keeps reading.
  func escalated(
    _ reason: String, _ unit: String?, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard let next = level?.next else { throw .levelAtTop }
    let reason = try reason.checked(.reason, facts.reason, of: self)
    var change = CaseChange(self)
    change.enter(.escalated, at: facts.now)
    change.item.level = next
    change.item.leadUnit = unit
    let limit = facts.table.levels[next]
    change.item.details.handleLimit = limit
    change.clocks = [
      .pass(.handle), .start(.handle, limit, owner: change.item.owner),
      .reassign(.contact, owner: change.item.owner),
    ]
    change.text = reason
    change.data = ["level": next.rawValue, "limit": limit.coded]
    change.data["unit"] = unit
    change.data["from_unit"] = leadUnit
    return change
  }

  func takenOver(_ facts: CaseFacts) -> CaseChange {
    var change = CaseChange(self)
    change.enter(.inProgress, at: facts.now)
    return change
  }
}
