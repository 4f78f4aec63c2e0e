import Kernel
import KernelTesting
import Testing

@testable import App

/// Callers who are too fast are told when to come again; nobody else notices.
struct BrakeTests {
  private static func open() async throws -> TestCity {
    var wish = TestCity.Wish()
    wish.rateLimitFactor = 1
    return try await TestCity.open(.sqlite, wish)
  }

  @Test func `pages and interface answer 429 with the seconds to wait`() async throws {
    let city = try await Self.open()
    let browser = city.browser()
    let client = try await city.client(as: TestCity.resident)

    var pages: [WebAnswer] = []
    for _ in 0..<301 { pages.append(try await browser.get("/health/live")) }
    let other = try await city.browser(address: "198.51.100.7").get("/health/live")
    let answer = try await client.get("/api/v1/services")
    let page = try #require(pages.last)

    #expect(pages.filter { $0.status == 200 }.count == 300)
    #expect(page.status == 429 && page["Retry-After"] == "1")
    #expect(page.text.contains("点得太快了"))
    #expect(page["X-Frame-Options"] == "DENY")
    #expect(other.status == 200)
    #expect(answer.status == 429 && answer["Retry-After"] == "1")
    #expect(answer["Content-Type"] == "application/problem+json")
    city.clock.advance(seconds: 1)
    #expect(try await browser.get("/health/live").status == 200)
  }

  @Test func `filing through the interface is slowed before anything is stored`() async throws {
    let city = try await Self.open()
    let client = try await city.client(as: TestCity.resident)

    var statuses: [Int] = []
    for _ in 0..<42 {
      statuses.append(try await client.post("/api/v1/requests", json: TestCity.report()).status)
    }

    #expect(statuses.prefix(40).allSatisfy { $0 == 201 })
    #expect(statuses.suffix(2) == [429, 429])
    #expect(try await city.count("cases") == 40)
  }

  @Test func `signing in is braked sooner, whatever address is claimed`() async throws {
    let city = try await Self.open()
    let browser = city.browser()
    let form = try #require(
      try await browser.get("/sign-in/staff").form(to: "/sign-in/staff"))

    var answers: [WebAnswer] = []
    for number in 0..<11 {
      answers.append(
        try await browser.submit(
          form, ["name": "nobody\(number)", "password": "wrong-wrong"],
          headers: ["X-Forwarded-For": "192.0.2.\(number)"]))
    }

    #expect(answers.prefix(10).allSatisfy { $0.status == 422 })
    #expect(answers[10].status == 429 && answers[10]["Retry-After"] == "6")
  }
}
