import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// A resident's new number, page by page.
struct PhonePageTests {
  private static let new = "13900004298"

  private func code(_ page: WebAnswer) throws -> String {
    String(try #require(page.text.firstMatch(of: #/<b class="mono">(\d{6})<\/b>/#)).1)
  }

  /// The page that asks for the code which went to the number there is.
  private func begun(_ browser: WebClient, _ typed: String = new) async throws -> WebAnswer {
    let form = try #require(try await browser.get("/account/phone").form(to: "/account/phone"))
    return try await browser.submit(form, ["phone": typed])
  }

  @Test(arguments: Backend.all)
  func `a code to the old number, one to the new, and it is changed`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let other = try await city.browser(as: TestCity.resident)
    city.clock.advance(minutes: 2)

    let old = try await begun(browser)
    #expect(old.status == 200 && old.text.contains("138 **** 2076"))
    let toOld = try #require(old.form(to: "/account/phone/old"))
    let wrong = try await browser.submit(toOld, ["code": "1"])
    #expect(wrong.status == 422 && wrong.text.contains("验证码不对"))
    let next = try await browser.submit(
      try #require(wrong.form(to: "/account/phone/old")), ["code": try code(old)])
    #expect(next.status == 200 && next.text.contains("139 **** 4298"))
    // The old number's code is no code of the new one.
    let toNew = try #require(next.form(to: "/account/phone/new"))
    let again = try await browser.submit(toNew, ["code": "1"])
    #expect(again.status == 422)
    let done = try await browser.submit(
      try #require(again.form(to: "/account/phone/new")), ["code": try code(next)])
    #expect(done.location == "/account?done=phone")

    let page = try await browser.get("/account?done=phone")
    #expect(page.text.contains("手机号换好了") && page.text.contains("139 **** 4298"))
    #expect(try await other.get("/account").location?.hasPrefix("/sign-in") == true)
    #expect(city.log.failures == [])
  }

  @Test func `a number that will not do is said at its field, and stays`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    for (typed, said) in [
      ("0470-8221234", "请填能收短信的手机号"), ("1390000", "现在是 7 位"), ("", "请填手机号，11 位数字"),
      ("13800002076", "这就是现在用的号码"),
    ] {
      let page = try await begun(browser, typed)
      #expect(page.status == 422 && page.text.contains(said), "\(typed)")
      #expect(page.form(to: "/account/phone")?["phone"] == typed)
    }
  }

  @Test func `a number with an account is told so only after its code`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    _ = try await city.browser(as: TestCity.neighbour)
    city.clock.advance(minutes: 2)
    let old = try await begun(browser, "13800003187")
    #expect(old.status == 200)
    let next = try await browser.submit(
      try #require(old.form(to: "/account/phone/old")), ["code": try code(old)])
    #expect(next.status == 200 && !next.text.contains("已经有账户"))
    let taken = try await browser.submit(
      try #require(next.form(to: "/account/phone/new")), ["code": try code(next)])
    #expect(taken.status == 422 && taken.text.contains("这个号码已经有账户"))
    #expect(!taken.text.contains("王德顺"))
    #expect(try await browser.get("/account").text.contains("138 **** 2076"))
  }

  @Test(arguments: ["old", "new", "again"])
  func `a step that is over, or made up, begins at the number again`(step: String) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    city.clock.advance(minutes: 2)
    let old = try await begun(browser)
    let form = try #require(old.form(to: "/account/phone/old"))
    let real = try #require(form["pass"])
    city.clock.advance(minutes: 15)
    for pass in [real, "made-up", ""] {
      let page = try await browser.post(
        "/account/phone/" + step,
        form: [("form_token", form["form_token"] ?? ""), ("pass", pass), ("code", "123456")])
      #expect(page.status == 422 && page.text.contains("隔得太久了"), "\(pass)")
      #expect(page.form(to: "/account/phone") != nil)
    }
    #expect(city.log.failures == [])
  }
}
