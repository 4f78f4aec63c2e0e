import Foundation

extension Border {
  /// Square metres, holes taken off.
  var squareMetres: Double { shared(with: self) }

  /// Square metres that both cover.
  ///
  /// Cut into level slabs between all corners and crossings: within one, edges do not cross, so
  /// that the width at half height times the height is exact.
  func shared(with other: Border) -> Double {
    let (own, theirs) = (box, other.box)
    guard own.west < theirs.east, theirs.west < own.east, own.south < theirs.north,
      theirs.south < own.north
    else { return 0 }
    let origin = Point(x: own.west, y: own.south)
    let middle = (own.south + own.north) / 2
    let (mine, his) = (
      metres(from: origin, middle: middle), other.metres(from: origin, middle: middle)
    )
    let levels = Self.levels(mine, his)
    return zip(levels, levels.dropFirst()).reduce(0) { sum, slab in
      let y = (slab.0 + slab.1) / 2
      return sum + Self.common(Self.spans(mine, at: y), Self.spans(his, at: y)) * (slab.1 - slab.0)
    }
  }

  /// Edges on a plane; a district is small enough for the earth to be one.
  private func metres(from origin: Point, middle: Double) -> [Edge] {
    let degree = 6_371_008.8 * Double.pi / 180
    let shrunk = degree * cos(middle * Double.pi / 180)
    func plane(_ point: Point) -> Point {
      Point(x: (point.x - origin.x) * shrunk, y: (point.y - origin.y) * degree)
    }
    return edges.map { Edge(a: plane($0.a), b: plane($0.b)) }
  }

  private static func levels(_ mine: [Edge], _ his: [Edge]) -> [Double] {
    var levels = (mine + his).flatMap { [$0.a.y, $0.b.y] }
    for edge in mine {
      for other in his {
        if let y = crossing(edge, other) { levels.append(y) }
      }
    }
    return Array(Set(levels)).sorted()
  }

  /// How high two edges cross; nil where they do not, or run alongside.
  private static func crossing(_ a: Edge, _ b: Edge) -> Double? {
    let (ax, ay) = (a.b.x - a.a.x, a.b.y - a.a.y)
    let (bx, by) = (b.b.x - b.a.x, b.b.y - b.a.y)
    let turn = ax * by - ay * bx
    guard turn != 0 else { return nil }
    let along = ((b.a.x - a.a.x) * by - (b.a.y - a.a.y) * bx) / turn
    let other = ((b.a.x - a.a.x) * ay - (b.a.y - a.a.y) * ax) / turn
    guard (0...1).contains(along), (0...1).contains(other) else { return nil }
    return a.a.y + along * ay
  }

  /// From where to where a level line runs inside.
  private static func spans(_ edges: [Edge], at y: Double) -> [(Double, Double)] {
    let cuts = edges.compactMap { edge -> Double? in
      guard (edge.a.y > y) != (edge.b.y > y) else { return nil }
      return edge.a.x + (edge.b.x - edge.a.x) * (y - edge.a.y) / (edge.b.y - edge.a.y)
    }.sorted()
    return stride(from: 0, to: cuts.count - 1, by: 2).map { (cuts[$0], cuts[$0 + 1]) }
  }

  private static func common(_ mine: [(Double, Double)], _ his: [(Double, Double)]) -> Double {
    mine.reduce(0) { sum, span in
      sum + his.reduce(0) { $0 + max(0, min(span.1, $1.1) - max(span.0, $1.0)) }
    }
  }
}
