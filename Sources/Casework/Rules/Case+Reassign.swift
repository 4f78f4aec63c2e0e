import Civics
import Kernel

extension Case {
  /// 改派: somebody else leads from now on, with what is left of the limit.
  ///
  /// Also after rework or reopening, when its unit is not the right one or is there no more.
  /// The clock runs on, as it does when an objection is upheld; the new unit may object in its own
  /// time, and the earlier one keeps reading.
  func reassigned(
    _ assignment: Assignment, _ reason: String, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard level != nil else { throw .notNow(.reassign, state) }
    guard assignment.unit != leadUnit || assignment.level != level else { throw .nothingChanged }
    var change = CaseChange(self)
    change.text = try reason.checked(.reason, facts.reason, of: self)
    change.enter(.dispatched, at: facts.now)
    change.item.leadUnit = assignment.unit
    change.item.level = assignment.level
    change.item.details.coUnits = Self.coUnits(assignment.coUnits, beside: assignment.unit)
    change.item.details.dispatchedAt = facts.now
    change.item.details.objection = nil
    let owner = change.item.owner
    let limit = handleLimit(facts)
    change.clocks = [.carryOn(.handle, limit, owner: owner)]
    if canBeContacted {
      change.clocks.append(.carryOn(.contact, facts.table.contact[urgency], owner: owner))
    }
    change.data = ["level": assignment.level.rawValue, "limit": limit.coded]
    change.data["unit"] = assignment.unit
    change.data["from_unit"] = leadUnit
    change.data["co_units"] = change.item.details.coUnits?.joined(separator: " ")
    return change
  }

  /// Who helps the lead; the lead stays, with the limit and everything owed (首接负责制).
  func joined(
    by units: [String], _ reason: String, _ facts: CaseFacts
  ) throws(CaseRefusal) -> CaseChange {
    guard level != nil else { throw .notNow(.setCoUnits, state) }
    let coUnits = Self.coUnits(units, beside: leadUnit)
    guard coUnits != Self.coUnits(details.coUnits ?? [], beside: leadUnit) else {
      throw .nothingChanged
    }
    var change = CaseChange(self)
    change.text = try reason.checked(.reason, facts.reason, of: self)
    change.item.details.coUnits = coUnits
    change.isPublic = false
    change.data["co_units"] = coUnits?.joined(separator: " ")
    return change
  }

  /// Nil when nobody helps.
  private static func coUnits(_ units: [String], beside lead: String?) -> [String]? {
    let others = Set(units.filter { $0 != lead && !$0.isEmpty }).sorted()
    return others.isEmpty ? nil : others
  }
}
