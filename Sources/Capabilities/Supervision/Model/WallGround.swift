/// What lies under the grids on the wall, where the maps of the site are drawn and not made of tiles.
public struct WallGround: Sendable {
  /// In the order in which they are drawn.
  public enum Kind: Int, Sendable, CaseIterable {
    case park, building, water, minorRoad, midRoad, majorRoad
  }

  public struct Shape: Sendable {
    let kind: Kind
    let name: String?
    /// Longitude and latitude pairs (WGS-84); an area's first comes again at its end.
    let points: [[Double]]

    public init(_ kind: Kind, name: String? = nil, points: [[Double]]) {
      (self.kind, self.name, self.points) = (kind, name, points.filter { $0.count >= 2 })
    }
  }

  let shapes: [Shape]

  public init(_ shapes: [Shape]) { self.shapes = shapes }
}
