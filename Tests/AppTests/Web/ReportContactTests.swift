import Kernel
import KernelTesting
import Testing

@testable import App

/// Step 3 without an account: what one loses is said before, and can be had afterwards.
struct ReportContactTests {
  private static let mobile = "13800009999"

  private static func check(_ browser: WebClient) async throws -> WebForm {
    try #require(try await browser.fillReport().form(to: "/report/check"))
  }

  @Test func `the page says what is lost without a code, and offers one first`() async throws {
    let city = try await TestCity.open(.sqlite)
    let page = try await city.browser().fillReport()

    let code = try #require(page.text.firstRange(of: "name=\"act\" value=\"send_code\""))
    let bare = try #require(page.text.firstRange(of: "name=\"act\" value=\"submit\""))
    #expect(code.lowerBound < bare.lowerBound)
    #expect(page.text.contains("只能凭编号和查询码看，不能补充、催办、评价"))
    #expect(page.text.contains("座机收不到短信：有事和办完回访，打这个电话"))
    let known = try await city.browser(as: TestCity.resident).fillReport()
    #expect(!known.text.contains("send_code"))
  }

  @Test func `a code for what gets none is refused on the page, where one can go on without`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let form = try await Self.check(browser)

    for (phone, said) in [
      ("0470-8221234", "这是座机，收不到验证码"), ("", "请留一个手机号"), ("123", "手机号要 11 位"),
    ] {
      let page = try await browser.submit(form, ["phone": phone], pressing: ("act", "send_code"))
      #expect(page.status == 422 && page.text.contains(said), "\(phone)")
      #expect(page.form(to: "/report/check")?["phone"] == phone)
    }
    let sent = try await browser.submit(
      form, ["phone": "0470-8221234"], pressing: ("act", "submit"))
    let receipt = try await browser.follow(sent)
    #expect(receipt.text.contains("留的是座机，不发短信"))
    #expect(!receipt.text.contains("/sign-in?return_to="))
  }

  @Test(arguments: Backend.all)
  func `what was filed without signing in is put under one's own from its receipt`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let browser = city.browser()
    let sent = try await browser.submit(
      try await Self.check(browser), ["phone": Self.mobile], pressing: ("act", "submit"))
    let receipt = try await browser.follow(sent)
    let link = try #require(
      receipt.text.firstMatch(of: #/href="(\/sign-in\?return_to=[^"]+)"/#)?.1)
    let path = String(link).replacing("&amp;", with: "&")

    // Somebody else who has the receipt may look, and not take it.
    let other = try await city.browser(as: TestCity.neighbour)
    let shown = try await other.get(try #require(sent.location))
    let taken = try await other.submit(try #require(shown.form(to: "/track")))
    #expect(shown.status == 200 && taken.status == 404)
    #expect(!shown.text.contains("href=\"/cases/"))

    let asked = try await browser.submit(
      try #require(try await browser.get(path).form(to: "/sign-in")), ["phone": Self.mobile])
    let code = try #require(asked.text.firstMatch(of: #/<b class="mono">([0-9]{6})</#)?.1)
    let back = try await browser.submit(
      try #require(asked.form(to: "/sign-in/code")), ["code": String(code)])
    let again = try await browser.follow(back)
    #expect(again.text.contains("放进“我的事”"))
    let own = try await browser.submit(try #require(again.form(to: "/track")))

    let case0 = try #require(own.location)
    #expect(case0.hasPrefix("/cases/"))
    #expect(try await browser.get("/my").text.contains(case0))
    let known = try await browser.get(try #require(sent.location))
    #expect(known.text.contains("href=\"\(case0)\""))
    #expect(known.form(to: "/track") == nil)
  }
}
