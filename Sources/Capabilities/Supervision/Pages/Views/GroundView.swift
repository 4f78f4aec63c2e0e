/// The ground of a map as paths, the lowest first, and its names.
struct GroundView: Sendable {
  struct Path: Sendable {
    let look: String
    let d: String
  }

  struct Name: Sendable {
    let name: String
    let x: String
    let y: String
  }

  let paths: [Path]
  let names: [Name]

  /// Nothing where no shape lies within the map: a site elsewhere does not show another's streets.
  init(_ ground: WallGround?, on map: GridMap) {
    let shapes = (ground?.shapes ?? []).filter { shape in
      shape.points.count > 1 && shape.points.contains { map.holds($0[0], $0[1]) }
    }
    func drawn(_ kind: WallGround.Kind) -> String {
      shapes.filter { $0.kind == kind }.map { map.line($0.points) }.joined()
    }
    // A line twice, wider below: banks of the river, edges of the roads.
    let looks: [(WallGround.Kind, String)] = [
      (.park, "m-park"), (.building, "m-bldg"), (.water, "m-bank"), (.water, "m-water"),
      (.minorRoad, "m-case minor"), (.midRoad, "m-case mid"), (.majorRoad, "m-case major"),
      (.minorRoad, "m-road minor"), (.midRoad, "m-road mid"), (.majorRoad, "m-road major"),
    ]
    paths = looks.map { Path(look: $0.1, d: drawn($0.0)) }.filter { !$0.d.isEmpty }
    names = shapes.compactMap { shape in
      shape.name.map { name in
        let (x, y) = map.at(shape.points[shape.points.count / 2])
        return Name(name: name, x: SheetView.at(x), y: SheetView.at(y))
      }
    }
  }
}
