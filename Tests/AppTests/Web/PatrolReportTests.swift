import KernelTesting
import Testing

@testable import App

/// A grid worker reports what was found on the way, from the desk.
struct PatrolReportTests {
  private func report(
    _ browser: WebClient, _ answers: [String: String] = [:]
  ) async throws -> String {
    let check = try await browser.fillReport()
    let sent = try await browser.submit(
      try #require(check.form(to: "/report/check")), answers, pressing: ("act", "submit"))
    return try #require(sent.location?.firstMatch(of: #/id=([^&]+)/#)).1.description
  }

  @Test func `whoever walks a grid finds the whistle beside the work`() async throws {
    let city = try await TestCity.open(.sqlite)

    for (login, has) in [("grid", true), ("power", false), ("dispatcher", false)] {
      let desk = try await city.browser(as: login).get(has ? "/desk" : "/messages")
      #expect(desk.status == 200 && desk.text.contains("<nav class=\"rail\""))
      #expect(desk.text.contains("href=\"/report\"") == has, "\(login)")
    }
  }

  @Test(arguments: Backend.all)
  func `what it files is marked as found on patrol`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let found = try await report(try await city.browser(as: "grid"))
    let told = try await report(try await city.browser(as: TestCity.resident))
    let dispatcher = try await city.browser(as: "dispatcher")

    let mark = #"<span class="tag">巡查主动发现</span>"#
    #expect(try await dispatcher.get("/console/cases/\(found)").text.contains(mark))
    #expect(!(try await dispatcher.get("/console/cases/\(told)").text.contains(mark)))
  }

  @Test(arguments: Backend.all)
  func `who walks names the season that presses, and nobody else does`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let season = ["season": "before_freeze"]
    let walker = try await city.browser(as: "grid")
    let resident = try await city.browser(as: TestCity.resident)
    let found = try await report(walker, season)
    let told = try await report(resident, season)
    let dispatcher = try await city.browser(as: "dispatcher")
    let mark = #"<span class="tag">上冻前（12月15日前办好）</span>"#

    #expect(try await dispatcher.get("/console/cases/\(found)").text.contains(mark))
    #expect(!(try await dispatcher.get("/console/cases/\(told)").text.contains(mark)))
    let narrowed = try await city.client(as: "dispatcher").get(
      "/api/v1/requests/queue?found=patrol&season_code=before_freeze")
    #expect(narrowed.text.contains(found) && !narrowed.text.contains(told))
    #expect(try await walker.fillReport().text.contains("name=\"season\""))
    #expect(!(try await resident.fillReport().text.contains("name=\"season\"")))
  }

  @Test(arguments: Backend.all)
  func `a program files what was found on patrol for those only who may patrol`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let found = ["found_on_patrol": "true", "season_code": "\"before_freeze\""]
    let client = try await city.client(as: TestCity.resident)
    for changes in [found, ["season_code": "\"before_freeze\""]] {
      let refused = try await client.post("/api/v1/requests", json: TestCity.report(changes))
      let field = changes["found_on_patrol"] == nil ? "season_code" : "found_on_patrol"
      #expect(refused.status == 422 && refused.text.contains(field))
    }

    let id = try await city.file(as: "grid", found).service_request_id
    let read = try await city.client(as: "grid").get("/api/v1/requests/" + id)
    struct Marks: Decodable {
      let is_proactive: Bool
      let season_code: String?
      let season_due_on: String?
    }
    let marks = try read.json(as: Marks.self)
    #expect(marks.is_proactive && marks.season_code == "before_freeze")
    #expect(marks.season_due_on == "2026-12-15")
  }
}
