import HTTPTypes
import Hummingbird
import Testing

@testable import Kernel

struct SecurityHeadersTests {
  private func headers(tiles: String? = nil) -> HTTPFields {
    var response = Response(status: .ok)
    SecurityHeaders(tileOrigin: tiles).add(to: &response)
    return response.headers
  }

  /// The policy as directive and sources.
  private func policy(tiles: String? = nil) -> [String: [String]] {
    let text = headers(tiles: tiles)[.contentSecurity] ?? ""
    var policy: [String: [String]] = [:]
    for directive in text.split(separator: ";") {
      let words = directive.split(separator: " ").map(String.init)
      policy[words[0]] = Array(words.dropFirst())
    }
    return policy
  }

  @Test func `every answer carries the whole set`() {
    let names = Set(headers().map(\.name.canonicalName)).subtracting(["content-length"])

    #expect(
      names == [
        "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy",
        "permissions-policy", "cross-origin-opener-policy", "cross-origin-resource-policy",
      ])
    #expect(headers()[.contentTypeOptions] == "nosniff" && headers()[.frameOptions] == "DENY")
  }

  @Test func `nothing inline, nothing from elsewhere, nobody's frame`() {
    let policy = policy()

    #expect(policy["default-src"] == ["'none'"] && policy["frame-ancestors"] == ["'none'"])
    #expect(policy["script-src"] == ["'self'"] && policy["style-src"] == ["'self'"])
    #expect(policy["form-action"] == ["'self'"] && policy["base-uri"] == ["'none'"])
    for (directive, sources) in policy {
      let open = sources.filter { $0.contains("unsafe") || $0 == "*" || $0.hasPrefix("http") }
      #expect(open == [], "\(directive)")
    }
  }

  @Test func `map tiles from elsewhere open pictures and nothing more`() {
    let tiles = policy(tiles: "https://tiles.example")

    #expect(tiles["img-src"] == ["'self'", "data:", "blob:", "https://tiles.example"])
    #expect(tiles.filter { $0.key != "img-src" } == policy().filter { $0.key != "img-src" })
  }
}
