import Casework
import Identity
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import ServiceRequests

/// What is decided on a page happens as decided, and is told as it happened.
struct DecisionPageTests {
  private static func move(
    _ city: TestCity, _ id: String, _ move: CaseMove, as name: String
  ) async throws {
    _ = try await city.open.city.requests.actions.move(
      Identifier(rawValue: id), move, expecting: nil, by: city.viewer(name), key: nil)
  }

  @Test func `a merge that comes too late is said, beside the case as it is now`() async throws {
    let city = try await TestCity.open(.sqlite)
    let main = try await city.file(as: TestCity.resident)
    let copy = try await city.file(as: TestCity.neighbour)
    let dispatcher = try await city.browser(as: "dispatcher")
    let path = "/console/cases/\(copy.service_request_id)/merge"
    let form = try #require(
      try await dispatcher.get(path + "?no=" + main.number).form(to: path))
    try await city.dispatch(copy.service_request_id, to: "power")

    let answer = try await dispatcher.submit(form)

    #expect(answer.status == 409 && answer.text.contains("role=\"alert\""))
    #expect(try await city.ids(in: [.merged]) == [])
  }

  @Test(arguments: Backend.all)
  func `two reports of one matter are merged on the page`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let main = try await city.file(as: TestCity.resident)
    let copy = try await city.file(as: TestCity.neighbour)
    let browser = try await city.browser(as: "dispatcher")
    let path = "/console/cases/\(copy.service_request_id)/merge"

    let page = try await browser.get(path + "?no=" + main.number)
    let answer = try await browser.submit(try #require(page.form(to: path)))

    #expect(answer.status == 303 && answer.location?.contains("done=merge") == true)
    #expect(try await city.ids(in: [.merged]) == [copy.service_request_id])
    let again = try await browser.submit(try #require(page.form(to: path)))
    #expect(again.status == 303)
    // Beside the main one stands how far away the other was.
    let whole = try await browser.get("/console/cases/" + main.service_request_id)
    #expect(whole.text.contains("LL-0302-0002 · 同一地址 · 今天 9:00"), "\(whole.text)")
    #expect(whole.text.contains("href=\"#progress\"") && whole.text.contains("id=\"progress\""))
  }

  @Test(arguments: Backend.all)
  func `a number of several years is asked for, and the one picked is shown`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let old = try await city.file(as: TestCity.resident)
    city.clock.advance(days: 365)
    let twin = try await city.file(as: TestCity.resident)
    let only = try await city.file(as: TestCity.resident)
    let copy = try await city.file(as: TestCity.neighbour)
    let browser = try await city.browser(as: "dispatcher")
    let path = "/console/cases/\(copy.service_request_id)/merge"

    let asked = try await browser.get(path + "?no=LL-0302-0001")
    #expect(asked.status == 200 && asked.text.contains("这个编号不止一件"))
    #expect(asked.form(to: path) == nil)
    #expect(asked.text.contains("LL-2026-0302-0001") && asked.text.contains("LL-0302-0001"))
    for number in [old.number, twin.number] {
      #expect(asked.text.contains(path + "?no=" + number))
    }
    let shown = try await browser.get(path + "?no=" + old.number)
    #expect(shown.form(to: path)?["into"] == old.service_request_id)
    // What can mean one only is shown at once.
    let single = try await browser.get(path + "?no=LL-0302-0002")
    #expect(single.location == path + "?no=" + only.number)
    let own = try await browser.get(path + "?no=LL-0302-0003")
    #expect(own.status == 422)

    let list = try await browser.get("/console?q=LL-0302-0001")
    #expect(list.text.contains("LL-2026-0302-0001 · ") && list.text.contains("LL-0302-0001 · "))
  }

  @Test(arguments: Backend.all)
  func `a chief who asked for time is told that another decides`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let chief = try #require(city.places[0].people["chief"])
    try await city.open.city.accounts.grant("department_handler", to: chief, in: .unit("power"))
    try await city.dispatch(id, to: "power")
    try await Self.move(city, id, .start(words: nil), as: "chief")
    try await Self.move(
      city, id, .askExtension(amount: 1, reason: "配件后天才到，要多等一天。"), as: "chief")

    let own = try await city.browser(as: "chief").get("/console/cases/" + id)
    #expect(own.status == 200 && own.text.contains("延期是您自己申请的"))
    #expect(own.text.contains("撤回申请，接着办") && !own.text.contains("value=\"granted\""))
    let told = try await city.client(as: "chief").post(
      "/api/v1/requests/\(id)/moves",
      json: #"{"move":"decide_extension","granted":true,"reason":"同意，再等一天。"}"#)
    #expect(told.status == 409 && told.text.contains("延期是您自己申请的"), "\(told.text)")
    #expect(try await city.ids(in: [.extensionAsked]) == [id])
  }

  @Test func `no address that opens a page takes another's posted form`() async throws {
    let entries = try await TestCity.open(.sqlite).places[0].router.entries
    func fits(_ path: String, _ pattern: String) -> Bool {
      let (parts, named) = (path.split(separator: "/"), pattern.split(separator: "/"))
      return parts.count == named.count
        && zip(parts, named).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
    }
    let known = Set(entries.map { $0.method + $0.path })
    // What is only opened is found by an id, which no word is.
    for general in entries where general.method == "POST" {
      for exact in entries where exact.path != general.path && fits(exact.path, general.path) {
        #expect(
          known.contains(general.method + exact.path),
          "\(general.method) \(general.path) never reaches \(exact.path)")
      }
    }
  }

  @Test(arguments: Backend.all)
  func `a decision that is neither is asked for again`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await city.dispatch(id, to: "power")
    try await Self.move(city, id, .start(words: nil), as: "power")
    try await Self.move(
      city, id, .askExtension(amount: 1, reason: "配件后天才到，要多等一天。"), as: "power")
    let browser = try await city.browser(as: "chief")
    let page = "/console/cases/" + id
    let form = try await StaffFormTests.form(browser, page, "extension-decision")

    let wrong = try await browser.submit(form, ["decision": "grant", "reason": "配件要等，理由说得过去。"])
    let right = try await browser.submit(form, ["decision": "granted", "reason": "配件要等，理由说得过去。"])

    #expect(wrong.status == 422 && wrong.text.contains("理由说得过去"))
    #expect(right.status == 303)
    let resident = try await city.browser(as: TestCity.resident).get("/cases/" + id)
    #expect(resident.text.contains("同意延期 · 配件要等"))
  }

  @Test(arguments: Backend.all)
  func `a reporter is told of their own clock, not of the house's`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    try await city.dispatch(id, to: "power")
    try await Self.move(city, id, .start(words: nil), as: "power")
    try await Self.move(
      city, id, .askExtension(amount: 1, reason: "配件后天才到，要多等一天。"), as: "power")
    let due = try await city.database.read { db in
      try db.row(
        "SELECT due_at FROM case_limits WHERE case_id = \(id) AND duty = 'handle'"
      )?.get("due_at", as: Timestamp.self)
    }
    // Past the chief's hours and before the unit's.
    city.clock.set(try #require(due).adding(minutes: -30))
    let resident = try await city.browser(as: TestCity.resident)

    let page = try await resident.get("/cases/" + id)
    let list = try await resident.get("/my")
    #expect(page.text.contains("办好") && !page.text.contains("已超") && !list.text.contains("已超"))

    city.clock.advance(hours: 2)
    #expect(try await resident.get("/cases/" + id).text.contains("已超"))
    #expect(try await resident.get("/my").text.contains("已超"))
  }

  @Test func `the history names who had it at the time, and you only to yourself`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident, ["is_public": "true"]).service_request_id
    try await city.dispatch(id, to: "power")
    try await Self.move(
      city, id, .object(reason: "这盏灯不是我们装的，也不归我们管。", whose: "城建办"), as: "power")
    try await Self.move(
      city, id, .decideObjection(upheld: true, reason: "灯是街道装的，归城建办。"), as: "dispatcher")
    try await Self.move(
      city, id, .dispatch(Assignment(level: .street, unit: "works")), as: "dispatcher")

    let staff = try await city.browser(as: "dispatcher").get("/console/cases/" + id)
    let said = staff.text.matches(of: #/[^>]*说不归它办/#).map { String($0.0) }
    #expect(said.count == 1 && said.allSatisfy { $0.contains("供电") }, "\(said)")
    #expect(staff.text.contains("异议成立"))
    let neighbour = try await city.browser(as: TestCity.neighbour).get("/cases/" + id)
    #expect(neighbour.status == 200 && !neighbour.text.contains("您上报"))
    #expect(try await city.browser(as: TestCity.resident).get("/cases/" + id).text.contains("您上报"))
  }

  @Test func `what was taken back is not called refused`() async throws {
    let city = try await TestCity.open(.sqlite)
    let id = try await city.file(as: TestCity.resident).service_request_id
    let resident = try await city.browser(as: TestCity.resident)
    let form = try await StaffFormTests.form(resident, "/cases/" + id, "withdrawal")

    let answer = try await resident.follow(try await resident.submit(form, ["reason": "已经好了"]))

    #expect(answer.text.contains("已撤回") && !answer.text.contains("不予受理"))
    #expect(!(try await resident.get("/my")).text.contains("不予受理"))
  }

  @Test(arguments: Backend.all)
  func `joining a neighbour's report is confirmed`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident, ["is_public": "true"]).service_request_id
    let neighbour = try await city.browser(as: TestCity.neighbour)
    let form = try await StaffFormTests.form(neighbour, "/cases/" + id, "support")

    let answer = try await neighbour.follow(try await neighbour.submit(form))

    #expect(answer.text.contains("记下了：您也遇到了"))
  }

  @Test(arguments: Backend.all)
  func `what was asked on the phone, and how it was called before, stays to be read`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await city.file(as: TestCity.resident).service_request_id
    var correction = Correction()
    correction.title = "路灯三天没亮"
    try await Self.move(city, id, .correct(correction), as: "dispatcher")
    correction.title = "楼道口路灯不亮"
    try await Self.move(city, id, .correct(correction), as: "dispatcher")
    try await city.dispatch(id, to: "power")
    try await Self.move(city, id, .start(words: nil), as: "power")
    let text = "换了灯头和整流器，今晚试过已经亮了，请放心。"
    let result = CaseResult(outcome: .solved, text: text, reporterConfirms: true)
    try await Self.move(city, id, .report(result), as: "power")
    try await Self.move(city, id, .startVerifying, as: "supervisor")
    let answers = CallBack(contacted: true, solved: true, satisfied: false)
    try await Self.move(
      city, id, .close(Closing(basis: .answers, answers: answers, words: nil)), as: "supervisor")

    let page = try await city.browser(as: "dispatcher").get("/console/cases/" + id)
    #expect(page.text.contains("联系过、解决了、不满意"))
    #expect(page.text.contains("原来是：路灯三天没亮"))
  }
}
