import Contracts
import Kernel

extension MapView {
  /// The site's map, over the middle of its grids or of one of them.
  init(_ call: Call, _ plan: CityPlan, around code: String = "") {
    let settings = call.platform.settings.map
    let places = plan.areas.filter { $0.code.hasPrefix(code) }
    let points = places.compactMap { area in
      area.latitude.flatMap { latitude in area.longitude.map { (latitude, $0) } }
    }
    let count = Double(max(1, points.count))
    let centre = (
      points.reduce(0) { $0 + $1.0 } / count, points.reduce(0) { $0 + $1.1 } / count
    )
    self.init(
      basemap: "/assets/demo-basemap.geojson", tiles: settings.tiles,
      attribution: settings.attribution, datum: settings.datum.rawValue,
      centre: points.isEmpty ? "35,105" : "\(centre.0),\(centre.1)",
      zoom: points.isEmpty ? 4 : code.utf8.count == 15 ? 17 : 16, maxZoom: settings.maxZoom,
      ring: places.count == 1 ? places.first.flatMap(Self.ring) : nil)
  }

  /// The site's map over one point, close enough to know the corner of the house again.
  init(_ call: Call, _ plan: CityPlan, at latitude: Double, _ longitude: Double) {
    self.init(call, plan)
    centre = "\(latitude),\(longitude)"
    zoom = min(17, maxZoom)
    ring = nil
  }

  /// Five decimals are a metre.
  static func ring(_ area: CityPlan.Area) -> String? {
    guard let border = area.border, border.count > 3 else { return nil }
    return border.map { point in
      point.prefix(2).map { "\(($0 * 100_000).rounded() / 100_000)" }.joined(separator: ",")
    }.joined(separator: " ")
  }
}
