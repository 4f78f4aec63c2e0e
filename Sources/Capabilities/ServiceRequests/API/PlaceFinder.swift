import Civics
import Contracts
import Kernel

/// Where a request filed by a program is: an area that the directory knows, or the grid of a point.
struct PlaceFinder: Sendable {
  let plan: CityPlan
  /// Six digits of the district.
  let region: String

  /// Puts the area into the submission; what is wrong with its place, if anything.
  ///
  /// A district whose directory is still empty takes any code of its own and points without a grid.
  func find(_ submission: inout Submission) -> FieldError? {
    if let area = submission.area {
      let isKnown = area == region || plan.areas.isEmpty || plan.hasArea(area)
      return isKnown ? nil : FieldError("area", "mistake.unknown-area")
    }
    guard let latitude = submission.latitude, let longitude = submission.longitude,
      let point = Coordinate(latitude: latitude, longitude: longitude)
    else { return nil }
    submission.area = plan.grid(at: point)?.code
    guard submission.area == nil, plan.areas.contains(where: { $0.border != nil }) else {
      return nil
    }
    return FieldError("point", "mistake.outside-grids")
  }
}
