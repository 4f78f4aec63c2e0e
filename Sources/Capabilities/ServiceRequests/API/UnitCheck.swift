import Casework
import Contracts
import Kernel

/// Pages offer the units there are; programs may name any.
enum UnitCheck {
  static let mostHelpers = 20

  /// Throws `Problem(.invalid)` for a unit that the directory does not know, or that has ended.
  static func check(_ move: CaseMove, in plan: CityPlan) throws {
    switch move {
    case .dispatch(let assignment):
      try check(assignment.unit, "unit", plan)
      guard assignment.coUnits.count <= mostHelpers else {
        throw Problem(field: "co_units", "problem.field-value")
      }
      for unit in assignment.coUnits { try check(unit, "co_units", plan) }
    case .escalate(_, let unit): try check(unit, "unit", plan)
    default: break
    }
  }

  private static func check(_ unit: String?, _ field: String, _ plan: CityPlan) throws {
    guard let unit, !plan.hasUnit(unit) else { return }
    throw Problem(field: field, "mistake.unknown-unit")
  }
}
