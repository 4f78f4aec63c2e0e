import Kernel

/// What is wrong with a typed border.
enum BorderFault: Error, Hashable, Sendable {
  /// Neither GeoJSON nor lines of coordinates.
  case unreadable
  /// GeoJSON of another kind: lines, points, several areas.
  case noPolygon
  /// A line of coordinates that is none, counted from 1.
  case line(Int)
  case tooManyPoints
  case tooFewPoints
  /// A GeoJSON ring whose last point is not its first.
  case open
  /// Not on the earth; longitude comes first.
  case swapped
  /// Edges that cross or touch, each counted from 1.
  case crossing(Int, Int)
  case holeOutside
}

extension Border {
  static let mostPoints = 1000
  /// Seven decimals are a centimetre.
  static let decimals = 7

  /// Reads GeoJSON (Polygon, a feature of one, a collection of one feature) or lines of longitude
  /// and latitude; what it answers is closed, simple, and has its holes inside.
  static func read(_ text: String) throws(BorderFault) -> Border {
    let typed = text.trimmed
    let rings =
      typed.hasPrefix("{") || typed.hasPrefix("[") ? try fromJSON(typed) : [try fromLines(typed)]
    guard rings.reduce(0, { $0 + $1.count }) <= mostPoints else { throw .tooManyPoints }
    let border = Border(rings: rings.map(withoutRepeats))
    guard border.rings.allSatisfy({ $0.count >= 3 }) else { throw .tooFewPoints }
    let isOnEarth = border.rings.joined().allSatisfy { abs($0.x) <= 180 && abs($0.y) <= 90 }
    guard isOnEarth else { throw .swapped }
    try border.checkCrossings()
    try border.checkHoles()
    return border
  }

  /// As it is stored and exported: a GeoJSON Polygon with closed rings.
  var text: String {
    let rings = rings.map { ring in
      "[ " + (ring + ring.prefix(1)).map { "[\($0.x),\($0.y)]" }.joined(separator: ",") + "]"
    }
    return "{\"type\":\"Polygon\",\"coordinates\":[ " + rings.joined(separator: ",") + "]}"
  }

  private static func fromJSON(_ text: String) throws(BorderFault) -> [[Point]] {
    guard let value = try? JSONText.decode(JSONValue.self, from: text) else { throw .unreadable }
    guard let polygon = polygon(value) else { throw .noPolygon }
    var rings: [[Point]] = []
    for ring in polygon.items {
      let points = ring.items.compactMap(point)
      guard points.count == ring.items.count, points.count >= 2 else { throw .noPolygon }
      guard points.first == points.last else { throw .open }
      rings.append(Array(points.dropLast()))
    }
    guard !rings.isEmpty else { throw .tooFewPoints }
    return rings
  }

  /// The rings of the one polygon there is.
  private static func polygon(_ value: JSONValue) -> JSONValue? {
    switch value["type"]?.string {
    case "Polygon": return value["coordinates"]
    case "Feature": return value["geometry"].flatMap(polygon)
    case "FeatureCollection":
      let features = value["features"]?.items ?? []
      return features.count == 1 ? polygon(features[0]) : nil
    case nil:
      // Bare coordinates: of the polygon, or of its only ring.
      guard let first = value.items.first else { return nil }
      return point(first) == nil ? value : .list([value])
    default: return nil
    }
  }

  private static func point(_ value: JSONValue) -> Point? {
    let numbers = value.items.compactMap { item -> Double? in
      switch item {
      case .whole(let number): Double(number)
      case .number(let number): number
      default: nil
      }
    }
    guard numbers.count >= 2, numbers.count == value.items.count else { return nil }
    return Point(x: rounded(numbers[0]), y: rounded(numbers[1]))
  }

  private static func fromLines(_ text: String) throws(BorderFault) -> [Point] {
    let lines = text.split { $0.isNewline || $0 == ";" || $0 == "；" }
    var points: [Point] = []
    for (index, line) in lines.enumerated() {
      let numbers = line.split { $0.isWhitespace || $0 == "," || $0 == "，" }.map { Double($0) }
      guard numbers.count == 2, let x = numbers[0], let y = numbers[1], x.isFinite, y.isFinite
      else { throw index == 0 ? .unreadable : .line(index + 1) }
      points.append(Point(x: rounded(x), y: rounded(y)))
    }
    return points.count > 1 && points.first == points.last ? Array(points.dropLast()) : points
  }

  private static func rounded(_ degrees: Double) -> Double {
    (degrees * 1e7).rounded() / 1e7
  }

  private static func withoutRepeats(_ ring: [Point]) -> [Point] {
    ring.indices.filter { $0 == 0 || ring[$0] != ring[$0 - 1] }.map { ring[$0] }
  }
}
