public import Civics
public import Kernel

extension CityPlan {
  /// The unit, also one that has ended: cases of its time are about it still.
  public func unit(_ code: String) -> Unit? {
    units.first { $0.code == code } ?? ended.units.first { $0.code == code }
  }

  /// The area, also one that has ended.
  public func area(_ code: String) -> Area? {
    areas.first { $0.code == code } ?? ended.areas.first { $0.code == code }
  }

  /// Whether something new may be given to it.
  public func hasUnit(_ code: String) -> Bool { units.contains { $0.code == code } }
  public func hasArea(_ code: String) -> Bool { areas.contains { $0.code == code } }

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
        && area.holds(point.longitude, point.latitude)
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

extension CityPlan.Area {
  /// Even-odd rule: a ray to the east crosses the border and its holes an odd number of times.
  ///
  /// Each edge holds its lower end only, so that of two neighbours one has their common border.
  fileprivate func holds(_ x: Double, _ y: Double) -> Bool {
    guard let border else { return false }
    var inside = false
    for ring in [border] + holes {
      for (index, end) in ring.enumerated() {
        let start = ring[(index + ring.count - 1) % ring.count]
        guard start.count >= 2, end.count >= 2, (end[1] > y) != (start[1] > y) else { continue }
        let crossing = (start[0] - end[0]) * (y - end[1]) / (start[1] - end[1]) + end[0]
        if x < crossing { inside.toggle() }
      }
    }
    return inside
  }
}
