import Kernel
import KernelTesting
import Logging
import Testing

@testable import App
@testable import Rights

/// From what somebody does to the message on the other's page, over the whole city.
struct PermissionNewsTests {
  /// Hands out events and sends what is due.
  private func settle(_ city: TestCity) async throws {
    try await city.deliver()
    let runner = JobRunner(
      database: city.database, jobs: try city.open.city.jobs(keys: city.open.platform.keys),
      logger: Logger(label: "test"))
    while try await runner.runNext() {}
  }

  private func person(_ city: TestCity, _ name: String) throws -> Identifier<Person> {
    try #require(city.places[0].people[name])
  }

  private func texts(_ city: TestCity) async throws -> Int64 {
    try await city.database.read {
      try $0.number("SELECT COUNT(*) FROM message_deliveries WHERE state = 'delivered'")
    }
  }

  @Test(arguments: Backend.all)
  func `an invitation, its answer and its end reach both`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let mandate = try await city.askForMandate()
    try await settle(city)
    let principal = try await city.browser(as: TestCity.neighbour)
    let delegate = try await city.browser(as: TestCity.resident)

    let invited = try await principal.get("/messages")
    #expect(invited.text.contains("有人请您确认一份代办授权") && !invited.text.contains("李慧芳"))
    #expect(invited.text.contains("/permissions/\(mandate)"))
    #expect(try await principal.get("/permissions/\(mandate)").status == 200)
    #expect(try await texts(city) == 1)
    #expect(try await delegate.get("/messages").text.contains("代办授权，") == false)

    try await city.checkRealName(of: TestCity.neighbour)
    let page = try await principal.get("/permissions/\(mandate)")
    let confirm = try #require(page.form(to: "/permissions/\(mandate)/confirm"))
    #expect(try await principal.submit(confirm).status == 303)
    try await settle(city)
    for side in [principal, delegate] {
      #expect(try await side.get("/messages").text.contains("一份代办授权已生效"))
    }
    #expect(try await texts(city) == 3)

    let active = try await principal.get("/permissions/\(mandate)")
    let withdraw = try #require(active.form(to: "/permissions/\(mandate)/withdraw"))
    #expect(try await principal.submit(withdraw).status == 303)
    try await settle(city)
    for side in [principal, delegate] {
      let english = try await side.get("/messages", headers: ["Accept-Language": "en"]).text
      #expect(english.contains("was ended and does not hold any more"))
    }
    #expect(try await texts(city) == 5)
  }

  @Test(arguments: Backend.all)
  func `the desk takes longer once, says why, and the person hears of it and of the answer`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let ask = try #require(
      try await browser.get("/rights/new/explanation").form(to: "/rights/new/explanation"))
    let sent = try await browser.submit(ask, ["words": "为什么转给了别的单位？"])
    let path = try #require(sent.location?.split(separator: "?").first.map(String.init))
    let officer = try await city.browser(as: "privacy")
    let desk = path.replacing("/rights/", with: "/rights-desk/")

    func extend(_ reason: String) async throws -> WebAnswer {
      let form = try #require(try await officer.get(desk).form(to: desk + "/grant"))
      return try await officer.post(
        desk + "/extend", form: form.with(["answer": reason]).fields.map { ($0.name, $0.value) })
    }
    #expect(try await extend("太短").status == 422)
    #expect(try await extend("要和供电所核对，还没有回信。").status == 303)
    try await settle(city)

    #expect(try await browser.get(path).text.contains("要和供电所核对，还没有回信。"))
    let news = try await browser.get("/messages")
    #expect(news.text.contains("要晚些答复，最晚") && news.text.contains("依法告知"))
    #expect(news.text.contains(path))
    // Once only; the button is gone, and a second one is told so.
    let again = try #require(try await officer.get(desk).form(to: desk + "/grant"))
    #expect(try await extend("还是要和供电所再核对一次。").status == 409)
    #expect(try await officer.submit(again, ["answer": "按派单目录转的。"]).status == 303)
    try await settle(city)
    #expect(try await browser.get("/messages").text.contains("提的申请有了答复"))
    #expect(try await texts(city) == 2)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement of an extension leaves everything as it was`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let rights = city.open.city.rights.actions
    let resident = Viewer(person: try person(city, TestCity.resident))
    let officer = try await city.viewer("privacy")
    let id = try await rights.ask(.deletion, words: "", by: resident, key: nil)
    let statements = try await eachFailure(
      "RightsActions.extend",
      of: { database in
        let failing = RightsActions(
          database: database, people: rights.people, register: rights.register,
          consents: rights.consents,
          records: rights.records, calendar: rights.calendar)
        try await failing.extend(id, reason: "要核对的事还没有回信。", by: officer, key: nil)
      }, in: city.database)
    // The request and its limit, read and written, audit, event.
    #expect(statements == 5)
  }
}
