import KernelTesting
import Testing

@testable import App

/// The telephone at sign-in: what is wrong is said with what to do, and how long a code is good.
struct SignInPhoneTests {
  @Test(arguments: [
    ("0470-8221234", "这是座机，收不到短信。请填手机号；没有手机就打 12345"),
    ("8221234", "这是座机，收不到短信"), ("12345678901", "没有这样的手机号"),
    ("23812342076", "没有这样的手机号"), ("12345", "这是服务热线"), ("", "请填手机号，11 位数字"),
    ("1380000", "手机号要 11 位，现在是 7 位"),
  ])
  func `a number that gets no code is told why, and stays`(typed: String, said: String)
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try #require(try await browser.get("/sign-in").form(to: "/sign-in"))

    let page = try await browser.submit(form, ["phone": typed])

    #expect(page.status == 422 && page.text.contains(said))
    #expect(page.form(to: "/sign-in")?["phone"] == typed)
  }

  @Test func `the page says how long the code is good for, as it was decided`() async throws {
    let city = try await TestCity.open(.sqlite)
    let security = try await city.browser(as: "security")
    let limits = try #require(try await security.get("/admin/limits").form(to: "/admin/limits"))
    let decided = try await security.submit(limits, ["code_minutes": "12"])
    #expect(decided.location == "/admin/limits?done=limits")
    let browser = city.browser()
    let form = try #require(try await browser.get("/sign-in").form(to: "/sign-in"))

    let sent = try await browser.submit(form, ["phone": "13800002076"])
    let code = try #require(sent.form(to: "/sign-in/code"))
    let wrong = try await browser.submit(code, ["code": "1"])

    for page in [sent, wrong] { #expect(page.text.contains("12 分钟内有效")) }
  }
}
