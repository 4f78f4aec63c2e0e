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
    for _ in 0..<301 { pages.append(try await browser.get("/developers")) }
    let other = try await city.browser(address: "198.51.100.7").get("/developers")
    let answer = try await client.get("/api/v1/services")
    let page = try #require(pages.last)

    #expect(pages.filter { $0.status == 200 }.count == 300)
    #expect(page.status == 429 && page["Retry-After"] == "1")
    #expect(page.text.contains("点得太快了"))
    #expect(page["X-Frame-Options"] == "DENY")
    #expect(other.status == 200)
    #expect(answer.status == 429 && answer["Retry-After"] == "1")
    #expect(answer["Content-Type"] == "application/problem+json")
    // Who watches over the process is not held up by those who stand behind the same address.
    #expect(try await browser.get("/health/live").status == 200)
    city.clock.advance(seconds: 1)
    #expect(try await browser.get("/developers").status == 200)
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

  @Test func `many who sign in rightly behind one address are let in`() async throws {
    let city = try await Self.open()
    var statuses: [Int] = []
    for _ in 0..<20 {
      let browser = city.browser()
      let form = try #require(
        try await browser.get("/sign-in/staff").form(to: "/sign-in/staff"))
      statuses.append(
        try await browser.submit(
          form, ["name": "dispatcher", "password": DemoCity.password]
        ).status)
    }

    #expect(statuses == [Int](repeating: 303, count: 20))
  }

  @Test func `who guesses keeps nobody else out of signing in behind the same address`()
    async throws
  {
    let city = try await Self.open()
    let (guesser, right) = (city.browser(), city.browser())
    let known = try await city.browser(as: "dispatcher")
    let account = try #require(
      try await known.get("/account/password").form(to: "/account/password"))
    let form = try #require(
      try await guesser.get("/sign-in/staff").form(to: "/sign-in/staff"))
    let own = try #require(try await right.get("/sign-in/staff").form(to: "/sign-in/staff"))

    for number in 0..<10 {
      let answer = try await guesser.submit(
        form, ["name": "nobody\(number)", "password": "wrong-wrong"])
      #expect(answer.status == 422)
    }
    // A page elsewhere can make a browser ask this, with nobody pressing anything.
    let number = "/track/99010120260302W000417?code=7K2Q-M9XD"
    for _ in 0..<30 { #expect(try await guesser.get(number).status == 404) }
    #expect(try await guesser.get(number).status == 429)
    let login = ["name": "dispatcher", "password": DemoCity.password]
    #expect(try await right.submit(own, login).status == 303)
    #expect(try await known.submit(account, [:]).status == 422)
    #expect(try await city.browser(address: "198.51.100.7").get(number).status == 404)
    city.clock.advance(seconds: 2)
    #expect(try await guesser.get(number).status == 404)
  }

  @Test func `forms of many behind one address are counted for each who is signed in`()
    async throws
  {
    let city = try await Self.open()
    func post(_ browser: WebClient, _ form: WebForm) async throws -> Int {
      try await browser.submit(form, ["language": "zh-Hans"]).status
    }
    var statuses: [Int] = []
    for name in ["dispatcher", "chief", "street"] {
      let browser = try await city.browser(as: name)
      let form = try #require(try await browser.get("/preferences").form(to: "/preferences"))
      for _ in 0..<40 { statuses.append(try await post(browser, form)) }
      #expect(try await post(browser, form) == 429)
    }
    #expect(statuses == [Int](repeating: 303, count: 120))

    // Whoever only claims to be known is counted by address, however often the name changes.
    let visitor = city.browser()
    let form = try #require(try await visitor.get("/preferences").form(to: "/preferences"))
    var passed = 0
    for number in 0..<60 {
      visitor.setCookie("linli_session=\(String(repeating: "a", count: 40))\(100 + number); Path=/")
      if try await post(visitor, form) != 429 { passed += 1 }
    }
    #expect(passed == 40)
  }

  @Test func `guesses at numbers are braked, whatever address is claimed`() async throws {
    let city = try await Self.open()
    let browser = city.browser()

    var answers: [WebAnswer] = []
    for number in 0..<31 {
      answers.append(
        try await browser.get(
          "/track/99010120260302W000417?code=7K2Q-M9XD",
          headers: ["X-Forwarded-For": "192.0.2.\(number)"]))
    }

    #expect(answers.prefix(30).allSatisfy { $0.status == 404 })
    #expect(answers[30].status == 429 && answers[30]["Retry-After"] == "2")
  }
}
