import Kernel
import KernelTesting
import Testing

@testable import App

/// The client and the city that the other suites stand on.
struct TestClientTests {
  @Test(arguments: Backend.all)
  func `a report goes from the first page to the receipt`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: TestCity.resident)

    let check = try await browser.fillReport()
    let form = try #require(check.form(to: "/report/check"))
    let sent = try await browser.submit(form, pressing: ("act", "submit"))
    let receipt = try await browser.follow(sent)

    #expect(sent.status == 303)
    #expect(receipt.status == 200)
    #expect(try await city.count("cases") == 1)
  }

  @Test func `a resident signs in with the code on the demo's page`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()

    let page = try await browser.get("/sign-in?return_to=/my")
    let asked = try await browser.submit(
      try #require(page.form(to: "/sign-in")), ["phone": "13800002076"])
    let code = try #require(asked.text.firstMatch(of: #/<b class="mono">([0-9]{6})</#)?.1)
    let done = try await browser.submit(
      try #require(asked.form(to: "/sign-in/code")), ["code": String(code)])

    #expect(done.location == "/my")
    #expect(try await browser.follow(done).status == 200)
  }

  @Test func `staff sign in and out`() async throws {
    let city = try await TestCity.open(.sqlite)
    let browser = city.browser()

    let page = try await browser.get("/sign-in/staff")
    let work = try await browser.follow(
      try await browser.submit(
        try #require(page.form(to: "/sign-in/staff")),
        ["name": "dispatcher", "password": DemoCity.password]))
    let out = try await browser.submit(
      try #require(
        try await browser.get("/preferences").form(to: "/sign-out")))

    #expect(work.path == "/console" && work.status == 200)
    #expect(out.status == 303)
    #expect(try await browser.get("/console").status == 303)
  }

  @Test func `a request over a real socket is answered`() async throws {
    let city = try await TestCity.open(.sqlite)

    let answer = try await served(city) { port in
      let raw = try RawConnection(port: port)
      try await raw.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
      return try await raw.readAnswer()
    }

    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(answer.hasSuffix("live\n"))
  }
}
