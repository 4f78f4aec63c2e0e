import Kernel
import KernelTesting
import Synchronization
import Testing

@testable import App

/// Nothing that is logged says who somebody is, what they wrote, or how to be them.
struct LogTests {
  private static let phone = "13800002076"
  private static let secrets = [
    phone, "李慧芳", "三天没亮", "柳巷 3 号楼", "柳巷", "dispatcher", DemoCity.password,
    "203.0.113.7",
  ]

  @Test(arguments: Backend.all)
  func `lines hold no personal data, whatever happens`(backend: Backend) async throws {
    let failing = Holder()
    var wish = TestCity.Wish()
    wish.driver = { failing.wrap($0) }
    let city = try await TestCity.open(backend, wish)
    var used: [String] = []

    // A visitor fills in a report, signs in by phone and sends it.
    let browser = city.browser()
    let check = try await browser.fillReport()
    let passed = try await browser.submit(
      try #require(check.form(to: "/report/check")), ["phone": Self.phone],
      pressing: ("act", "send_code"))
    #expect(passed.status == 307)
    let sign = try await browser.get("/sign-in?return_to=/report/check")
    let asked = try await browser.submit(
      try #require(sign.form(to: "/sign-in")), ["phone": Self.phone])
    let code = String(try #require(asked.text.firstMatch(of: #/<b class="mono">([0-9]{6})</#)?.1))
    let back = try await browser.submit(
      try #require(asked.form(to: "/sign-in/code")), ["code": code])
    let last = try await browser.follow(back)
    let sent = try await browser.submit(
      try #require(last.form(to: "/report/check")), pressing: ("act", "submit"))
    #expect(sent.location?.contains("received") == true)
    used += [code, try #require(browser.cookie("linli_session"))]
    used += [try #require(browser.cookie("linli_visit"))]

    // Through the interface with a telephone, searched for, refused, and failing half-way.
    let client = try await city.client(as: "dispatcher")
    used.append(try #require(client.bearer))
    let body = TestCity.report(["phone": "\"\(Self.phone)\""])
    _ = try await client.post("/api/v1/requests", json: body)
    _ = try await client.get("/api/v1/requests/queue?q=" + Self.phone)
    _ = try await client.get("/api/v1/requests/queue?q=" + URLEncoded.encode("柳巷"))
    _ = try await client.post("/api/v1/requests", json: "{\"phone\":\"\(Self.phone)")
    for statement in 1...6 {
      failing.fail(at: statement)
      let answer = try await client.post("/api/v1/requests", json: body)
      #expect(answer.status == 500 || answer.status == 201)
    }
    failing.fail(at: 10_000)
    _ = try await SessionTests.signIn(city.browser())
    _ = try await city.browser().get("/cases/" + URLEncoded.encode("李慧芳"))
    _ = try await city.browser().get("/" + URLEncoded.encode("李慧芳") + "?q=" + Self.phone)

    let lines = city.log.lines.map(\.text)
    #expect(lines.count > 20)
    #expect(!city.log.failures.isEmpty)
    for secret in Self.secrets + used {
      #expect(lines.filter { $0.contains(secret) } == [], "\(secret)")
    }
  }

  @Test func `every request leaves one line with its route and figures`() async throws {
    let city = try await TestCity.open(.sqlite)
    let filed = try await city.file(as: TestCity.resident)

    let answer = try await city.browser().get("/cases/" + filed.service_request_id)
    let line = try #require(city.log.request(answer.requestID))

    #expect(line.metadata["route"] == "/cases/{id}")
    #expect(line.metadata["method"] == "GET" && line.metadata["status"] == "200")
    #expect(Set(line.metadata.keys) == ["id", "method", "route", "status", "us", "queries"])
    #expect(!line.text.contains(filed.service_request_id))
  }
}

/// Hands the failing driver out of the wish's closure.
private final class Holder: Sendable {
  private let held = Mutex<FailingDriver?>(nil)

  func wrap(_ base: any Driver) -> any Driver {
    let driver = FailingDriver(base)
    held.withLock { $0 = driver }
    return driver
  }

  func fail(at number: Int) { held.withLock { $0?.fail(at: number) } }
}
