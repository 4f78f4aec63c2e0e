import Casework
import Kernel

/// Why a dispatch is refused by the catalogue rather than by the state.
enum DispatchRefusal: Error, Hashable {
  /// Departmental duties must not be pushed down to the community (Beijing rules).
  case departmentDuty(service: String)
  /// To a level without a unit, where the place is not known as closely as the level is.
  case placeTooWide(CaseLevel)
}

enum DispatchRules {
  static func check(
    _ assignment: Assignment, service: String, place: CasePlace
  ) throws(DispatchRefusal) {
    if assignment.unit == nil, place.area(at: assignment.level) == nil {
      throw .placeTooWide(assignment.level)
    }
    guard ServiceCatalogue.departmental.contains(service) else { return }
    switch assignment.level {
    case .grid, .community: throw .departmentDuty(service: service)
    case .street, .district, .leader: return
    }
  }
}

extension DispatchRefusal: ProblemConvertible {
  var problem: Problem {
    switch self {
    case .departmentDuty: Problem(field: "level", "refusal.department-duty")
    case .placeTooWide: Problem(field: "level", "refusal.place-too-wide")
    }
  }
}
