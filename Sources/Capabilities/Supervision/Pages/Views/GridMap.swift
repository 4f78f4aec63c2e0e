internal import Contracts
internal import Kernel

/// Grids drawn from their borders, as an equirectangular map: a district is small enough for it.
struct GridMap {
  private let west: Double
  private let north: Double
  private let scale: Double
  private let squeeze: Double

  static let width = 1000.0
  static let height = 760.0

  init(_ areas: [CityPlan.Area]) {
    let points = areas.compactMap(\.border).joined().filter { $0.count >= 2 }
    let (xs, ys) = (points.map { $0[0] }, points.map { $0[1] })
    let (west, east) = (xs.min() ?? 0, xs.max() ?? 1)
    let (south, north) = (ys.min() ?? 0, ys.max() ?? 1)
    // A degree of longitude is shorter by the cosine of the latitude; near 30° to 50° this is
    // close enough for a picture.
    squeeze = 1 - (((south + north) / 2) / 90) * (((south + north) / 2) / 90) * 0.95
    let (wide, high) = (max(1e-9, (east - west) * squeeze), max(1e-9, north - south))
    scale = min((Self.width - 40) / wide, (Self.height - 40) / high)
    (self.west, self.north) = (west, north)
  }

  private func x(_ longitude: Double) -> Double { 20 + (longitude - west) * squeeze * scale }
  private func y(_ latitude: Double) -> Double { 20 + (north - latitude) * scale }

  /// Where a pair of longitude and latitude is drawn.
  func at(_ pair: [Double]) -> (x: Double, y: Double) { (x(pair[0]), y(pair[1])) }

  func holds(_ longitude: Double, _ latitude: Double) -> Bool {
    (0...Self.width).contains(x(longitude)) && (0...Self.height).contains(y(latitude))
  }

  /// A path in tenths: nobody sees less.
  func line(_ pairs: [[Double]]) -> String {
    pairs.enumerated().map { index, pair in
      (index == 0 ? "M" : "L") + SheetView.at(x(pair[0])) + " " + SheetView.at(y(pair[1]))
    }.joined()
  }

  /// Nil for a place without a border.
  ///
  /// `pin`: what is late there longest, and by how much.
  func cell(
    _ area: CityPlan.Area, _ n: Int, _ late: Int, pin: String?, _ span: FigureActions.Span,
    _ say: FigureSay
  ) -> CockpitView.Cell? {
    guard let border = area.border?.filter({ $0.count >= 2 }), border.count > 2 else { return nil }
    let points = border.map(at)
    let d = line(border) + "Z"
    let count = Double(max(1, points.count - 1))
    let middle = points.dropLast().reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    return CockpitView.Cell(
      path: ListPath.of(.open, span, .area, area.code), d: d,
      look: n >= 6 ? "z1" : n >= 4 ? "z2" : n >= 2 ? "z3" : "z4",
      x: SheetView.at(middle.0 / count), y: SheetView.at(middle.1 / count),
      number: String(area.code.suffix(2)), n: Say.number(n),
      late: late > 0 ? Say.number(late) : nil, pin: pin,
      isEast: middle.0 / count > Self.width * 0.75,
      label: say.text(
        "sv.wall.cell", ["place": say.area(area.code), "n": String(n), "late": String(late)]))
  }
}
