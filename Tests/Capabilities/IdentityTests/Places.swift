import Contracts

/// A street with a community and a grid, and one unit; another of each has ended.
struct Places: CityDirectory {
  static let plan = CityPlan(
    units: [
      CityPlan.Unit(
        code: "power", name: "供电所", phone: "019-61000001", duties: [], english: "Power station")
    ],
    areas: [
      area("990101001", "桐荫街道", "Tongyin street"),
      area("990101002", "栖霞街道", "Qixia street"),
      area("990101001001", "柳巷社区", "Willow Lane community"),
      area("990101001001011", "11 网格", "Grid 11"),
    ],
    ended: CityPlan.Ended(
      units: [CityPlan.Unit(code: "old", name: "撤并办", phone: "12345", duties: [])],
      areas: [area("990101001001099", "99 网格", "Grid 99")]))

  func plan() async throws -> CityPlan { Self.plan }

  private static func area(_ code: String, _ name: String, _ english: String) -> CityPlan.Area {
    CityPlan.Area(code: code, name: name, latitude: nil, longitude: nil, english: english)
  }
}
