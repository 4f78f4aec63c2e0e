import Gateways
import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// The shell's exchange and the page its web-view opens, as the shell, the person and others meet them.
struct WeChatPageTests {
  private static let shell =
    "Mozilla/5.0 (Linux; Android 14) Chrome/142.0 Mobile MicroMessenger/8.0.50 miniProgram/wx01"

  private func token(_ city: TestCity, _ code: String) async throws -> String {
    let answer = try await city.browser().post(
      "/api/v1/wechat/handovers", json: #"{"code":"\#(code)"}"#)
    #expect(answer.status == 201 && answer["Cache-Control"] == "no-store")
    return String(try #require(answer.text.firstMatch(of: #/"token":"([\w-]{43})"/#)).1)
  }

  private func webView(_ city: TestCity) -> WebClient {
    let browser = city.browser()
    browser.always(["User-Agent": Self.shell])
    return browser
  }

  /// Opens the page as the shell does; its script puts the token into the form.
  private func arrive(_ browser: WebClient, _ token: String) async throws -> WebAnswer {
    let page = try await browser.get("/enter/wechat?to=/report")
    return try await browser.submit(
      try #require(page.form(to: "/enter/wechat")), ["token": token])
  }

  private func signIn(_ browser: WebClient, from answer: WebAnswer) async throws -> WebAnswer {
    let page = try await browser.follow(answer)
    let sent = try await browser.submit(
      try #require(page.form(to: "/sign-in")), ["phone": "13800002076"])
    let code = try #require(sent.text.firstMatch(of: #/<b class="mono">([0-9]{6})</#)?.1)
    let done = try await browser.submit(
      try #require(sent.form(to: "/sign-in/code")), ["code": String(code)])
    return try await browser.follow(done)
  }

  @Test(arguments: Backend.all)
  func `the first time by phone, from then on by itself, until it is unlinked`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let first = webView(city)
    let asked = try await signIn(first, from: try await arrive(first, token(city, "anna.1")))
    #expect(asked.text.contains("138 **** 2076"))
    let yes = try await first.submit(
      try #require(asked.form(to: "/enter/wechat/link")), pressing: ("answer", "yes"))
    #expect(yes.location == "/report")

    // Another telephone of hers, or the same one a month later.
    let later = webView(city)
    let arrived = try await arrive(later, token(city, "anna.2"))
    #expect(arrived.location == "/report" && later.cookie("linli_session") != nil)
    let account = try await later.get("/account")
    #expect(account.text.contains("微信小程序"))
    let ended = try await later.submit(
      try #require(account.form(to: "/account/wechat/unlink")))
    #expect(ended.location == "/account?done=wechat")
    #expect(try await !later.get("/account").text.contains("微信小程序"))

    let strange = try await arrive(webView(city), token(city, "anna.3"))
    #expect(strange.location?.hasPrefix("/sign-in?return_to=") == true)
  }

  @Test func `who is signed in goes on, and the token does not go along`() async throws {
    let city = try await TestCity.open(.sqlite)
    for who in [TestCity.resident, "dispatcher"] {
      let browser = try await city.browser(as: who)
      #expect(try await browser.get("/enter/wechat?to=/my").location == "/my#")
    }
    let entry = try await city.browser().get("/enter?shell=wx&to=/enter/wechat%23stranger")
    #expect(entry.location == "/")
    let away = try await city.browser(as: TestCity.resident)
      .get("/enter/wechat?to=//evil.example")
    #expect(away.location == "/#")
  }

  @Test func `a no links nothing`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = webView(city)
    let asked = try await signIn(browser, from: try await arrive(browser, token(city, "anna.1")))

    let no = try await browser.submit(
      try #require(asked.form(to: "/enter/wechat/link")), pressing: ("answer", "no"))

    #expect(no.location == "/report")
    #expect(try await browser.get("/enter/wechat?to=/my").location == "/my#")
    #expect(try await city.count("wechat_links") == 0)
    #expect(try await city.count("wechat_handovers") == 0)
  }

  @Test func `no other browser, page or time makes a session of a token`() async throws {
    let city = try await TestCity.open(.sqlite)
    let mine = webView(city)
    let asked = try await signIn(mine, from: try await arrive(mine, token(city, "anna.1")))
    _ = try await mine.submit(
      try #require(asked.form(to: "/enter/wechat/link")), pressing: ("answer", "yes"))
    let fresh = try await token(city, "anna.2")

    // A link that somebody was sent, opened outside the mini-program.
    let outside = city.browser()
    let page = try await outside.get("/enter/wechat")
    #expect(page.status == 200 && page.form(to: "/enter/wechat") == nil)
    let mark = try #require(try await outside.get("/sign-in").form(to: "/sign-in")?["form_token"])
    let posted = try await outside.post(
      "/enter/wechat", form: [("form_token", mark), ("token", fresh)])
    #expect(posted.status == 422 && outside.cookie("linli_session") == nil)

    // Another site's form, and one without a mark.
    let phone = webView(city)
    let form = try #require(try await phone.get("/enter/wechat").form(to: "/enter/wechat"))
    let foreign = try await phone.submit(
      form, ["token": fresh], headers: ["Sec-Fetch-Site": "cross-site"])
    let bare = try await phone.submit(form.with(["form_token": "x"]), ["token": fresh])
    #expect(foreign.status == 403 && bare.status == 403)

    // None of these used it up; once it is used, or old, it is over.
    #expect(try await phone.submit(form, ["token": fresh]).location == "/")
    let again = webView(city)
    let replay = try await arrive(again, fresh)
    #expect(replay.status == 422 && again.cookie("linli_session") == nil)
    #expect(replay.form(to: "/enter/wechat") == nil)
    let old = try await token(city, "anna.3")
    city.clock.advance(minutes: 2)
    #expect(try await arrive(again, old).status == 422)
  }

  @Test func `a hand-over belongs to the browser that brought it`() async throws {
    let city = try await TestCity.open(.sqlite)
    let brought = webView(city)
    _ = try await arrive(brought, token(city, "anna.1"))

    let other = try await city.browser(as: TestCity.resident)
    other.always(["User-Agent": Self.shell])
    #expect(try await other.get("/enter/wechat").location == "/#")
    let mark = try #require(try await other.get("/account").forms.first?["form_token"])
    let stolen = try await other.post(
      "/enter/wechat/link", form: [("form_token", mark), ("answer", "yes")])

    #expect([404, 409].contains(stolen.status))
    #expect(try await city.count("wechat_links") == 0)
  }

  @Test func `bodies that are no code, and a WeChat that is away, are said to the shell`()
    async throws
  {
    let script = FaultScript()
    var wish = TestCity.Wish()
    wish.weChat = SimulatedWeChat(script: script)
    let city = try await TestCity.open(.sqlite, wish)
    let shell = city.browser()

    for (body, status) in [
      ("{}", 422), (#"{"code":""}"#, 422), (#"{"code":"a b"}"#, 422), ("[", 400),
      (#"{"code":"\#(String(repeating: "a", count: 201))"}"#, 422),
    ] {
      let answer = try await shell.post("/api/v1/wechat/handovers", json: body)
      #expect(answer.status == status, "\(body)")
    }
    script.append([.unreachable, .refused])
    let away = try await shell.post("/api/v1/wechat/handovers", json: #"{"code":"a.1"}"#)
    let wrong = try await shell.post("/api/v1/wechat/handovers", json: #"{"code":"a.1"}"#)
    #expect(away.status == 503 && away.text.contains("微信那边没有回应"))
    #expect(wrong.status == 422 && wrong.text.contains("请再打开一次小程序"))
  }

  @Test func `a site without a mini-program knows nothing of it`() async throws {
    var wish = TestCity.Wish()
    wish.weChat = nil
    let city = try await TestCity.open(.sqlite, wish)
    let browser = try await city.browser(as: TestCity.resident)
    let account = try await browser.get("/account")
    let mark = try #require(account.forms.first?["form_token"])

    #expect(!account.text.contains("微信小程序"))
    #expect(try await browser.get("/enter/wechat").status == 404)
    for path in ["/enter/wechat", "/enter/wechat/link", "/account/wechat/unlink"] {
      #expect(try await browser.post(path, form: [("form_token", mark)]).status == 404, "\(path)")
    }
    let exchange = try await city.browser().post(
      "/api/v1/wechat/handovers", json: #"{"code":"a.1"}"#)
    #expect(exchange.status == 404)
  }
}
