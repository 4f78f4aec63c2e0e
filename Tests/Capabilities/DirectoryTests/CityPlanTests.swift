import Civics
import Contracts
import Testing

struct CityPlanTests {
  /// Two squares side by side, and a notch cut into the second.
  static let plan = CityPlan(
    units: [
      unit("works", ["public_facilities"]), unit("light", ["public_facilities/street_light"]),
      unit("estate", ["public_facilities/street_light"], area: "990101001002"),
      unit("other", ["traffic"]),
    ],
    areas: [
      grid("990101001001001", [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]),
      grid("990101001001002", [[1, 0], [2, 0], [2, 1], [1.5, 0.5], [1, 1], [1, 0]]),
    ])

  private static func unit(_ code: String, _ duties: [String], area: String = "") -> CityPlan.Unit {
    CityPlan.Unit(code: code, name: code, phone: "", duties: duties, area: area)
  }

  private static func grid(_ code: String, _ border: [[Double]]) -> CityPlan.Area {
    CityPlan.Area(code: code, name: code, latitude: nil, longitude: nil, border: border)
  }

  @Test(
    arguments: [
      (0.5, 0.5, "001"), (1.2, 0.2, "002"), (1.5, 0.8, nil), (2.5, 0.5, nil), (0.5, -0.1, nil),
      (1.0, 0.5, "002"), (0.0, 0.0, "001"), (1.9, 0.85, "002"),
    ] as [(Double, Double, String?)])
  func `a point lies in one grid or none`(x: Double, y: Double, suffix: String?) throws {
    let point = try #require(Coordinate(latitude: y, longitude: x))

    #expect(Self.plan.grid(at: point)?.code.suffix(3) == suffix.map { Substring($0) })
  }

  @Test func `a point in the shifted datum is put back first`() throws {
    let border = [
      [118.0, 28.99], [118.01, 28.99], [118.01, 29.0], [118.0, 29.0], [118.0, 28.99],
    ]
    let plan = CityPlan(units: [], areas: [Self.grid("990101001001001", border)])
    let inside = try #require(Coordinate(latitude: 28.999, longitude: 118.009))

    #expect(plan.grid(at: inside) != nil)
    #expect(plan.grid(at: inside.converted(to: .gcj02)) != nil)
    let plain = inside.converted(to: .gcj02)
    let misread = try #require(
      Coordinate(latitude: plain.latitude, longitude: plain.longitude, datum: .wgs84))
    #expect(plan.grid(at: misread) == nil)
  }

  @Test func `the unit for this kind in this place comes first`() {
    let found = Self.plan.suggestions(
      service: "public_facilities", item: "street_light", area: "990101001002011")

    #expect(found.map(\.unit.code) == ["estate", "light", "works"])
    #expect(found.map(\.reasons) == [[.item, .place], [.item], [.service]])
  }

  @Test func `a unit of another place is not suggested`() {
    let found = Self.plan.suggestions(
      service: "public_facilities", item: "street_light", area: "990101001003015")

    #expect(found.map(\.unit.code) == ["light", "works"])
  }

  @Test func `a place known only by its district leaves local units in`() {
    let found = Self.plan.suggestions(
      service: "public_facilities", item: "street_light", area: "990101")

    #expect(found.map(\.unit.code) == ["estate", "light", "works"])
    #expect(found.map(\.reasons) == [[.item], [.item], [.service]])
  }

  @Test func `nobody named, nobody suggested`() {
    #expect(Self.plan.suggestions(service: "other", item: nil, area: "990101001") == [])
  }
}
