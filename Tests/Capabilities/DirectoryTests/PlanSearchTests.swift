import Contracts
import Kernel
import Testing

@testable import Directory

struct PlanSearchTests {
  static let plan = CityPlan(
    units: [
      unit("power", "供电所 运维班", "Power supply station", "019-61000001"),
      unit("water", "水务公司", nil, ""),
    ],
    areas: [
      area("990101001", "桐荫街道", nil, nil),
      area("990101001002", "柳巷社区", "Liuxiang community", "019-61000202"),
      area("990101001001", "学府社区", "Xuefu community", nil),
      area("990101001002012", "12 网格", "grid 12", "019-61000312"),
      area("990101001002011", "11 网格", "grid 11", "019-61000311"),
      area("990101001001001", "1 网格", "grid 1", nil),
      area("990101009001001", "九号 网格", nil, nil),
    ])

  static func unit(
    _ code: String, _ name: String, _ english: String?, _ phone: String
  ) -> CityPlan.Unit {
    CityPlan.Unit(
      code: code, name: name, phone: phone, duties: [], area: "990101001", english: english)
  }

  static func area(
    _ code: String, _ name: String, _ english: String?, _ phone: String?
  ) -> CityPlan.Area {
    CityPlan.Area(
      code: code, name: name, latitude: nil, longitude: nil, english: english, phone: phone)
  }

  private func found(_ words: String) -> [String] {
    PlanSearch(Self.plan, words).groups(in: .chinese).map { group in
      (group.place?.name ?? "?") + ":" + group.grids.map(\.name).joined(separator: ",")
    }
  }

  @Test func `everything is there, in the order of the codes, strays at the end`() {
    #expect(found("") == ["学府社区:1 网格", "柳巷社区:11 网格,12 网格", "?:九号 网格"])
  }

  @Test(arguments: [
    ("柳巷", ["柳巷社区:11 网格,12 网格"]), ("11网格", ["柳巷社区:11 网格"]),
    (" GRID 12 ", ["柳巷社区:12 网格"]), ("019 61000312", ["柳巷社区:12 网格"]),
    ("Xuefu", ["学府社区:1 网格"]), ("九号", ["?:九号 网格"]), ("没有", []),
  ])
  func `a name, a number or an English word finds its place`(words: String, wanted: [String]) {
    #expect(found(words) == wanted)
  }

  @Test func `units are found by name and number`() {
    #expect(PlanSearch(Self.plan, "运维").units().map(\.code) == ["power"])
    #expect(PlanSearch(Self.plan, "supply").units().map(\.code) == ["power"])
    #expect(PlanSearch(Self.plan, "").units().count == 2)
  }
}
