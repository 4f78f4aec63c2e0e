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
    // Pressed twice: the second goes out before the first has brought its session.
    let (twin, visit) = (city.browser(), try #require(browser.cookie("linli_visit")))
    twin.setCookie("linli_visit=\(visit); Path=/")
    let answers = try await withThrowingTaskGroup(of: String?.self) { group in
      for hand in [browser, twin] {
        group.addTask { try await hand.submit(form2, ["code": second]).location }
      }
      return try await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(answers == ["/", "/"])
    let session = try #require(browser.cookie("linli_session"))
    #expect(session == twin.cookie("linli_session"))
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

  /// What the demo shows in place of a text.
  private static func code(on page: WebAnswer) throws -> String {
    String(try #require(page.text.firstMatch(of: #/<b class="mono">(\d{6})<\/b>/#)).1)
  }

  @Test(arguments: Backend.all)
  func `pressed twice, one code goes out and one session begins`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = city.browser()
    let form = try #require(try await browser.get("/sign-in").form(to: "/sign-in"))

    let sent = try await browser.submit(form, ["phone": "13800009904"])
    let again = try await browser.submit(form, ["phone": "13800009904"])
    // The second click's page is the one that is seen: the code of the first is typed there.
    #expect(again.status == 422 && again.text.contains("秒后可以再发"))
    let typed = try #require(again.form(to: "/sign-in/code"))
    let code = try Self.code(on: sent)
    // As one browser sends it before the first answer is there.
    let clicks = (0..<5).map { _ in city.browser() }
    let visit = try #require(browser.cookie("linli_visit"))
    for click in clicks { click.setCookie("linli_visit=\(visit); Path=/") }
    let answers = try await withThrowingTaskGroup(of: WebAnswer.self) { group in
      for click in clicks { group.addTask { try await click.submit(typed, ["code": code]) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(answers.allSatisfy { $0.status == 303 && $0.location == "/" })
    #expect(Set(clicks.compactMap { $0.cookie("linli_session") }).count == 1)
    #expect(try await city.count("sessions") == 1)
    #expect(try await clicks[0].get("/my").status == 200)
    #expect(city.log.failures == [])
  }

  @Test(arguments: Backend.all)
  func `a code that was taken is good for nobody else, and a wrong one counts`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let (browser, thief) = (city.browser(), city.browser())
    let form = try #require(try await browser.get("/sign-in").form(to: "/sign-in"))
    let sent = try await browser.submit(form, ["phone": "13800009905"])
    let typed = try #require(sent.form(to: "/sign-in/code"))
    let code = try Self.code(on: sent)

    let before = try await city.count("audit_entries")
    let wrong = try await browser.submit(typed, ["code": "000000"])
    let after = try await city.count("audit_entries")
    let right = try await browser.submit(typed, ["code": code])
    let page = try await thief.get("/sign-in")
    let asked = try await thief.submit(
      try #require(page.form(to: "/sign-in")), ["phone": "13800009905"])
    let replayed = try await thief.submit(
      try #require(asked.form(to: "/sign-in/code")), ["code": code])

    #expect(wrong.status == 422 && after == before + 1 && right.status == 303)
    #expect(replayed.status == 422 && thief.cookie("linli_session") == nil)
  }
}
