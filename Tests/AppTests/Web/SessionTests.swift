import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// Sessions: what the cookies say, how they begin and end, and what is kept when they end.
struct SessionTests {
  static let token = String(repeating: "A", count: 43)

  static func signIn(_ browser: WebClient, prefix: String = "") async throws -> WebAnswer {
    let page = try await browser.get(prefix + "/sign-in/staff")
    return try await browser.submit(
      try #require(page.form(to: prefix + "/sign-in/staff")),
      ["name": "dispatcher", "password": DemoCity.password])
  }

  @Test func `cookies are for this host alone and out of scripts' reach`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()

    let first = try await browser.get("/report")
    let signedIn = try await Self.signIn(browser)

    #expect(first.cookies.count == 1 && signedIn.cookies.count == 1)
    #expect(first.cookies[0].hasPrefix("linli_visit="))
    #expect(signedIn.cookies[0].hasPrefix("linli_session="))
    for line in first.cookies + signedIn.cookies {
      let flags = Set(line.split(separator: "; ").dropFirst().map(String.init))
      #expect(flags.isSuperset(of: ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"]), "\(line)")
      #expect(!line.contains("Domain"))
    }
  }

  @Test func `a token that somebody planted is never made a session`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    browser.setCookie("linli_session=\(Self.token); Path=/")

    let signedIn = try await Self.signIn(browser)
    let thief = city.browser()
    thief.setCookie("linli_session=\(Self.token); Path=/")

    #expect(signedIn.location == "/work")
    #expect(browser.cookie("linli_session") != Self.token)
    #expect(try await browser.get("/console").status == 200)
    #expect(try await thief.get("/console").status == 303)
  }

  @Test(arguments: DemoStaff.named().map(\.login) + [DemoStaff.last.login])
  func `whoever signs in at work arrives at a page`(login: String) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: login)

    let start = try await browser.follow(try await browser.get("/work"))

    #expect(start.status == 200, "\(login)")
  }

  @Test func `signing in again ends the session before it`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let old = try #require(browser.cookie("linli_session"))

    _ = try await Self.signIn(browser)
    let copy = city.browser()
    copy.setCookie("linli_session=\(old); Path=/")

    #expect(try await browser.get("/console").status == 200)
    #expect(try await copy.get("/my").status == 303)
  }

  @Test func `signing out ends the session, not only the cookie`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let copy = city.browser()
    copy.setCookie("linli_session=\(try #require(browser.cookie("linli_session"))); Path=/")
    #expect(try await copy.get("/my").status == 200)

    let page = try await browser.get("/preferences")
    let out = try await browser.submit(try #require(page.form(to: "/sign-out")))

    #expect(out.status == 303 && browser.cookie("linli_session") == nil)
    #expect(try await copy.get("/my").status == 303)
  }

  @Test(arguments: Backend.all)
  func `a changed password puts a new token into the browser, and the old one is worthless`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let browser = city.browser()
    _ = try await Self.signIn(browser)
    let old = try #require(browser.cookie("linli_session"))
    let copy = city.browser()
    copy.setCookie("linli_session=\(old); Path=/")
    #expect(try await copy.get("/console").status == 200)

    let form = try #require(
      try await browser.get("/account/password").form(to: "/account/password"))
    let changed = try await browser.submit(
      form, ["old": DemoCity.password, "password": "Wutong-Lu-31", "again": "Wutong-Lu-31"])

    #expect(changed.location == "/account?done=password")
    #expect(changed.cookies.first?.contains("Max-Age=43200") == true)
    #expect(browser.cookie("linli_session") != old)
    #expect(try await browser.follow(changed).status == 200)
    #expect(try await copy.get("/console").status == 303)
    // A form of the page from before belongs to a token that is no more.
    #expect(try await browser.submit(form, ["old": "x"]).status == 403)
  }

  @Test(arguments: Backend.all)
  func `a session that has ended leaves a visitor who can go on`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    city.clock.advance(hours: 13)

    let mine = try await browser.get("/my")
    let stale = try await city.browser(as: TestCity.resident)
    let page = try await stale.get("/report")
    city.clock.advance(hours: 13)
    let step = try await stale.submit(
      try #require(page.form(to: "/report/what")),
      ["kind": "street_light", "text": TestCity.text])
    let onward = try await stale.follow(step)

    #expect(mine.location == "/sign-in?return_to=%2Fmy")
    #expect(browser.cookie("linli_session") == nil)
    #expect(step.location == "/report/where")
    #expect(onward.path == "/report/where" && onward.status == 200)
    #expect(try await stale.get("/report").form(to: "/report/what")?["text"] == TestCity.text)
  }

  @Test func `what was typed when the session ended is shown, and the way back`() async throws {
    let city = try await TestCity.open(.sqlite)
    let filed = try await city.file(as: TestCity.resident)
    let browser = try await city.browser(as: TestCity.resident)
    let path = "/cases/" + filed.service_request_id
    let form = try #require(try await browser.get(path).form(to: path + "/words"))
    city.clock.advance(hours: 13)

    let answer = try await browser.submit(
      form, ["words": "今天又看了，还是黑的"],
      headers: ["Referer": "http://localhost" + path, "Sec-Fetch-Site": "same-origin"])

    #expect(answer.status == 401)
    #expect(answer.text.contains("今天又看了，还是黑的"))
    #expect(answer.text.contains("href=\"/sign-in?return_to=\(URLEncoded.encode(path))\""))
  }

  @Test func `a report waits for its person when the session ends before the last step`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = try await city.browser(as: TestCity.resident)
    let form = try #require(try await browser.fillReport().form(to: "/report/check"))
    city.clock.advance(hours: 13)

    let answer = try await browser.submit(form, pressing: ("act", "submit"))
    let again = try await city.browser(as: TestCity.resident).get("/report/check")

    #expect(answer.status == 303 && answer.location?.hasPrefix("/sign-in?return_to=") == true)
    #expect(again.text.contains(TestCity.text))
    #expect(try await city.count("cases") == 0)
  }

  @Test func `of two drafts the later is taken up after signing in`() async throws {
    let city = try await TestCity.open(.sqlite)
    let person = try await city.browser(as: TestCity.resident)
    _ = try await person.fillReport(["text": "昨天写的"])
    city.clock.advance(minutes: 10)
    let visitor = city.browser()
    let check = try await visitor.fillReport(["text": "今天写的"])

    let asked = try await visitor.submit(
      try #require(check.form(to: "/report/check")),
      ["phone": "13800002076", "public": "no"], pressing: ("act", "send_code"))
    #expect(asked.status == 307 && asked.location == "/sign-in?return_to=/report/check")
    let code = try await visitor.post(
      "/sign-in?return_to=/report/check",
      form: [
        ("form_token", try #require(check.form(to: "/report/check")?["form_token"])),
        ("phone", "13800002076"),
      ])
    let digits = try #require(code.text.firstMatch(of: #/<b class="mono">([0-9]{6})</#)?.1)
    let back = try await visitor.submit(
      try #require(code.form(to: "/sign-in/code")), ["code": String(digits)])
    let last = try await visitor.follow(back)

    #expect(back.location == "/report/check")
    #expect(last.text.contains("今天写的") && !last.text.contains("昨天写的"))
    #expect(last.form(to: "/report/check")?["public"] == "no")
  }

  @Test func `what one person wrote is not shown to the next at the same browser`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    _ = try await browser.submit(form, ["kind": "street_light", "text": "只有我知道的事"])
    #expect(try await browser.get("/report").text.contains("只有我知道的事"))

    // Begun as a visitor, it becomes the person's by looking at it, and goes with them.
    try await city.signIn(browser, as: TestCity.resident)
    #expect(try await browser.get("/report").text.contains("只有我知道的事"))
    let out = try #require(try await browser.get("/preferences").form(to: "/sign-out"))
    #expect(try await browser.submit(out).status == 303)
    #expect(try await !browser.get("/report").text.contains("只有我知道的事"))
    try await city.signIn(browser, as: TestCity.neighbour)
    #expect(try await !browser.get("/report").text.contains("只有我知道的事"))
    let owner = try await city.browser(as: TestCity.resident)
    #expect(try await owner.get("/report").text.contains("只有我知道的事"))
  }

  @Test func `what a visitor wrote goes with signing out, looked at or not`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    _ = try await browser.submit(form, ["kind": "street_light", "text": "只有我知道的事"])
    try await city.signIn(browser, as: TestCity.resident)
    let out = try #require(try await browser.get("/preferences").form(to: "/sign-out"))
    _ = try await browser.submit(out)

    #expect(try await !browser.get("/report").text.contains("只有我知道的事"))
  }
}
