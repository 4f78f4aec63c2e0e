import InMemoryTracing
import Kernel
import KernelTesting
import Testing
import Tracing

@testable import App

/// What a tracer hears of a request: its transactions beneath it, and nothing about anybody.
struct SpanTests {
  @Test(arguments: Backend.all)
  func `a request has its transactions beneath it, with their statements counted`(
    backend: Backend
  ) async throws {
    let tracer = InMemoryTracer()
    var wish = TestCity.Wish()
    wish.spans = Spans(tracer)
    let city = try await TestCity.open(backend, wish)
    let filed = try await city.file(as: TestCity.resident)
    let browser = try await city.browser(as: TestCity.resident)
    tracer.clearFinishedSpans()

    let page = try await browser.get("/cases/" + filed.service_request_id)

    let spans = tracer.popFinishedSpans()
    let request = try #require(spans.first { $0.operationName == "request" })
    #expect(request.attributes.get("http.route") == "/cases/{id}")
    #expect(request.attributes.get("http.response.status_code") == 200)
    let reads = spans.filter { $0.operationName == "db.read" }
    #expect(!reads.isEmpty && reads.allSatisfy { $0.parentSpanID == request.spanID })
    #expect(spans.allSatisfy { $0.traceID == request.traceID })
    #expect(page.status == 200 && tracer.activeSpans.isEmpty)
  }

  @Test func `spans say nothing about anybody, also when something fails`() async throws {
    let tracer = InMemoryTracer()
    var wish = TestCity.Wish()
    wish.spans = Spans(tracer)
    let city = try await TestCity.open(.sqlite, wish)
    let phone = "13800002076"
    let client = try await city.client(as: TestCity.resident)
    let long = String(repeating: "三天没亮", count: 2000)

    _ = try await client.post("/api/v1/requests", json: TestCity.report(["phone": "\"\(phone)\""]))
    _ = try await client.post(
      "/api/v1/requests", json: TestCity.report(["description": "\"\(long)\""]))
    _ = try await city.browser().get("/cases/" + phone + "?q=" + phone)

    let spans = tracer.popFinishedSpans()
    #expect(spans.count > 4)
    for span in spans {
      let said = "\(span.operationName) \(span.attributes) \(span.events) \(span.status as Any)"
      #expect(span.errors.isEmpty)
      for secret in [phone, "三天没亮", "203.0.113.7"] { #expect(!said.contains(secret), "\(said)") }
    }
  }
}
