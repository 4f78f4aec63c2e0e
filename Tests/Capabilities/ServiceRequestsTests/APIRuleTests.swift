import Casework
import Civics
import Contracts
import Kernel
import Testing

@testable import ServiceRequests

/// What programs send, before any action is asked.
struct APIRuleTests {
  static let plan = CityPlan(
    units: [CityPlan.Unit(code: "power", name: "供电所", phone: "", duties: [])],
    areas: [
      CityPlan.Area(code: "990101001", name: "桐荫街道", latitude: nil, longitude: nil),
      CityPlan.Area(
        code: "990101001002011", name: "11 网格", latitude: nil, longitude: nil,
        border: [[118, 29], [118.01, 29], [118.01, 29.01], [118, 29.01], [118, 29]]),
    ])

  static func submission(
    _ area: String?, _ latitude: Double?, _ longitude: Double?
  ) -> Submission {
    Submission(
      text: "灯不亮", area: area, address: "柳巷", latitude: latitude, longitude: longitude)
  }

  @Test(
    arguments: [
      (nil, 29.005, 118.005, "990101001002011", nil), (nil, 30, 118, nil, "point"),
      (nil, nil, nil, nil, nil), (nil, 91, 118, nil, nil), (nil, 29.005, nil, nil, nil),
      ("990101", 30, 118, "990101", nil), ("990101001", 29.005, 118.005, "990101001", nil),
      ("990101001002012", nil, nil, "990101001002012", "area"),
    ] as [(String?, Double?, Double?, String?, String?)])
  func `a point finds its grid and unknown places are named`(
    area: String?, latitude: Double?, longitude: Double?, found: String?, mistake: String?
  ) {
    var submission = Self.submission(area, latitude, longitude)

    let error = PlaceFinder(plan: Self.plan, region: "990101").find(&submission)

    #expect(submission.area == found)
    #expect(error?.field == mistake)
  }

  @Test func `a district without a directory takes its own codes and any point`() {
    let finder = PlaceFinder(plan: CityPlan(units: [], areas: []), region: "990101")
    var named = Self.submission("990101001001011", nil, nil)
    var pointed = Self.submission(nil, 29.005, 118.005)

    #expect(finder.find(&named) == nil)
    #expect(finder.find(&pointed) == nil)
    #expect(pointed.area == nil)
  }

  @Test func `refusals name the members of the body`() async throws {
    let problem = await #expect(throws: Problem.self) {
      try await WireField.renaming(MoveBody.fields) {
        throw CaseRefusal.tooShort(.fact, minimum: 5)
      }
    }

    #expect(problem?.fields.map(\.field) == ["text"])
    #expect(problem?.fields.first?.values == ["n": "5"])
  }
}
