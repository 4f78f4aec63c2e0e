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

  @Test func `units are those of the directory`() throws {
    try UnitCheck.check(.dispatch(Assignment(level: .street, unit: "power")), in: Self.plan)
    try UnitCheck.check(.escalate(reason: "超出权限", unit: nil), in: Self.plan)

    #expect(throws: Problem(field: "unit", "mistake.unknown-unit")) {
      try UnitCheck.check(.escalate(reason: "超出权限", unit: "water"), in: Self.plan)
    }
    #expect(throws: Problem(field: "co_units", "mistake.unknown-unit")) {
      try UnitCheck.check(
        .dispatch(Assignment(level: .street, unit: "power", coUnits: ["water"])), in: Self.plan)
    }
  }

  @Test func `filing without urgency or limit is normal and by the table`() throws {
    let body = try JSONText.decode(
      MoveBody.self, from: #"{"move":"file","class_code":"livelihood"}"#)

    #expect(
      try body.asMove() == .file(Filing(classCode: "livelihood", urgency: .normal, limit: nil)))
  }

  @Test(arguments: [
    "status", "service_code", "class_code", "area", "time", "sort", "after", "limit",
  ])
  func `browsers may leave a filter empty, programs may not`(name: String) throws {
    let empty = Form(values: [name: [""]])

    _ = try QueryReader.read(empty)
    #expect(throws: Problem(field: name, "problem.field-value")) {
      try QueryReader.readExactly(empty)
    }
  }

  @Test(
    arguments: [
      ("newest..5", nil, true), ("newest..5", "time_left", false), ("time_left.5.5", nil, false),
      ("time_left.5.5", "time_left", true), ("grid.990101001001.5", "grid", true),
    ] as [(String, String?, Bool)])
  func `a cursor goes on in its own order only`(after: String, sort: String?, fits: Bool) throws {
    var values = ["after": [after]]
    if let sort { values["sort"] = [sort] }

    let query = try? QueryReader.readExactly(Form(values: values))

    #expect((query != nil) == fits)
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
