import Contracts
import Kernel

/// The made-up street: 桐荫街道 in 清河区, five communities of seven grids, eleven units.
///
/// In the region of the site it is put into; the default one's, 990101, is nobody's: no province has
/// the number 99.
struct DemoPlan: Sendable {
  let district: String
  var street: String { district + "001" }

  init(_ region: String = SitesFile.standard.region) { district = region }

  private static let communities = [
    ("学府社区", "Xuefu community"), ("柳巷社区", "Liuxiang community"),
    ("梧桐社区", "Wutong community"), ("清河社区", "Qinghe community"),
    ("栖霞社区", "Qixia community"),
  ]

  private var units: [CityPlan.Unit] {
    [
      unit(
        "power", "供电所 运维班", "Power supply station", 1,
        ["public_facilities/street_light", "utilities/power", "utilities"]),
      unit(
        "water", "水务公司 抢修班", "Water company", 2,
        ["public_facilities/manhole", "utilities/water", "farming_water"]),
      unit(
        "works", "城建办", "Works office", 3,
        [
          "traffic/road_surface", "public_facilities/fitness", "public_facilities",
          "housing_construction",
        ]),
      unit("clean", "环卫所", "Street cleaning", 4, ["city_appearance/rubbish"]),
      unit(
        "patrol", "综合执法队", "Enforcement team", 5,
        ["city_appearance/noise", "city_appearance/stalls", "city_appearance"]),
      unit(
        "property", "物业 柳巷服务站", "Liuxiang property service", 6,
        ["property_estate", "fire_safety"], area: street + "002"),
      unit(
        "traffic", "交警四中队", "Traffic police, 4th squad", 7,
        ["traffic/parking", "traffic/transit", "traffic"]),
      unit("safety", "平安办", "Safety office", 8, ["fire_safety", "public_security_fraud"]),
      unit("heating", "热力公司", "Heating company", 9, ["utilities/heat_gas"]),
      unit(
        "welfare", "社会事务办", "Social affairs office", 10,
        ["social_security_jobs", "education_health"]),
      unit("justice", "司法所", "Legal service office", 11, ["disputes_rights", "other"]),
    ]
  }

  /// 12 digits and the grid's number in three.
  func code(of grid: Basemap.Grid) -> String {
    street + Digits.padded((grid.number - 1) / 7 + 1, 3) + Digits.padded(grid.number, 3)
  }

  func plan(_ grids: [Basemap.Grid]) -> CityPlan {
    let places = Self.communities.enumerated().map { index, name in
      CityPlan.Area(
        code: street + Digits.padded(index + 1, 3), name: name.0, latitude: nil, longitude: nil,
        english: name.1, phone: Self.phone(200 + index))
    }
    let cells = grids.map { grid in
      CityPlan.Area(
        code: code(of: grid), name: "\(grid.number) 网格", latitude: grid.latitude,
        longitude: grid.longitude, english: "grid \(grid.number)", border: grid.border,
        phone: Self.phone(300 + grid.number))
    }
    let whole = CityPlan.Area(
      code: street, name: "桐荫街道", latitude: nil, longitude: nil, english: "Tongyin street",
      border: Self.frame(of: grids), phone: Self.phone(100))
    return CityPlan(units: units, areas: [whole] + places + cells)
  }

  /// The street's border: a rectangle around all of its grids.
  private static func frame(of grids: [Basemap.Grid]) -> [[Double]]? {
    let corners = grids.flatMap(\.border)
    guard let west = corners.map({ $0[0] }).min(), let east = corners.map({ $0[0] }).max(),
      let south = corners.map({ $0[1] }).min(), let north = corners.map({ $0[1] }).max()
    else { return nil }
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]
  }

  private func unit(
    _ code: String, _ name: String, _ english: String, _ number: Int, _ duties: [String],
    area: String? = nil
  ) -> CityPlan.Unit {
    CityPlan.Unit(
      code: code, name: name, phone: Self.phone(number), duties: duties, area: area ?? street,
      english: english)
  }

  /// No place in China has the area code 019, so nobody is rung by mistake.
  static func phone(_ number: Int) -> String { "019-610" + Digits.padded(number, 5) }
}
