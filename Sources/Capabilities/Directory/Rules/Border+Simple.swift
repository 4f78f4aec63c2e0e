extension Border {
  /// No edge may cross or touch another, except a neighbour in their common corner.
  func checkCrossings() throws(BorderFault) {
    var edges: [(edge: Edge, ring: Int, index: Int, count: Int)] = []
    for (number, ring) in rings.enumerated() {
      for (index, edge) in Self.edges(of: ring).enumerated() {
        edges.append((edge, number, index, ring.count))
      }
    }
    for (first, one) in edges.enumerated() {
      for (second, two) in edges.enumerated().dropFirst(first + 1) {
        let isSameRing = one.ring == two.ring
        let isNext = isSameRing && two.index == one.index + 1
        let isLast = isSameRing && one.index == 0 && two.index == two.count - 1
        let meets =
          isNext && isLast
          ? false
          : isNext
            ? Self.foldsBack(one.edge.a, one.edge.b, two.edge.b)
            : isLast
              ? Self.foldsBack(two.edge.a, two.edge.b, one.edge.b)
              : Self.meet(one.edge, two.edge)
        if meets { throw .crossing(first + 1, second + 1) }
      }
    }
  }

  /// Each hole lies inside the outer ring and outside all others; edges were checked before.
  func checkHoles() throws(BorderFault) {
    guard let outer = rings.first else { throw .tooFewPoints }
    for (index, hole) in rings.enumerated().dropFirst() {
      guard let corner = hole.first, Border(rings: [outer]).holds(corner) else {
        throw .holeOutside
      }
      for other in rings.dropFirst(index + 1) {
        guard let theirs = other.first, !Border(rings: [hole]).holds(theirs),
          !Border(rings: [other]).holds(corner)
        else { throw .holeOutside }
      }
    }
  }

  /// Positive to the left of a line, negative to its right, 0 on it.
  private static func side(_ a: Point, _ b: Point, _ c: Point) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }

  /// Whether the way back lies on the way there.
  private static func foldsBack(_ a: Point, _ b: Point, _ c: Point) -> Bool {
    side(a, b, c) == 0 && (a.x - b.x) * (c.x - b.x) + (a.y - b.y) * (c.y - b.y) > 0
  }

  private static func meet(_ one: Edge, _ two: Edge) -> Bool {
    let (a, b) = (side(one.a, one.b, two.a), side(one.a, one.b, two.b))
    let (c, d) = (side(two.a, two.b, one.a), side(two.a, two.b, one.b))
    if a * b < 0, c * d < 0 { return true }
    func isOn(_ edge: Edge, _ point: Point) -> Bool {
      (min(edge.a.x, edge.b.x)...max(edge.a.x, edge.b.x)).contains(point.x)
        && (min(edge.a.y, edge.b.y)...max(edge.a.y, edge.b.y)).contains(point.y)
    }
    return a == 0 && isOn(one, two.a) || b == 0 && isOn(one, two.b) || c == 0 && isOn(two, one.a)
      || d == 0 && isOn(two, one.b)
  }
}
