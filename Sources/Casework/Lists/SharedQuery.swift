public import Civics
import Foundation
public import Kernel

/// What a program asks of the cases that everybody may read.
public struct SharedQuery: Sendable {
  /// When not empty, nothing else counts but whose they are.
  public var ids: [Identifier<Case>] = []
  public var services: Set<String> = []
  /// Open or over; nil for both.
  public var isOpen: Bool?
  /// When it was filed; the second is not included.
  public var filed: Range<Timestamp>?
  /// When its state last changed; then the newest change comes first.
  public var changed: Range<Timestamp>?
  public var near: Near?
  /// Rows to leave out and to answer, 1 to 1,000.
  public var skip = 0
  public var limit = 50

  public init() {}

  /// A circle on the map.
  public struct Near: Hashable, Sendable {
    public let point: Coordinate
    public let metres: Double

    public init(_ point: Coordinate, metres: Double) {
      self.point = point.converted(to: .wgs84)
      self.metres = metres
    }
  }
}

extension SharedQuery.Near {
  /// In the plane that touches the earth there: within a metre for the circles that are asked.
  var condition: SQL {
    let north = 111_195.08
    let east = cos(point.latitude * .pi / 180) * north
    let (high, wide) = (metres / north, metres / max(east, 1))
    return """
      latitude >= \(point.latitude - high) AND latitude <= \(point.latitude + high)
        AND longitude >= \(point.longitude - wide) AND longitude <= \(point.longitude + wide)
        AND (latitude - \(point.latitude)) * (latitude - \(point.latitude)) * \(north * north)
          + (longitude - \(point.longitude)) * (longitude - \(point.longitude)) * \(east * east)
          <= \(metres * metres)
      """
  }
}

extension SharedQuery {
  /// Conditions on the columns of `cases`.
  var conditions: [SQL] {
    guard ids.isEmpty else { return ["id IN \(list: ids)"] }
    var parts: [SQL] = []
    if !services.isEmpty { parts.append("service IN \(list: services.sorted())") }
    switch isOpen {
    case true: parts.append("is_open")
    case false: parts.append("NOT is_open")
    default: break
    }
    if let filed {
      parts.append(
        "ref >= \(filed.lowerBound.rawValue << 20) AND ref < \(filed.upperBound.rawValue << 20)")
    }
    if let changed {
      parts.append(
        """
        state_since >= \(changed.lowerBound) AND state_since < \(changed.upperBound)
          AND id IN (
            SELECT case_id FROM case_events
            WHERE move <> 'submit' AND at >= \(changed.lowerBound) AND at < \(changed.upperBound))
        """)
    }
    if let near { parts.append(near.condition) }
    return parts
  }

  var order: SQL { changed == nil ? "ref DESC" : "state_since DESC, ref DESC" }
}
