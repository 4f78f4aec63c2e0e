import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App
@testable import Identity

/// Ways in that must not be: each fails cleanly, and those that somebody can be blamed for are in
/// the audit.
struct HostileTests {
  private static func open() async throws -> TestCity {
    var wish = TestCity.Wish()
    wish.isDemo = false
    return try await TestCity.open(.sqlite, wish)
  }

  /// What was noted of strangers, in its order.
  static func turnedAway(_ city: TestCity) async throws -> [String] {
    try await audit(city).filter { $0.hasPrefix("web.turned_away ") }
      .map { String($0.dropFirst("web.turned_away ".count)) }
  }

  private static func audit(_ city: TestCity) async throws -> [String] {
    try await city.database.read { db in
      try db.rows("SELECT action, detail FROM audit_entries ORDER BY at, lane, number").map {
        (try $0.get("action", as: String.self) + " " + (try $0.get("detail", as: String.self)))
          .trimmed
      }
    }
  }

  /// Sends name and password; the answer is the next step's page or leads on.
  static func signIn(
    _ browser: WebClient, _ name: String, _ password: String = DemoCity.password
  ) async throws -> WebAnswer {
    let page = try await browser.get("/sign-in/staff")
    return try await browser.submit(
      try #require(page.form(to: "/sign-in/staff")), ["name": name, "password": password])
  }

  private static func secret(on page: WebAnswer) throws -> [UInt8] {
    let key = try #require(page.text.firstMatch(of: #/<p class="mono key">([A-Z2-7 ]+)</#)?.1)
    return try #require(Base32.decode(String(key).replacing(" ", with: "")))
  }

  @Test func `an administrator without a factor gets one before anything opens`() async throws {
    let city = try await Self.open()
    let browser = city.browser()

    let page = try await Self.signIn(browser, "security")
    #expect(page.status == 200 && browser.cookie("linli_session") == nil)
    #expect(page.text.contains("<svg class=\"qr\""))
    let secret = try Self.secret(on: page)
    let form = try #require(page.form(to: "/sign-in/staff/enrol"))
    let wrong = try await browser.submit(form, ["code": "000000"])
    #expect(wrong.status == 422 && browser.cookie("linli_session") == nil)
    // A mistake leaves the secret that the authenticator may hold by now.
    #expect(try Self.secret(on: wrong) == secret)
    let code = OneTimeCode.code(secret, step: OneTimeCode.step(at: city.clock.now))
    let done = try await browser.submit(
      try #require(wrong.form(to: "/sign-in/staff/enrol")), ["code": code])

    #expect(done.status == 200 && browser.cookie("linli_session") != nil)
    #expect(done.text.matches(of: #/<li>[0-9A-Z]{5}-[0-9A-Z]{5}<\/li>/#).count == 10)
    #expect(done["Cache-Control"] == "no-store")
    #expect(try await browser.get("/admin/staff").status == 200)
  }

  @Test func `wrong, expired and replayed codes of an authenticator are refused and noted`()
    async throws
  {
    let city = try await Self.open()
    let browser = city.browser()
    let page = try await Self.signIn(browser, "security")
    let secret = try Self.secret(on: page)
    func code(_ away: Int64 = 0) -> String {
      OneTimeCode.code(secret, step: OneTimeCode.step(at: city.clock.now) + away)
    }
    let taken = code()
    _ = try await browser.submit(
      try #require(page.form(to: "/sign-in/staff/enrol")), ["code": taken])
    let thief = city.browser()
    let step = try await Self.signIn(thief, "security")
    let form = try #require(step.form(to: "/sign-in/staff/two-step"))

    for (typed, words) in [
      ("000000", "动态码不对"), (code(-2), "动态码不对"), (taken, "用过了"), ("", "动态码不对"),
    ] {
      let answer = try await thief.submit(form, ["code": typed])
      #expect(answer.status == 422 && answer.text.contains(words), "\(typed)")
      #expect(thief.cookie("linli_session") == nil)
    }
    #expect(
      try await Self.audit(city).filter { $0.hasPrefix("identity.two_step_refused") }
        == ["wrong", "wrong", "replayed", "wrong"].map { "identity.two_step_refused " + $0 })
    let locked = try await thief.submit(form, ["code": "000000"])
    #expect(locked.text.contains("错了太多次，先等 1 分钟，9:01 以后再试"))
  }

  @Test func `a code of the phone that is too old is refused and noted`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let page = try await browser.get("/sign-in")
    let sent = try await browser.submit(
      try #require(page.form(to: "/sign-in")), ["phone": "13800002076"])
    let digits = try #require(sent.text.firstMatch(of: #/<b class="mono">([0-9]{6})</#)?.1)
    city.clock.advance(minutes: 5)

    let late = try await browser.submit(
      try #require(sent.form(to: "/sign-in/code")), ["code": String(digits)])

    #expect(late.status == 422 && browser.cookie("linli_session") == nil)
    #expect(try await Self.audit(city).last == "identity.code_refused expired")
  }

  @Test func `a cookie copied before signing out opens nothing afterwards`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    _ = try await Self.signIn(browser, "dispatcher")
    let token = try #require(browser.cookie("linli_session"))
    let thief = city.browser()
    thief.setCookie("linli_session=\(token); Path=/")
    #expect(try await thief.get("/console").status == 200)

    let page = try await browser.get("/preferences")
    _ = try await browser.submit(try #require(page.form(to: "/sign-out")))

    // At once, although both were asked about a moment ago.
    #expect(try await thief.get("/console").status == 303)
    #expect(try await thief.get("/account").location == "/sign-in?return_to=%2Faccount")
    // Twice within the hour is one line.
    let last = try await Self.audit(city).suffix(2)
    #expect(last == ["identity.signed_out", "web.turned_away ended_session"])
    city.clock.advance(hours: 1)
    thief.setCookie("linli_session=\(token); Path=/")
    #expect(try await thief.get("/account").status == 303)
    #expect(try await Self.turnedAway(city) == ["ended_session", "ended_session"])
  }

  @Test func `an ended session is out with the next request, on whatever lane`() async throws {
    let city = try await TestCity.open(.sqlite)
    let here = city.browser()
    here.always(["User-Agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36"])
    let there = city.browser()
    there.always(["User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/142.0 MicroMessenger/8"])
    for browser in [here, there] { _ = try await Self.signIn(browser, "dispatcher") }
    #expect(try await there.get("/console").status == 200)

    let page = try await here.get("/account")
    #expect(page.text.contains("Chrome · Windows 电脑") && page.text.contains("微信 · 安卓手机"))
    let ended = try await here.submit(
      try #require(page.form(to: "/account/sessions/end")), headers: ["User-Agent": "x"])

    #expect(ended.location == "/account?done=ended")
    #expect(try await there.get("/console").status == 303)
    #expect(try await here.get("/console").status == 200)
  }

  @Test func `a session is told to be somebody's only by its own token`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let page = try await browser.get("/account")
    let id = Sessions.id(of: try #require(browser.cookie("linli_session")))
    let thief = city.browser()
    thief.setCookie("linli_session=\(id.prefix(43)); Path=/")

    #expect(try await thief.get("/account").status == 303)
    #expect(!page.text.contains(try #require(browser.cookie("linli_session"))))
    let mark = try #require(page.form(to: "/sign-out")?["form_token"])
    let answer = try await browser.post(
      "/account/sessions/end",
      form: [("form_token", mark), ("session", String(repeating: "a", count: 64))])
    #expect(answer.status == 404)
  }

  @Test func `a form from elsewhere changes nothing and is noted`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: "security")
    let target = try #require(city.places[0].people["traffic"])
    let path = "/admin/staff/\(target)/grants"
    let page = try await browser.get("/admin/staff/\(target)")
    let form = try #require(page.form(to: path)).with([
      "role": "grid_worker", "scope": "everything",
    ])
    let before = try await TableDump(of: city.database).tables["role_grants"]

    let foreign = try await browser.submit(form, headers: ["Sec-Fetch-Site": "cross-site"])
    let unmarked = try await browser.submit(form, ["form_token": "x.y"])
    let other = try await city.browser(as: "security").get("/preferences")
      .form(to: "/preferences")?["form_token"]
    let borrowed = try await browser.submit(form, ["form_token": try #require(other)])

    #expect([foreign, unmarked, borrowed].allSatisfy { $0.status == 403 })
    #expect(try await TableDump(of: city.database).tables["role_grants"] == before)
    #expect(
      try await Self.audit(city).suffix(3)
        == ["web.form_refused origin", "web.form_refused mark", "web.form_refused mark"])
    let visitor = try await city.browser().post("/sign-in/staff", form: [("name", "x")])
    #expect(visitor.status == 403)
    #expect(try await Self.audit(city).count { $0.hasPrefix("web.form_refused") } == 3)
    let own = try await browser.submit(form)
    #expect(own.location == "/admin/staff/\(target)?done=given", "\(own.status) \(own.text)")
  }

  @Test(arguments: [
    "//evil.example/x", "https://evil.example/", "/\\evil.example", "javascript:alert(1)",
    "/%0d%0aSet-Cookie:x=1", "/\t/evil.example", "evil.example", "///evil.example", "/\u{202E}x",
  ])
  func `signing in leads nowhere else`(target: String) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let page = try await browser.get("/sign-in/staff?return_to=" + URLEncoded.encode(target))
    let form = try #require(page.form(to: "/sign-in/staff"))

    let answer = try await browser.submit(
      form,
      ["name": "dispatcher", "password": DemoCity.password, "return_to": target])

    let location = try #require(answer.location)
    #expect(answer.status == 303 && location.hasPrefix("/") && !location.hasPrefix("//"))
    #expect(!location.contains("\\") && !location.contains("\n"))
    #expect(answer.cookies.count == 1)
    // Percent signs are a path of ours, however odd it is.
    #expect(try await Self.turnedAway(city) == (target.hasPrefix("/%") ? [] : ["redirect"]))
  }
}
