import Kernel
import KernelTesting
import Testing

@testable import App

/// Step 2: a case comes with a point or a grid, and nothing is shown as chosen before it is.
struct ReportPlaceTests {
  private static let grid = "990101001002011"
  private static let community = "990101001002"

  /// The first step is done; the second is open.
  private static func place(_ browser: WebClient) async throws -> WebForm {
    let what = try #require(try await browser.get("/report").form(to: "/report/what"))
    let step = try await browser.submit(
      what, ["kind": "street_light", "text": TestCity.text])
    return try #require(try await browser.follow(step).form(to: "/report/where"))
  }

  private static func filed(_ browser: WebClient, _ city: TestCity) async throws -> String {
    let check = try #require(try await browser.get("/report/check").form(to: "/report/check"))
    _ = try await browser.submit(check, pressing: ("act", "submit"))
    return try await city.database.read { db in
      try db.rows("SELECT area FROM cases").map { try $0.get("area", as: String.self) }.joined()
    }
  }

  @Test(arguments: Backend.all)
  func `the community that an address names is proposed, and is a choice when one goes on`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)

    let proposed = try await browser.submit(
      try await Self.place(browser), ["address": "柳巷 12 号楼"])
    #expect(proposed.status == 200 && proposed.text.contains("先选了“柳巷社区”"))
    let form = try #require(proposed.form(to: "/report/where"))
    #expect(form["grid"] == Self.community)
    // Until then it is nobody's answer.
    let again = try #require(try await browser.get("/report/where").form(to: "/report/where"))
    #expect(again["grid"] == nil)

    #expect(try await browser.submit(form).location == "/report/check")
    #expect(try await Self.filed(browser, city) == Self.community)
  }

  @Test
  func `where the address says nothing, the place is asked for, and not knowing is an answer`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try await Self.place(browser)

    let asked = try await browser.submit(form, ["address": "桥头大树旁边"])
    #expect(asked.status == 422 && asked.text.contains("光看地址认不出在哪个网格"))
    let kept = try #require(asked.form(to: "/report/where"))
    #expect(kept["address"] == "桥头大树旁边" && kept["grid"] == nil)
    #expect(try await browser.submit(kept).status == 422)
    for grid in [Self.grid, Self.community, "990101"] {
      #expect(
        try await browser.submit(kept, ["grid": grid]).location == "/report/check", "\(grid)")
    }
    #expect(try await Self.filed(browser, city) == "990101")
    #expect(city.log.failures == [])
  }

  @Test func `no pin stands on the map before somebody puts one, and then where it was put`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try await Self.place(browser)
    let empty = try await browser.get("/report/where")
    #expect(!empty.text.contains("data-placed") && form["latitude"] == "")
    // Without scripts nothing is said of a map.
    #expect(empty.text.contains(">写清小区、楼号，再选社区或网格<"))

    let grid = try Basemap.load(DemoCityTests.resources).grids[10]
    let point = ["latitude": "\(grid.latitude)", "longitude": "\(grid.longitude)"]
    _ = try await browser.submit(form, point.merging(["address": ""]) { $1 })
    let back = try await browser.get("/report/where")

    #expect(back.text.contains(" data-placed"))
    #expect(back.text.contains("data-centre=\"\(grid.latitude),\(grid.longitude)\""))
    #expect(back.form(to: "/report/where")?["grid"] == Self.grid)
  }

  @Test func `what is the same nearby is asked once for a place, also for one only pointed at`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let grid = try Basemap.load(DemoCityTests.resources).grids[10]
    let point = ["lat": "\(grid.latitude)", "long": "\(grid.longitude)"]
    _ = try await city.file(as: TestCity.neighbour, point.mapValues { Optional($0) })
    let browser = try await city.browser(as: TestCity.resident)
    let form = try await Self.place(browser)

    let shown = try await browser.submit(
      form, ["address": "", "latitude": "\(grid.latitude)", "longitude": "\(grid.longitude)"])
    #expect(shown.status == 200 && shown.text.contains("name=\"same_as\""))
    let again = try #require(shown.form(to: "/report/where"))
    let elsewhere = try await browser.submit(
      again, ["address": "柳巷 3 号楼", "grid": Self.grid, "latitude": "", "longitude": ""])
    #expect(elsewhere.status == 200 && elsewhere.text.contains("name=\"same_as\""))

    #expect(try await browser.submit(again).location == "/report/check")
  }

  @Test func `a pin beyond every border is told before anything is sent here`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try await Self.place(browser)
    let beyond = ["address": "", "latitude": "39.9", "longitude": "116.4"]

    let told = try await browser.submit(form, beyond)
    #expect(told.status == 422 && told.text.contains("图上这个位置不在本区"))
    let again = try #require(told.form(to: "/report/where"))
    #expect(try await browser.submit(again, ["grid": Self.grid]).location == "/report/check")
  }
}
