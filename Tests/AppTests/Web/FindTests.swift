import Kernel
import KernelTesting
import Testing

@testable import App

/// The box that finds things to do.
struct FindTests {
  @Test(arguments: ["长辈版", "亲情版", "关爱版", "关怀版", "我要大字版", "ELDER", "large text"])
  func `the large version is found by all its names and switched on there`(
    name: String
  ) async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    let page = try await browser.get("/find?q=" + URLEncoded.encode(name))
    #expect(page.text.contains("换成长辈版"))
    let form = try #require(
      page.forms.first { $0.action == "/preferences" && $0["return_to"] == "/" })

    let done = try await browser.submit(form, pressing: ("mode", "elder"))

    #expect(done.location == "/")
    #expect(try await browser.get("/").text.contains("data-mode=\"elder\""))
  }

  @Test func `a matter is found by what people call it and leads into its report`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()
    #expect(try await browser.get("/find?q=路灯").text.contains("/report?kind=street_light"))
    #expect(try await browser.get("/find?q=street%20light").text.contains("/report?kind="))
    #expect(try await browser.get("/find?q=查询码").text.contains("href=\"/track\""))
    let none = try await browser.get("/find?q=" + URLEncoded.encode("<script>没有这种事"))
    #expect(none.text.contains("没找到这样的事") && !none.text.contains("<script>没有"))
    #expect(try await browser.get("/find").status == 200)
  }
}
