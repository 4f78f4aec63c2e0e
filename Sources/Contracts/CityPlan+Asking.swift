public import Civics
public import Kernel

extension CityPlan {
  public func unit(_ code: String) -> Unit? { units.first { $0.code == code } }
  public func area(_ code: String) -> Area? { areas.first { $0.code == code } }

  /// The longest known name of a place: grid, else community, else street.
  public func placeName(_ area: String, in language: Language = .chinese) -> String {
    let parts = [12, 15].compactMap { digits in
      area.utf8.count >= digits
        ? self.area(String(area.prefix(digits)))?.name(in: language) : nil
    }
    return parts.joined(separator: " ")
  }

  /// The grid whose border holds the point; the smaller code where two share a border.
  ///
  /// Nil outside all grids.
  public func grid(at point: Coordinate) -> Area? {
    let point = point.converted(to: .wgs84)
    return areas.lazy.filter { area in
      area.code.utf8.count == 15
        && area.border.map { Ring(points: $0).holds(point.longitude, point.latitude) } ?? false
    }.min { $0.code < $1.code }
  }
}

extension CityPlan.Unit {
  public func name(in language: Language) -> String {
    language == .english ? english ?? name : name
  }
}

extension CityPlan.Area {
  public func name(in language: Language) -> String {
    language == .english ? english ?? name : name
  }
}

/// A closed ring of points.
private struct Ring {
  let points: [[Double]]

  /// Even-odd rule: a ray to the east crosses the border an odd number of times.
  ///
  /// Each edge holds its lower end only, so that of two neighbours one has their common border.
  func holds(_ x: Double, _ y: Double) -> Bool {
    var inside = false
    for (index, end) in points.enumerated() {
      let start = points[(index + points.count - 1) % points.count]
      guard start.count >= 2, end.count >= 2, (end[1] > y) != (start[1] > y) else { continue }
      let crossing = (start[0] - end[0]) * (y - end[1]) / (start[1] - end[1]) + end[0]
      if x < crossing { inside.toggle() }
    }
    return inside
  }
}
