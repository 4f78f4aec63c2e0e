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

  /// The code that the demo's page shows.
  private static func shown(_ page: WebAnswer) -> String? {
    page.text.firstMatch(of: #/<b class="mono">([0-9]{6})</#).map { String($0.1) }
  }

  @Test func `the demo shows its code on every page that asks for it`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try #require(try await browser.get("/sign-in").form(to: "/sign-in"))
    let sent = try await browser.submit(form, ["phone": "13800002076"])
    let first = try #require(Self.shown(sent))

    let wrong = try await browser.submit(
      try #require(sent.form(to: "/sign-in/code")), ["code": "1"])
    #expect(wrong.status == 422 && Self.shown(wrong) == first)
    // Asked for again too soon: the page with the code that is good stays.
    let soon = try await browser.submit(try #require(wrong.form(to: "/sign-in")))
    #expect(soon.status == 422 && soon.text.contains("秒后可以再发") && Self.shown(soon) == first)
    city.clock.advance(minutes: 1)
    let fresh = try await browser.submit(try #require(soon.form(to: "/sign-in")))
    let second = try #require(Self.shown(fresh))
    let slip = try await browser.submit(
      try #require(fresh.form(to: "/sign-in/code")), ["code": "1"])
    #expect(fresh.status == 200 && Self.shown(slip) == second)

    let form2 = try #require(slip.form(to: "/sign-in/code"))
    let answers = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<2 {
        group.addTask { try await browser.submit(form2, ["code": second]).location }
      }
      return try await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(answers == ["/", "/"])
    #expect(try await browser.get("/my").status == 200)
  }

  @Test func `a number that others ask codes for is told in minutes, and its own browser is not`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let own = city.browser()
    func ask(_ browser: WebClient) async throws -> WebAnswer {
      city.clock.advance(minutes: 1)
      let form = try #require(try await browser.get("/sign-in").form(to: "/sign-in"))
      return try await browser.submit(form, ["phone": "13800002076"])
    }
    let first = try await ask(own)
    let code = try #require(Self.shown(first))
    _ = try await own.submit(try #require(first.form(to: "/sign-in/code")), ["code": code])
    for stranger in 1...2 {
      for _ in 1...5 { _ = try await ask(city.browser(address: "198.51.100.\(stranger)")) }
    }

    let refused = try await ask(city.browser(address: "198.51.100.3"))
    #expect(refused.status == 422 && refused.text.contains("分钟后再试。等不了就打 12345"))
    #expect(refused.form(to: "/sign-in") != nil)
    let known = try await ask(own)
    #expect(known.status == 200 && known.form(to: "/sign-in/code") != nil)
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
