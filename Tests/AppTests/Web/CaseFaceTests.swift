import Casework
import Foundation
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// What the faces of a case tell those who look at it, by what has become of it.
struct CaseFaceTests {
  static func move(
    _ city: TestCity, _ id: String, as name: String, _ moves: CaseMove...
  ) async throws {
    for move in moves {
      _ = try await city.open.city.requests.actions.move(
        Identifier(rawValue: id), move, expecting: nil, by: city.viewer(name), key: nil)
    }
  }

  private static func short(_ filed: TestCity.Filed) -> String {
    "LL-\(filed.number.dropFirst(10).prefix(4))-\(filed.number.suffix(4))"
  }

  static let result = CaseResult(
    outcome: .solved, text: "换了灯头和整流器，今晚试过已经亮了，请放心。", reporterConfirms: true)

  /// A link as it stands on a page, with what it says.
  ///
  /// `part`: after which mark on the page it is looked for.
  private static func link(_ page: WebAnswer, to path: String, after part: String = "<body")
    -> String?
  {
    let pattern = "href=\"\(path)\""
    return page.text.components(separatedBy: part).last?.components(separatedBy: "<a ")
      .first { $0.contains(pattern) }.map { String($0.prefix { $0 != "\n" }) }
  }

  @Test(arguments: Backend.all)
  func `a merged case leads to the one it went into, and from there back`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let main = try await city.file(as: TestCity.resident, ["is_public": "false"])
    let copy = try await city.file(as: TestCity.neighbour, ["is_public": "false"])
    let (there, here) = (main.service_request_id, copy.service_request_id)
    try await Self.move(city, here, as: "dispatcher", .merge(into: Identifier(rawValue: there)))
    try await city.dispatch(there, to: "power")
    let neighbour = try await city.browser(as: TestCity.neighbour)
    let staff = try await city.browser(as: "dispatcher")

    let own = try await neighbour.get("/cases/" + here)
    #expect(own.text.contains("已合并") && !own.text.contains("<ol class=\"path\""))
    #expect(Self.link(own, to: "/cases/" + there)?.contains(Self.short(main)) == true)
    #expect(try await neighbour.get("/cases/" + there).status == 200)
    let list = try await neighbour.get("/my")
    #expect(list.text.contains("已合并"))
    #expect(Self.link(list, to: "/cases/" + there)?.contains(Self.short(main)) == true)

