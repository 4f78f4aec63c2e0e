import HTTPTypes
import Kernel
import KernelTesting
import Testing

@testable import App

/// What stands on every answer, whoever asks for what.
struct HeaderTests {
  @Test func `every answer is guarded against other sites`() async throws {
    let city = try await TestCity.open(.sqlite)
    let walk = try await Walk(city)
    var answers = try await walk.answers().map(\.answer)
    let browser = city.browser()
    for path in ["/nowhere", "/api/v1/nowhere", "/cases/x", "/my", "/a%00", "/cases/%ff"] {
      answers.append(try await browser.get(path))
    }
    answers.append(try await browser.post("/report/what", form: []))
    answers.append(try await browser.post("/api/v1/requests", json: "{"))

    for answer in answers {
      let policy = answer["Content-Security-Policy"] ?? ""
      #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'; "))
      #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"))
      #expect(!policy.contains("unsafe"), "\(answer.path)")
      #expect(answer["X-Content-Type-Options"] == "nosniff", "\(answer.path)")
      #expect(answer["X-Frame-Options"] == "DENY")
      #expect(answer["Referrer-Policy"] == "same-origin")
      #expect(answer["Cross-Origin-Opener-Policy"] == "same-origin")
      #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
      #expect(answer["Permissions-Policy"]?.contains("payment=()") == true)
      #expect(answer.requestID.utf8.count == 36)
      #expect(answer["Server"] == nil)
      #expect(answer.headers.filter { $0.name.canonicalName == "x-frame-options" }.count == 1)
    }
  }

  @Test func `pages hold no script, style or address that the policy would block`() async throws {
    let city = try await TestCity.open(.sqlite)
    for (visit, answer) in try await Walk(city).answers()
    where answer["Content-Type"]?.hasPrefix("text/html") == true {
      #expect(answer["Content-Type"] == "text/html; charset=utf-8")
      #expect(answer["Cache-Control"] == "no-store", "\(visit)")
      for tag in HTMLTag.all(in: answer.bytes) {
        #expect(tag["style"] == nil && tag.name != "style", "\(visit)")
        #expect(
          tag.name != "script" || tag["src"]?.hasPrefix("/assets/") == true
            || tag["src"]?.hasPrefix("/vendor/") == true, "\(visit)")
        #expect(!tag.attributes.keys.contains { $0.hasPrefix("on") }, "\(visit) \(tag)")
        for name in ["href", "src", "action"] {
          let link = tag[name] ?? "/"
          #expect(
            link.hasPrefix("/") && !link.hasPrefix("//") || link.hasPrefix("#")
              || link.hasPrefix("tel:"), "\(visit) \(link)")
        }
      }
    }
  }

  @Test func `HEAD is GET without a body`() async throws {
    let city = try await TestCity.open(.sqlite)
    let walk = try await Walk(city)
    for visit in walk.visits where visit.who == nil && visit.route != "/metrics" {
      let browser = city.browser()
      let whole = try await browser.get(visit.path)
      let head = try await browser.head(visit.path)
      #expect(head.status == whole.status, "\(visit)")
      #expect(head.bytes.isEmpty, "\(visit)")
      #expect(head["Content-Type"] == whole["Content-Type"], "\(visit)")
      #expect(head["Content-Security-Policy"] != nil)
    }
    let missing = try await city.browser().head("/nowhere")
    #expect(missing.status == 404 && missing.bytes.isEmpty)
  }

  @Test func `what has its hash in its name is kept, what is personal is not`() async throws {
    let city = try await TestCity.open(.sqlite)
    for (visit, answer) in try await Walk(city).answers() {
      let caching = answer["Cache-Control"] ?? ""
      switch visit.route {
      case "/assets/{name}": #expect(caching == "public, max-age=31536000, immutable")
      case "/vendor/{folder}/{name}", "/vendor/{folder}/images/{name}":
        #expect(caching == "public, max-age=3600")
      // The same for everybody, and read by programs again and again.
      case let route where route.hasPrefix("/public/cases."):
        #expect(caching == "public, max-age=300", "\(visit)")
      case "/files/{id}", "/files/{id}/small": #expect(caching == "private, max-age=300")
      default: #expect(caching == "no-store", "\(visit)")
      }
    }
  }
}
