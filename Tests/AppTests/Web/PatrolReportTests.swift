import KernelTesting
import Testing

@testable import App

/// A grid worker reports what was found on the way, from the desk.
struct PatrolReportTests {
  private func report(_ browser: WebClient) async throws -> String {
    let check = try await browser.fillReport()
    let sent = try await browser.submit(
      try #require(check.form(to: "/report/check")), pressing: ("act", "submit"))
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

    #expect(try await dispatcher.get("/console/cases/\(found)").text.contains("网格员巡查时发现的"))
    #expect(!(try await dispatcher.get("/console/cases/\(told)").text.contains("网格员巡查时发现的")))
  }
}
