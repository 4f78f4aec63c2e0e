import Contracts
import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import Rights

/// What the desk grants is done with the answer: consents, numbers, restrictions.
struct RightsDeskTests {
  private func ask(
    _ city: TestCity, _ kind: String, _ words: String
  ) async throws -> (browser: WebClient, path: String) {
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(
      try await browser.get("/rights/new/" + kind).form(to: "/rights/new/" + kind))
    let sent = try await browser.submit(form, ["words": words])
    return (browser, try #require(sent.location?.split(separator: "?").first.map(String.init)))
  }

  /// The desk's page of a request, and its form.
  private func desk(
    _ city: TestCity, _ path: String
  ) async throws -> (browser: WebClient, page: WebAnswer, form: WebForm) {
    let officer = try await city.browser(as: "privacy")
    let desk = path.replacing("/rights/", with: "/rights-desk/")
    let page = try await officer.get(desk)
    return (officer, page, try #require(page.form(to: desk + "/grant")))
  }

  private func audit(_ city: TestCity, _ action: String) async throws -> [String] {
    try await city.database.read { db in
      try db.rows(
        "SELECT actor, detail FROM audit_entries WHERE action = \(action) ORDER BY lane, number"
      ).map {
        try $0.get("actor", as: String.self) + " " + (try $0.get("detail", as: String.self))
      }
    }
  }

  @Test(arguments: Backend.all)
  func `a consent ends with the answer, at the person's wish, and the person hears of it`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let resident = try await city.browser(as: TestCity.resident)
    let consent = try #require(
      try await resident.get("/consents/survey").form(to: "/consents/survey"))
    #expect(
      try await resident.submit(consent, pressing: ("word", "give")).location?
        .hasPrefix("/permissions") == true)

    let (browser, path) = try await ask(city, "withdrawal", "不想再让你们用我的评价")
    let (officer, page, form) = try await desk(city, path)
    #expect(page.text.contains("用评价改进服务") && !page.text.contains("交给核验机构比对"))
    // Granting without doing it is no answer.
    let none = try await officer.submit(form, ["answer": "好的"])
    #expect(none.status == 422 && none.text.contains("请勾选本人要撤的同意"))
    #expect(try await audit(city, "mandates.consent_withdrawn") == [])
    let again = try #require(none.form(to: form.action))
    #expect(try await officer.submit(again, ["answer": "好的", "consent": "survey"]).status == 303)

    let person = try #require(city.places[0].people["privacy"])
    #expect(try await audit(city, "mandates.consent_withdrawn") == ["\(person) survey 1 desk"])
    try await city.deliver()
    #expect(try await browser.get("/messages").text.contains("您的一项信息使用同意已收回"))
    #expect(try await browser.get("/consents/survey").text.contains("已撤回"))
  }

  @Test(arguments: Backend.all)
  func `a number is put right for who has lost the old one, and all devices are out`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let (browser, path) = try await ask(city, "correction", "换了手机号，旧号码丢了")
    let (officer, _, form) = try await desk(city, path)
    for (phone, words) in [("1380000", "手机号要 11 位"), ("13800003187", "这个号码不能用")] {
      let refused = try await officer.submit(form, ["answer": "改好了", "phone": phone])
      #expect(refused.status == 422 && refused.text.contains(words), "\(phone)")
      // Whose it is is not said.
      #expect(!refused.text.contains("王德顺") && refused.text.contains(phone))
    }
    #expect(try await browser.get("/account").status == 200)
    let fresh = try #require(
      try await officer.get(form.action.replacing("/grant", with: ""))
        .form(to: form.action))
    #expect(
      try await officer.submit(fresh, ["answer": "改好了", "phone": "13900002076"]).status == 303)

    #expect(try await browser.get("/account").location?.hasPrefix("/sign-in") == true)
    #expect(try await audit(city, "rights.phone_changed").count == 1)
    let person = try #require(city.places[0].people[TestCity.resident])
    let masked = try await city.database.read { db in
      try db.row("SELECT phone_masked FROM people WHERE id = \(person)")?
        .get("phone_masked", as: String.self)
    }
    #expect(masked == "139 **** 2076")
  }

  @Test(arguments: Backend.all)
  func `a restriction holds until its person ends it`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let (browser, path) = try await ask(city, "restriction", "先别用我的评价做统计")
    let (officer, _, form) = try await desk(city, path)
    #expect(try await browser.get(path).form(to: path + "/lift") == nil)
    #expect(try await officer.submit(form, ["answer": "已经标记"]).status == 303)

    #expect(try await city.count("rights_restrictions") == 1)
    let lift = try #require(try await browser.get(path).form(to: path + "/lift"))
    let stranger = try await city.browser(as: TestCity.neighbour)
    let mark = try #require(
      try await stranger.get("/preferences").form(to: "/preferences")?["form_token"])
    #expect(try await stranger.post(path + "/lift", form: [("form_token", mark)]).status == 404)
    #expect(try await browser.submit(lift).location == path + "?done=lifted")
    #expect(try await city.count("rights_restrictions") == 0)
    #expect(try await audit(city, "rights.lifted").count == 1)
    let page = try await officer.get(path.replacing("/rights/", with: "/rights-desk/"))
    #expect(page.text.contains("本人已解除限制"))
  }
}
