import Casework
import Kernel

/// Why a dispatch is refused by the catalogue rather than by the state.
enum DispatchRefusal: Error, Hashable {
  /// Departmental duties must not be pushed down to the community (Beijing rules).
  case departmentDuty(service: String)
}

enum DispatchRules {
  static func check(
    _ assignment: Assignment, service: String
  ) throws(DispatchRefusal) {
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
    }
  }
}
