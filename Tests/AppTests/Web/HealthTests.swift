import Foundation
import Hummingbird
import Kernel
import KernelTesting
import Synchronization
import Testing

@testable import App

/// What monitoring asks, and what people are told while the database is away.
struct HealthTests {
  /// A city whose database can be switched off.
  private static func open(_ backend: Backend) async throws -> (TestCity, AwayDriver) {
    let holder = Mutex<AwayDriver?>(nil)
    var wish = TestCity.Wish()
    wish.driver = { base in
      let driver = AwayDriver(base)
      holder.withLock { $0 = driver }
      return driver
    }
    let city = try await TestCity.open(backend, wish)
    return (city, try #require(holder.withLock { $0 }))
  }

  @Test(arguments: Backend.all)
  func `live says nothing of the database, ready does`(backend: Backend) async throws {
    let (city, driver) = try await Self.open(backend)
    let browser = city.browser()

    let before = try await browser.get("/health/ready")
    driver.go(away: true)
    let (ready, live) = (
      try await browser.get("/health/ready"), try await browser.get("/health/live")
    )
    driver.go(away: false)
    let after = try await browser.get("/health/ready")

    #expect(before.status == 200 && before.text == "ready\n")
    #expect(ready.status == 503 && ready.text == "not ready\n")
    #expect(live.status == 200 && live.text == "live\n")
    #expect(after.status == 200)
    for answer in [before, ready, live] { #expect(answer["Cache-Control"] == "no-store") }
  }

  @Test(arguments: Backend.all)
  func `a full disk is told until something could be written again`(
    backend: Backend
  ) async throws {
    let (city, driver) = try await Self.open(backend)
    let browser = city.browser()
    let client = try await city.client(as: TestCity.resident)
    func ready() async throws -> Int { try await browser.get("/health/ready").status }

    // A refusal says nothing about the disk.
    let refused = try await client.post("/api/v1/requests", json: TestCity.report(["lat": "91"]))
    #expect(refused.status == 422)
    #expect(try await ready() == 200)
    driver.fill(true)
    #expect(try await ready() == 200)
    let full = try await client.post("/api/v1/requests", json: TestCity.report())
    #expect(full.status == 503)
    let before = driver.refused
    for _ in 0..<20 { #expect(try await ready() == 503) }
    // Asking often tries once.
    #expect(driver.refused == before + 1)
    let again = try await client.post("/api/v1/requests", json: TestCity.report(["lat": "91"]))
    #expect(again.status == 422)
    driver.fill(false)
    #expect(try await ready() == 503)
    city.clock.advance(seconds: 5)
    #expect(try await ready() == 200)

    // Somebody's write tells it at once.
    driver.fill(true)
    _ = try await client.post("/api/v1/requests", json: TestCity.report())
    #expect(try await ready() == 503)
    driver.fill(false)
    let filed = try await client.post("/api/v1/requests", json: TestCity.report())
    #expect(filed.status == 201)
    #expect(try await ready() == 200)
  }

  @Test(arguments: Backend.all)
  func `a server does not start where nothing can be kept`(backend: Backend) async throws {
    let (city, driver) = try await Self.open(backend)
    let open = city.open
    var settings = AppSettings(
      dataDirectory: try ScratchFolder.make(), databaseURL: nil, environment: [:])
    let files = settings.filesDirectory(of: open.site)
    try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: true)

    try await open.requireWritable(settings)
    driver.fill(true)
    let full = await #expect(throws: StorageFault.self) {
      try await open.requireWritable(settings)
    }
    driver.fill(false)
    settings.dataDirectory += "/nowhere"
    let gone = await #expect(throws: StorageFault.self) {
      try await open.requireWritable(settings)
    }

    #expect(full?.description.contains("made full by a test") == true)
    #expect(gone?.description.contains(settings.filesDirectory(of: open.site)) == true)
  }

