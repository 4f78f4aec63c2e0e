import Casework
import Kernel
import KernelTesting
import Testing

@testable import App

/// Dead ends of the pages that once were: whom a case reaches, and who loses sight of it.
struct StaffSightPageTests {
  @Test(arguments: Backend.all)
  func `what the console sends to a grid is worked on at the grid worker's desk`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let dispatcher = try await city.browser(as: "dispatcher")
    let console = "/console/cases/" + id
    _ = try await dispatcher.submit(try await StaffFormTests.form(dispatcher, console, "accept"))
    let sent = try await dispatcher.submit(
      try await StaffFormTests.form(dispatcher, console, "dispatch"), ["other_unit": "grid"])
    #expect(sent.status == 303, "\(sent.text)")
    let grid = try await city.browser(as: "grid")
    let desk = "/desk/cases/" + id

    #expect(try await grid.get("/desk").text.contains(desk))
    _ = try await grid.submit(try await StaffFormTests.form(grid, desk, "start"))
    let rung = try await grid.submit(
      try await StaffFormTests.form(grid, desk, "contact-number"))
    #expect(rung.status == 200 && rung.text.contains("13800002076"))
    let up = try await grid.submit(
      try await StaffFormTests.form(grid, desk, "escalation"), ["reason": "要社区协调物业"])
    #expect(up.status == 303, "\(up.text)")
    let community = try await city.browser(as: "community")
    let taken = try await community.submit(
      try await StaffFormTests.form(community, desk, "take-over"))
    #expect(taken.status == 303, "\(taken.text)")
    #expect(try await city.ids(in: [.inProgress]) == [id])
  }

  @Test(arguments: Backend.all)
  func `where a grid worker stands is asked, used and kept nowhere`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let grid = try await city.browser(as: "grid")
    let page = try await grid.get("/desk")
    #expect(page.text.contains("/desk/cases/" + id) && page.text.contains("从网格中间排的"))
    let form = try #require(page.form(to: "/desk/walk"))
    let before = try await TableDump(of: city.database)
    let told = try await grid.submit(form, ["latitude": "28.98765", "longitude": "118.01234"])
    #expect(told.status == 200 && told.text.contains("从您刚才站的地方排的"))
    #expect(told.text.contains("data-route=\"28.98765,118.01234\""))
    #expect(told.text.contains("/desk/cases/" + id))
    #expect(before.changes(to: try await TableDump(of: city.database)) == [])
    let all = try await TableDump(of: city.database).tables.values.joined().joined()
    #expect(!all.contains("28.98765"))
    // What is no place is none.
    let odd = try await grid.submit(form, ["latitude": "91", "longitude": "north"])
    #expect(odd.status == 200 && odd.text.contains("从网格中间排的"))
  }

  @Test(arguments: Backend.all)
  func `a case is not restricted by whoever would no longer see it`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let page = "/console/cases/" + id
    let answers = ["confidentiality": "restricted"]

    let street = try await city.browser(as: "street")
    let refused = try await street.submit(
      try await StaffFormTests.form(street, page, "correction"), answers)
    #expect(refused.status == 422 && refused.text.contains("改成受限后，您自己也看不到这件事了"))
    let dispatcher = try await city.browser(as: "dispatcher")
    let done = try await dispatcher.submit(
      try await StaffFormTests.form(dispatcher, page, "correction"), answers)
    #expect(done.status == 303, "\(done.text)")

    for (who, status) in [("dispatcher", 200), ("chief", 200), ("street", 404)] {
      #expect(try await city.browser(as: who).get(page).status == status, "\(who)")
    }
    #expect(try await city.browser(as: TestCity.resident).get("/cases/" + id).status == 200)
  }

  @Test(arguments: Backend.all)
  func `a unit, a place and a limit that were not offered are refused`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let page = "/console/cases/" + id
    let browser = try await city.browser(as: "dispatcher")
    let correction = try await StaffFormTests.form(browser, page, "correction")
    _ = try await browser.submit(try await StaffFormTests.form(browser, page, "accept"))
    let dispatch = try await StaffFormTests.form(browser, page, "dispatch")

    let answers = [
      try await browser.submit(dispatch, ["other_unit": "no_such_unit"]),
      try await browser.submit(dispatch, ["limit_code": "9999.working_days"]),
      try await browser.submit(
        try await StaffFormTests.form(browser, page, "correction"), ["area": "990101zzz"]),
    ]

    #expect(answers.map(\.status) == [422, 422, 422])
    #expect(answers[0].text.contains("没有这个单位") && answers[2].text.contains("没有这个网格或社区"))
    #expect(correction["title"]?.isEmpty == false)
    #expect(try await city.ids(in: [.accepted]) == [id])
  }

  @Test(arguments: Backend.all)
  func `a reporter may hide from those who handle it`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    for (isHidden, answers) in [(true, ["hidden": "yes"]), (false, [:])] {
      let browser = try await city.browser(as: TestCity.resident)
      let check = try await browser.fillReport()
      let sent = try await browser.submit(
        try #require(check.form(to: "/report/check")), answers.merging(["act": "submit"]) { $1 })
      #expect(sent.status == 303, "\(sent.text)")
      let hidden = try await city.database.read { db in
        try db.number("SELECT COUNT(*) FROM cases WHERE hides_from_handler")
      }
      #expect(hidden == 1, "\(isHidden)")
    }
    #expect(try await city.count("cases") == 2)
  }
}