    let source = try await staff.get("/console/cases/" + here)
    #expect(source.text.contains("已合并"))
    let detail = "id=\"detail\""
    let onward = Self.link(source, to: "/console/cases/" + there, after: detail)
    #expect(onward?.contains(Self.short(main)) == true)
    let target = try await staff.get("/console/cases/" + there)
    #expect(target.text.contains("合并的 1 件上报"))
    let part = Self.link(target, to: "/console/cases/" + here, after: detail)
    #expect(part?.contains(Self.short(copy)) == true)
    // What they may not open is not linked: the unit has one of the two, its reporter too.
    let unit = try await city.browser(as: "power").get("/desk/cases/" + there)
    #expect(unit.status == 200 && !unit.text.contains(here))
    let reporter = try await city.browser(as: TestCity.resident).get("/cases/" + there)
    #expect(reporter.status == 200 && !reporter.text.contains(here))
  }

  @Test(arguments: Backend.all)
  func `a receipt leads on only to what everybody may see`(backend: Backend) async throws {
    for isPublic in [true, false] {
      let city = try await TestCity.open(backend)
      let main = try await city.file(as: TestCity.resident, ["is_public": "\(isPublic)"])
      let copy = try await city.file(as: nil, ["is_public": "false"])
      try await Self.move(
        city, copy.service_request_id, as: "dispatcher",
        .merge(into: Identifier(rawValue: main.service_request_id)))
      let code = try ReceiptCode(
        of: Identifier(rawValue: copy.service_request_id), keys: city.open.platform.keys
      ).text

      let page = try await city.browser().get("/track/\(copy.number)?code=\(code)")
      #expect(page.status == 200 && page.text.contains("已合并"))
      #expect((Self.link(page, to: "/cases/" + main.service_request_id) != nil) == isPublic)
    }
  }

  @Test(arguments: Backend.all)
  func `a parked case says what it waits for`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await city.dispatch(id, to: "power")
    try await Self.move(city, id, as: "power", .start(words: nil))
    let review = CityTime.date(of: city.clock.now).adding(days: 40)
    let parking = CaseDetails.Parking(
      cause: .funds, plan: "等明年的预算批下来就换整条线路", reviewOn: review)
    try await Self.move(city, id, as: "chief", .park(parking))

    let page = try await city.browser(as: TestCity.resident).get("/cases/" + id)
    #expect(page.text.contains("要等资金。打算：等明年的预算批下来就换整条线路"))
    #expect(page.text.contains("要等资金 · 等明年的预算"))
  }

  @Test(arguments: Backend.all)
  func `more time that was granted is told with its reason`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await city.dispatch(id, to: "power")
    try await Self.move(
      city, id, as: "power", .start(words: nil),
      .askExtension(amount: 1, reason: "配件后天才到，要多等一天"))
    try await Self.move(city, id, as: "chief", .decideExtension(granted: true, reason: "理由说得过去。"))
    let resident = try await city.browser(as: TestCity.resident)

    let granted = try await resident.get("/cases/" + id)
    #expect(granted.text.contains("新时间 ") && granted.text.contains("，原因：配件后天才到，要多等一天"))
    // Whoever has it next has a time of their own.
    try await Self.move(
      city, id, as: "dispatcher",
      .reassign(Assignment(level: .street, unit: "works"), reason: "灯是街道装的"))
    try await Self.move(city, id, as: "works", .start(words: nil))
    #expect(!(try await resident.get("/cases/" + id)).text.contains("新时间 "))
  }

  @Test(arguments: Backend.all)
  func `staff read which post it was and what the reporter does not read`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(
      as: TestCity.resident, ["is_public": "true", "hides_from_handler": "true"]
    ).service_request_id
    try await city.dispatch(id, to: "power")
    try await Self.move(city, id, as: TestCity.resident, .addWords("昨晚差点摔了", audience: .reporter))
    try await Self.move(city, id, as: TestCity.neighbour, .support)
    try await Self.move(
      city, id, as: "power", .addWords("灯头进水了", audience: .reporter),
      .addWords("上次也是这样", audience: .staff))

    for (name, path) in [("power", "/desk/cases/"), ("dispatcher", "/console/cases/")] {
      let staff = try await city.browser(as: name).get(path + id)
      let lines = staff.text.components(separatedBy: "<li class=")
      let inner = try #require(lines.first { $0.contains("上次也是这样") })
      #expect(inner.contains("供电所运维班") && inner.contains("只有工作人员看得到"))
      let open = try #require(lines.first { $0.contains("灯头进水了") })
      #expect(open.contains("供电所运维班") && !open.contains("只有工作人员看得到"))
      let sent = try #require(lines.first { $0.contains("派给供电") })
      #expect(sent.contains("区调度员"))
      let own = try #require(lines.first { $0.contains("昨晚差点摔了") })
      #expect(!own.contains("供电所运维班"))
      // Neither the reporter nor who joined is named to those it is hidden from, nor to others.
      #expect(!staff.text.contains("李慧芳") && !staff.text.contains("王德顺"))
    }
    for name in [TestCity.resident, TestCity.neighbour] {
      let page = try await city.browser(as: name).get("/cases/" + id)
      #expect(page.status == 200)
      for hidden in ["供电所运维班", "区调度员", "只有工作人员看得到", "上次也是这样"] {
        #expect(!page.text.contains(hidden), "\(name): \(hidden)")
      }
    }
  }
}
