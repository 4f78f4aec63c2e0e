/// An area's border: rings of longitude and latitude in degrees (WGS-84), each without its closing
/// point; the first is the outer one, the others are cut out of it.
struct Border: Sendable, Hashable {
  struct Point: Sendable, Hashable {
    let x: Double
    let y: Double
  }

  let rings: [[Point]]

  struct Edge: Sendable {
    let a: Point
    let b: Point
  }

  var edges: [Edge] { rings.flatMap(Self.edges) }

  static func edges(of ring: [Point]) -> [Edge] {
    ring.indices.map { Edge(a: ring[$0], b: ring[($0 + 1) % ring.count]) }
  }

  /// Even-odd over all rings: a point in a hole is outside.
  func holds(_ point: Point) -> Bool {
    edges.reduce(false) { inside, edge in
      guard (edge.a.y > point.y) != (edge.b.y > point.y) else { return inside }
      let crossing =
        (edge.b.x - edge.a.x) * (point.y - edge.a.y) / (edge.b.y - edge.a.y) + edge.a.x
      return point.x < crossing ? !inside : inside
    }
  }

  /// West, south, east and north.
  var box: (west: Double, south: Double, east: Double, north: Double) {
    let points = rings.first ?? []
    let (x, y) = (points.map(\.x), points.map(\.y))
    return (x.min() ?? 0, y.min() ?? 0, x.max() ?? 0, y.max() ?? 0)
  }
}
