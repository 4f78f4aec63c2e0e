import Contracts
import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import Rights

/// Rights over the whole city: every capability hands over, and takes away, its own part.
struct RightsStoryTests {
  private func person(_ city: TestCity, _ end: String) throws -> Identifier<Person> {
    try #require(city.places[0].people[end])
  }

  private func ask(
    _ city: TestCity, _ kind: RightsRequest.Kind, words: String = ""
  ) async throws -> Identifier<RightsRequest> {
    let viewer = Viewer(person: try person(city, TestCity.resident))
    return try await city.open.city.rights.actions.ask(kind, words: words, by: viewer, key: nil)
  }

  private func decide(
    _ city: TestCity, _ id: Identifier<RightsRequest>, _ decision: RightsActions.Decision
  ) async throws {
    let officer = try await city.viewer("privacy")
    try await city.open.city.rights.actions.decide(id, decision, by: officer, key: nil)
  }

  private func rows(_ city: TestCity) async throws -> [String] {
    try await TableDump(of: city.database).tables
      .filter { !["audit_entries", "outbox", "commands"].contains($0.key) }
      .flatMap { table, rows in rows.map { table + " " + $0 } }
  }

  @Test(arguments: Backend.all)
  func `a copy holds what everybody holds, in both languages and as a file`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let filed = try await city.file(as: TestCity.resident)
    _ = try await city.askForMandate()
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.get("/rights/new/copy").form(to: "/rights/new/copy"))
    let sent = try await browser.submit(form)
    let path = try #require(sent.location?.split(separator: "?").first.map(String.init))

    let page = try await browser.get(path + "/copy").text
    let file = try await browser.get(path + "/file")
    #expect(page.contains("李慧芳") && page.contains("13800002076") && page.contains(filed.number))
    #expect(!page.contains("record."))
    #expect(file.headers[.contentDisposition]?.contains("attachment") == true)
    #expect(file.text.contains(#""kind":"mandate""#) && file.text.contains(#""kind":"matter""#))
    let english = try await browser.get(path + "/copy", headers: ["Accept-Language": "en"]).text
    #expect(!english.contains("record."))

    // Nobody else's, and not for ever.
    let neighbour = try await city.browser(as: TestCity.neighbour)
    #expect(try await neighbour.get(path + "/file").status == 404)
    #expect(try await neighbour.get(path).status == 404)
    city.clock.advance(days: 8)
    let later = try await city.browser(as: TestCity.resident)
    #expect(try await later.get(path + "/file").status == 404)
    let looks = try await city.database.read {
      try $0.number("SELECT COUNT(*) FROM audit_entries WHERE action = 'rights.copied'")
    }
    #expect(looks == 3)
  }

  @Test(arguments: Backend.all)
  func `who leaves leaves nothing, and matters keep their course`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let resident = try person(city, TestCity.resident)
    let filed = try await city.file(as: TestCity.resident)
    let mandate = try await city.askForMandate()
    try await city.deliver()
    let id = try await ask(city, .closure, words: "不用了，搬到柳巷外头去了")
    let other = try await ask(city, .explanation, words: "为什么要填柳巷的门牌？")

    // An open matter still needs its reporter.
    await #expect(
      throws: Problem(field: "answer", "right.open-matters", values: ["n": "1"])
    ) { try await decide(city, id, .grant(answer: "")) }
    try await city.database.write { tx in
      try tx.run("UPDATE cases SET is_open = FALSE, state = 'closed', closed_at = \(tx.now)")
    }
    try await decide(city, id, .grant(answer: "已注销"))
    // What is told afterwards reaches nobody who has left.
    try await city.deliver()

    let left = try await rows(city)
    #expect(!left.contains { $0.contains("李慧芳") || $0.contains("138 **** 2076") })
    // Neither the words of the wish that was just granted, nor a question nobody is left to be answered.
    #expect(!left.contains { $0.contains("搬到柳巷外头") || $0.contains("填柳巷的门牌") })
    let open = try await city.database.read { db in
      try db.row("SELECT state FROM rights_requests WHERE id = \(other)")?
        .get("state", as: String.self)
    }
    #expect(open == "cancelled")
    let named = left.filter { $0.contains(resident.rawValue) }.map { $0.prefix { $0 != " " } }
    #expect(Set(named) == ["people", "rights_requests"])
    let state = try await city.database.read { db in
      (
        try db.number(
          "SELECT COUNT(*) FROM case_events WHERE case_id = \(filed.service_request_id)"),
        try db.row("SELECT state FROM mandates WHERE id = \(mandate)")?
          .get("state", as: String.self)
      )
    }
    #expect(state.0 > 0 && state.1 == "revoked")
    #expect(try await city.browser(as: TestCity.neighbour).get("/permissions").status == 200)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement of a closing leaves everything as it was`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await ask(city, .closure)
    let officer = try await city.viewer("privacy")
    let rights = city.open.city.rights.actions

    let statements = try await eachFailure(
      "RightsActions.decide",
      of: { database in
        let failing = RightsActions(
          database: database, people: rights.people, register: rights.register,
          consents: rights.consents,
          records: rights.records, calendar: rights.calendar)
        try await failing.decide(id, .grant(answer: ""), by: officer, key: nil)
      }, in: city.database)
    #expect(statements >= 12)
  }

  @Test(arguments: Backend.all)
  func `a no has its reason, a name is put right, and nobody decides their own`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await ask(city, .correction, words: "姓名里的“慧”写错了")
    #expect(try await ask(city, .correction, words: "再说一次也是这一件") == id)
    let noReason = Problem(field: "answer", "right.mistake.reason", values: ["n": "10"])
    await #expect(throws: noReason) { try await decide(city, id, .refuse(reason: "不行")) }
    let own = Viewer(
      person: try person(city, TestCity.resident),
      grants: [Grant([.workRights], in: .everything)])
    await #expect(throws: Problem(field: "answer", "right.own-matter")) {
      try await city.open.city.rights.actions.decide(
        id, .grant(answer: "", .init(newName: "李惠芳")), by: own, key: nil)
    }
    try await decide(city, id, .grant(answer: "改好了", .init(newName: "李惠芳")))
    let name = try await city.database.read { db in
      try db.row("SELECT name FROM people WHERE id = \(own.person)")?.get("name", as: String.self)
    }
    #expect(name == "李惠芳")
    await #expect(throws: Problem(.notNow, "right.not-now")) {
      try await decide(city, id, .refuse(reason: "已经办过了，不再重复办理"))
    }
    await #expect(throws: Problem(field: "words", "right.mistake.words")) {
      try await ask(city, .explanation)
    }
  }

  @Test(arguments: Backend.all)
  func `a grant for less than the site opens no desk, and its tries are in the audit`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let id = try await ask(city, .deletion)
    let actions = city.open.city.rights.actions
    let (officer, none) = (try await city.viewer("privacy").person, Problem(.notFound))
    for scope in [Scope.area("990101001"), .unit("power"), .own] {
      let narrow = Viewer(person: officer, grants: [Grant([.workRights], in: scope)])
      await #expect(throws: none) { try await actions.queue(isOpen: true, by: narrow) }
      await #expect(throws: none) { try await actions.look(id, by: narrow) }
      await #expect(throws: none) {
        try await actions.decide(
          id, .grant(answer: ""), by: narrow, key: nil)
      }
      await #expect(throws: none) {
        try await actions.extend(id, reason: "要核对的事还没有回信。", by: narrow, key: nil)
      }
    }
    let tries = try await city.database.read {
      try $0.number("SELECT COUNT(*) FROM audit_entries WHERE action = 'rights.turned_away'")
    }
    #expect(tries == 12)
    let wide = try await city.viewer("privacy")
    #expect(try await actions.queue(isOpen: true, by: wide).rows.map(\.id) == [id])
  }

  @Test(arguments: Backend.all)
  func `fifteen working days, counted with the city's calendar`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let id = try await ask(city, .deletion)
    let viewer = Viewer(person: try person(city, TestCity.resident))
    let request = try await city.open.city.rights.actions.request(id, of: viewer)

    // From Monday, 2 March 2026: three weeks of five days, at closing time.
    #expect(Say.moment(request.dueAt) == "2026-03-23 18:00")
  }
}
