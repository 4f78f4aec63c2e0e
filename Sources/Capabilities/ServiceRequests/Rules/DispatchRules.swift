import Casework
import Kernel

/// Why a dispatch is refused by the catalogue rather than by the state.
enum DispatchRefusal: Error, Hashable {
  /// Departmental duties must not be pushed down to the community (Beijing rules).
  case departmentDuty(service: String)
}

enum DispatchRules {
  static func check(
    _ assignment: Assignment, service: String, catalogue: ServiceCatalogue
  ) throws(DispatchRefusal) {
    guard let type = catalogue.type(service), type.isDepartmental else { return }
    switch assignment.level {
    case .grid, .community: throw .departmentDuty(service: service)
    case .street, .district, .leader: return
    }
  }
}
