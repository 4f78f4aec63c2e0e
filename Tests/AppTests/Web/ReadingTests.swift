import KernelTesting
import Testing

@testable import App

/// How somebody reads is kept with the account and is so on every device.
struct ReadingTests {
  private func choose(_ browser: WebClient, _ field: String, _ value: String) async throws {
    let form = try #require(try await browser.get("/preferences").form(to: "/preferences"))
    _ = try await browser.submit(form, pressing: (field, value))
  }

  private func isLarge(_ browser: WebClient) async throws -> Bool {
    try await browser.get("/my").text.contains("data-mode=\"elder\"")
  }

  @Test(arguments: Backend.all)
  func `what was chosen on one device is so on the next, and when it is already signed in`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let phone = try await city.browser(as: TestCity.resident)
    let open = try await city.browser(as: TestCity.resident)
    #expect(!(try await isLarge(open)))

    try await choose(phone, "mode", "elder")
    #expect(try await isLarge(phone))
    #expect(try await isLarge(open))
    #expect(try await isLarge(try await city.browser(as: TestCity.resident)))
    // Another person's letters stay as they are.
    #expect(!(try await isLarge(try await city.browser(as: TestCity.neighbour))))

    try await choose(open, "mode", "standard")
    #expect(!(try await isLarge(phone)))
  }

  @Test func `a visitor's choice stays on the device until somebody signs in there`() async throws {
    let city = try await TestCity.open(.sqlite)
    let visitor = city.browser()
    try await choose(visitor, "mode", "elder")
    #expect(try await visitor.get("/").text.contains("data-mode=\"elder\""))
    #expect(!(try await city.browser().get("/").text.contains("data-mode=\"elder\"")))

    let start = try #require(try await visitor.get("/sign-in").form(to: "/sign-in"))
    let sent = try await visitor.submit(start, ["phone": "13800007521"])
    let code = try #require(sent.text.firstMatch(of: #/<b class="mono">(\d+)<\/b>/#)).1
    _ = try await visitor.submit(
      try #require(sent.form(to: "/sign-in/code")), ["code": String(code)])

    #expect(try await isLarge(visitor))
    let next = city.browser()
    next.setCookie("linli_session=\(try #require(visitor.cookie("linli_session"))); Path=/")
    #expect(try await isLarge(next))
  }
}
