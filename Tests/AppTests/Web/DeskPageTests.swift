import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// What lies on a desk, and in which order.
struct DeskPageTests {
  @Test(arguments: Backend.all)
  func `mine is what waits for me, and what waits for others stands apart`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let mine = try await city.file(as: TestCity.resident).service_request_id
    let theirs = try await city.file(as: TestCity.neighbour).service_request_id
    try await city.dispatch(mine, to: "power")
    try await city.dispatch(theirs, to: "power")
    try await CaseFaceTests.move(
      city, theirs, as: "power",
      .object(reason: "这盏灯在院墙里，产权归小区，不归我们修。", whose: "物业"))
    let browser = try await city.browser(as: "power")

    let own = try await browser.get("/desk")
    #expect(own.text.contains("手上 1 件") && own.text.contains("/desk/cases/" + mine))
    #expect(!own.text.contains("/desk/cases/" + theirs) && own.text.contains("等别人 1"))
    let apart = try await browser.get("/desk?show=waiting")
    #expect(apart.text.contains("/desk/cases/" + theirs) && apart.text.contains("等裁定归谁办"))
    #expect(!apart.text.contains("/desk/cases/" + mine))

    try await CaseFaceTests.move(
      city, mine, as: "power", .start(words: nil), .report(CaseFaceTests.result))
    let done = try await browser.get("/desk")
    #expect(done.text.contains("手上没有要办的") && done.text.contains("看等别人的 2 件"))
  }

  @Test func `one's own list is taken along from the desk`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let foreign = try await city.file(as: TestCity.neighbour).service_request_id
    try await city.dispatch(id, to: "power")
    try await city.dispatch(foreign, to: "water")
    let browser = try await city.browser(as: "power")

    let form = try #require(try await browser.get("/desk").form(to: "/desk/export"))
    let file = try await browser.submit(form)
    #expect(file.status == 200 && file["content-type"] == "text/csv; charset=utf-8")
    #expect(file.text.contains(id) && !file.text.contains(foreign))
    let all = try await browser.get("/desk?show=all")
    #expect(all.form(to: "/desk/export") == nil)
  }

  @Test(arguments: Backend.all)
  func `a walk begins with what is late, then with what is urgent`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let post = try Basemap.load(DemoCityTests.resources).grids[10]
    // The calm one is nearest to where the walk begins, the late one farthest.
    func file(_ north: Double, as name: String?) async throws -> String {
      try await city.file(
        as: name, ["lat": "\(post.latitude + north)", "long": "\(post.longitude)"]
      ).service_request_id
    }
    let calm = try await file(0, as: TestCity.resident)
    let urgent = try await file(0.0002, as: TestCity.neighbour)
    let late = try await file(0.0004, as: nil)
    for (id, urgency) in [(calm, Urgency.normal), (urgent, Urgency.urgent)] {
      try await CaseFaceTests.move(
        city, id, as: "dispatcher", .accept,
        .file(Filing(classCode: "housing_urban", urgency: urgency, limit: nil)),
        .dispatch(Assignment(level: .grid)))
    }
    // Longer than it may lie unaccepted, and within the limits of the others.
    city.clock.advance(hours: 1)

    let page = try await city.browser(as: "grid").get("/desk")
    let places = [late, urgent, calm].map {
      page.text.firstRange(of: "/desk/cases/" + $0)?.lowerBound
    }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
  }
}
