import Casework
import Civics
import Contracts
import Kernel

/// Whether what a move names is there: units, areas, and a limit that can be meant.
///
/// Pages offer what there is and programs may name anything; both are checked alike.
struct PlanCheck: Sendable {
  let plan: CityPlan
  /// Six digits of the district.
  let region: String

  static let mostHelpers = 20
  /// The longest that a dispatch may give: 60 days of any kind, as the petition rules have it.
  static let mostDays = 60

  /// Throws `Problem(.invalid)` for a unit that the directory does not know, or a limit out of
  /// reach.
  func check(_ move: CaseMove) throws {
    switch move {
    case .file(let filing): try check(filing.limit)
    case .dispatch(let assignment), .reassign(let assignment, _):
      try check(unit: assignment.unit)
      try check(coUnits: assignment.coUnits)
      try check(assignment.limit)
    case .setCoUnits(let units, _): try check(coUnits: units)
    case .escalate(_, let unit): try check(unit: unit)
    default: break
    }
  }

  /// A code of this district, and one that the directory has; an empty directory takes any.
  func knows(area: String) -> Bool {
    guard area.hasPrefix(region),
      CaseLevel.allCases.contains(where: { $0.digits == area.utf8.count }),
      area.utf8.allSatisfy({ (48...57).contains($0) })
    else { return false }
    return area == region || plan.areas.isEmpty || plan.hasArea(area)
  }

  private func check(unit: String?, _ field: String = "unit") throws {
    guard let unit, !plan.hasUnit(unit) else { return }
    throw Problem(field: field, "mistake.unknown-unit")
  }

  private func check(coUnits: [String]) throws {
    guard coUnits.count <= Self.mostHelpers else {
      throw Problem(field: "co_units", "problem.field-value")
    }
    for unit in coUnits { try check(unit: unit, "co_units") }
  }

  private func check(_ limit: Limit?) throws {
    guard let limit else { return }
    let most =
      switch limit.unit {
      case .workingMinutes, .urgentMinutes: Self.mostDays * 24 * 60
      case .workingHours, .urgentHours: Self.mostDays * 24
      case .workingDays, .urgentDays, .calendarDays: Self.mostDays
      }
    guard limit.amount <= most else {
      throw Problem(
        field: "limit_code", "mistake.limit-too-long", values: ["n": String(Self.mostDays)])
    }
  }
}
