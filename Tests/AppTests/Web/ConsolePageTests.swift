import Casework
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// Doing several cases at once, taking the list along, and what happened last.
struct ConsolePageTests {
  /// The page's batch form with these rows ticked.
  private static func send(
    _ browser: WebClient, _ ticked: [String], act: String, unit: String = ""
  ) async throws -> WebAnswer {
    let form = try #require(try await browser.get("/console").form(to: "/console/batch"))
    return try await post(form, browser, ticked, act: act, unit: unit)
  }

  private static func post(
    _ form: WebForm, _ browser: WebClient, _ ticked: [String], act: String, unit: String = ""
  ) async throws -> WebAnswer {
    let fields = form.fields.filter { $0.name != "unit" }.map { ($0.name, $0.value) }
    return try await browser.post(
      form.action,
      form: fields + ticked.map { ("case", $0) } + [("act", act), ("unit", unit)])
  }

  private static func ticks(_ page: WebAnswer) -> [String] {
    HTMLTag.all(in: page.bytes).filter { $0["name"] == "case" }.compactMap { $0["value"] }
  }

  @Test(arguments: Backend.all)
  func `each of several is accepted for itself, and the answer says what became of it`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let ids = [
      try await city.file(as: TestCity.resident).service_request_id,
      try await city.file(as: TestCity.neighbour).service_request_id,
    ]
    let browser = try await city.browser(as: "dispatcher")
    let form = try #require(try await browser.get("/console").form(to: "/console/batch"))
    let ticked = Self.ticks(try await browser.get("/console")).sorted()
    #expect(ticked == ids.map { $0 + ".1" }.sorted())
    // Somebody else was faster with one of them.
    _ = try await browser.submit(
      try await StaffFormTests.form(browser, "/console/cases/" + ids[1], "accept"))