  @Test(arguments: Backend.all)
  func `a site whose schema is behind is not ready`(backend: Backend) async throws {
    let city = try await TestCity.open(backend)
    let behind = try await city.open.platform.database.write { tx in
      try tx.run("DELETE FROM schema_migrations WHERE owner = 'casework'")
    }
    #expect(behind > 0)

    #expect(try await city.browser().get("/health/ready").status == 503)
  }

  @Test(arguments: Backend.all)
  func `while the database is away people keep what they wrote`(backend: Backend) async throws {
    let (city, driver) = try await Self.open(backend)
    let browser = try await city.browser(as: TestCity.resident)
    let client = try await city.client(as: TestCity.resident)
    let form = try #require(try await browser.get("/report").form(to: "/report/what"))
    let session = browser.cookie("linli_session")

    driver.go(away: true)
    // Nobody is remembered for longer than a second.
    city.clock.advance(seconds: 2)
    let page = try await browser.get("/my")
    let posted = try await browser.submit(
      form, ["kind": "street_light", "text": "写到一半 服务器没了"],
      headers: ["Sec-Fetch-Site": "same-origin"])
    let answer = try await client.post("/api/v1/requests", json: TestCity.report())
    driver.go(away: false)
    let again = try await browser.submit(form, ["kind": "street_light", "text": TestCity.text])

    #expect(page.status == 503 && page.text.contains("正在维护"))
    #expect(posted.status == 503)
    #expect(posted.text.contains("写到一半 服务器没了"))
    #expect(answer.status == 503)
    let problem: ProblemAnswer = try answer.json()
    #expect(problem.type == "/problems/unavailable")
    #expect(browser.cookie("linli_session") == session)
    #expect(again.location == "/report/where")
    #expect(try await browser.get("/my").status == 200)
  }

  @Test func `figures are for the machine itself`() async throws {
    let city = try await TestCity.open(.sqlite)

    #expect(try await city.browser().get("/metrics").status == 404)
    #expect(try await city.browser(address: "10.0.0.8").get("/metrics").status == 404)
    #expect(try await city.browser(address: "127.0.0.1").get("/metrics").status == 200)
    #expect(try await city.browser(address: "::1").get("/metrics").status == 200)
    let proxied = try await city.browser(address: "127.0.0.1").get(
      "/metrics", headers: ["X-Forwarded-For": "203.0.113.9"])
    #expect(proxied.status == 404)
  }

  @Test(arguments: Backend.all)
  func `figures tell of requests, database, outbox and jobs, and of nobody`(
    backend: Backend
  ) async throws {
    let (city, driver) = try await Self.open(backend)
    let operators = city.browser(address: "127.0.0.1")
    let filed = try await city.file(as: TestCity.resident, ["phone": "\"13800002076\""])
    let client = try await city.client(as: TestCity.resident)
    _ = try await client.get("/api/v1/requests/" + filed.service_request_id)
    _ = try await client.get("/api/v1/requests/" + filed.service_request_id + "x")

    let text = try await operators.get("/metrics").text
    driver.go(away: true)
    let away = try await operators.get("/metrics").text

    for line in [
      #"linli_http_requests_total{status="2xx",method="GET"} "#,
      #"linli_http_requests_total{status="4xx",method="GET"} 1"#,
      #"linli_http_request_duration_seconds_count{route="/api/v1/requests/{id}",method="GET"} 2"#,
      #"linli_db_transaction_duration_seconds_count{kind="read",site="default"} "#,
      #"linli_db_transaction_duration_seconds_bucket{kind="write",site="default",le="+Inf"} "#,
      #"linli_db_up{site="default"} 1"#,
      #"linli_outbox_deliveries{site="default",state="pending"} 1"#,
      "# TYPE linli_jobs gauge",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    for secret in ["13800002076", filed.service_request_id, filed.number, "203.0.113", "路灯"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    #expect(away.contains(#"linli_db_up{site="default"} 0"#))
    #expect(away.contains("linli_http_requests_total"))
  }
}