    let answer = try await Self.post(form, browser, ticked, act: "accept")
    #expect(answer.status == 200 && answer.text.contains("办好了 1 件，1 件没成"), "\(answer.text)")
    #expect(answer.text.contains("已受理"))
    #expect(try await city.ids(in: [.accepted]) == ids.sorted())
    // The same form once more finds what it did, and changes nothing.
    let before = try await TableDump(of: city.database)
    let again = try await Self.post(form, browser, ticked, act: "accept")
    #expect(again.text.contains("办好了 1 件，1 件没成"))
    #expect(before.changes(to: try await TableDump(of: city.database)) == [])
  }

  @Test(arguments: Backend.all)
  func `several go to a unit at once, or each to its own suggestion`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let first = try await city.file(as: TestCity.resident).service_request_id
    let browser = try await city.browser(as: "dispatcher")
    let suggested = try await Self.send(browser, [first + ".1"], act: "dispatch")
    #expect(suggested.text.contains("办好了 1 件") && suggested.text.contains("已派给"))
    let second = try await city.file(as: TestCity.neighbour).service_request_id
    let named = try await Self.send(browser, [second + ".1"], act: "dispatch", unit: "power")
    #expect(named.text.contains("已派给供电所"), "\(named.text)")
    #expect(try await city.ids(in: [.dispatched]) == [first, second].sorted())
    let units = try await city.database.read { db in
      try db.rows("SELECT lead_unit FROM cases").map { try $0.get("lead_unit", as: String.self) }
    }
    #expect(units.count == 2 && units.contains("power"))
  }

  @Test(arguments: Backend.all)
  func `nothing ticked, too much ticked and what is not one's own are answered`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let browser = try await city.browser(as: "dispatcher")
    let none = try await Self.send(browser, [], act: "accept")
    #expect(none.status == 422 && none.text.contains("一件也没勾"))
    let many = try await Self.send(browser, (0...50).map { "x\($0).1" }, act: "accept")
    #expect(many.status == 422 && many.text.contains("一次最多 50 件"))
    let unseen = try await Self.send(browser, ["nothing.1"], act: "accept")
    #expect(unseen.status == 200 && unseen.text.contains("不在您的范围里"))
    let stranger = try await city.browser(as: "power")
    #expect(try await stranger.post("/console/batch", form: [("case", id + ".1")]).status >= 400)
    #expect(try await city.ids(in: [.submitted]) == [id])
  }

  @Test(arguments: Backend.all)
  func `the list leaves as a file, with a line in the audit, and as a sheet of paper`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let filed = try await city.file(as: TestCity.resident)
    let browser = try await city.browser(as: "dispatcher")
    let form = try #require(
      try await browser.get("/console?status=submitted").form(
        to: "/console/export?status=submitted"))
    let file = try await browser.submit(form)
    #expect(file.status == 200 && file["content-type"] == "text/csv; charset=utf-8")
    #expect(file.text.contains(filed.service_request_id))
    let lines = try await city.database.read { db in
      try db.number(
        "SELECT COUNT(*) FROM audit_entries WHERE action = 'service_requests.exported'")
    }
    #expect(lines == 1)
    let forged = try await browser.post("/console/export", form: [])
    #expect(forged.status >= 400)

    let paper = try await browser.get("/console/print?status=submitted")
    #expect(paper.text.contains("共 1 件") && paper.text.contains("签字"))
    #expect(!paper.text.contains("13800002076"))
  }

  @Test(arguments: Backend.all)
  func `paper that ends before the list does says how long the list is`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let actions = city.open.city.requests.actions
    var submission = Submission()
    (submission.service, submission.item) = ("public_facilities", "street_light")
    (submission.text, submission.address) = (TestCity.text, "柳巷 3 号楼")
    submission.area = "990101001002011"
    let (lamp, reporter) = (submission, try await city.viewer(TestCity.resident))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<203 {
        group.addTask { _ = try await actions.submit(lamp, by: reporter, key: nil) }
      }
      try await group.waitForAll()
    }
    let browser = try await city.browser(as: "dispatcher")
    for query in ["", "?service_code=public_facilities"] {
      let paper = try await browser.get("/console/print" + query)
      #expect(paper.text.contains("前 200 件，共 203 件"), "\(query)")
    }
    // What a word finds among all there ever was is not counted.
    let found = try await browser.get("/console/print?q=" + URLEncoded.encode("路灯"))
    #expect(found.text.contains("前 200 件；后面还有"))
  }

  @Test(arguments: Backend.all)
  func `what happened last stands beside the queue and on a page of its own`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await city.dispatch(id, to: "power")
    let browser = try await city.browser(as: "dispatcher")
    for path in ["/console", "/console/moves"] {
      let page = try await browser.get(path)
      #expect(page.text.contains("派给供电所") && page.text.contains("立案"), "\(path)")
    }
    #expect(try await city.browser(as: TestCity.resident).get("/console/moves").status == 404)
  }

  @Test func `what happened last is a sentence in English too`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await city.dispatch(id, to: "power")
    try await CaseFaceTests.move(
      city, id, as: "power", .start(words: nil), .report(CaseFaceTests.result))
    try await CaseFaceTests.move(city, id, as: "supervisor", .startVerifying)
    var preferences = Preferences()
    preferences.set("language", Language.english.rawValue)
    let browser = try await city.browser(as: "dispatcher")
    browser.setCookie("\(Preferences.cookieName)=\(preferences.cookie); Path=/")

    let page = try await browser.get("/console/moves").text
    for sentence in [
      "Supervision began to check <a", " reported as done: <a", " began work on <a",
      "Taken up: <a", "Reported: <a",
    ] {
      #expect(page.contains(sentence), "\(sentence)")
    }
    #expect(!page.contains("Being checked"))
  }

  @Test(arguments: Backend.all)
  func `a grid worker walks to what is theirs, not to what a unit has to do`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let waiting = try await city.file(as: TestCity.resident).service_request_id
    let units = try await city.file(as: TestCity.neighbour).service_request_id
    try await city.dispatch(units, to: "power")
    let page = try await city.browser(as: "grid").get("/desk")
    #expect(page.text.contains("/desk/cases/" + waiting))
    #expect(!page.text.contains("/desk/cases/" + units))
    // Still there to be read.
    let all = try await city.browser(as: "grid").get("/desk?show=all")
    #expect(all.text.contains("/desk/cases/" + units))
  }
}
