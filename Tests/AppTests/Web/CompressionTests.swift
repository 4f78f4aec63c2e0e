import KernelTesting
import Testing

@testable import App

/// Compressed answers as they come over a real socket.
struct CompressionTests {
  private struct Answer {
    let head: [String]
    let body: String

    /// The field's values, in lower case.
    func field(_ name: String) -> [String] {
      head.filter { $0.hasPrefix(name + ":") }
        .map { $0.dropFirst(name.count + 1).split(separator: " ").joined(separator: " ") }
    }
  }

  private static func get(
    _ path: String, _ port: Int, method: String = "GET", _ lines: String...
  ) async throws -> Answer {
    let raw = try RawConnection(port: port)
    let head = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Connection: close"] + lines
    try await raw.send(head.joined(separator: "\r\n") + "\r\n\r\n")
    let text = try await raw.readToEnd()
    let end = try #require(text.firstRange(of: "\r\n\r\n"))
    return Answer(
      head: text[..<end.lowerBound].lowercased().split(separator: "\r\n").map(String.init),
      body: String(text[end.upperBound...]))
  }

  private static func stylesheet(_ city: TestCity) async throws -> String {
    let home = try await city.browser().get("/")
    return try #require(HTMLTag.all(in: home.bytes).first { $0["rel"] == "stylesheet" }?["href"])
  }

  @Test func `pages and assets are compressed for those who take gzip, and for nobody else`()
    async throws
  {
    let city = try await TestCity.open(.sqlite)
    let css = try await Self.stylesheet(city)
    try await served(city) { port in
      for path in ["/", css, "/api/v1/openapi.json"] {
        let plain = try await Self.get(path, port)
        let packed = try await Self.get(path, port, "Accept-Encoding: gzip, deflate, br")
        let other = try await Self.get(path, port, "Accept-Encoding: br, gzip;q=0")
        let sizes = try [plain, packed].map {
          try #require($0.field("content-length").first.flatMap { Int($0) }, "\(path)")
        }

        #expect(packed.field("content-encoding") == ["gzip"], "\(path)")
        #expect(sizes[1] * 2 < sizes[0], "\(path)")
        #expect(plain.field("content-encoding") + other.field("content-encoding") == [])
        for answer in [plain, packed, other] {
          #expect(answer.field("vary").joined(separator: ", ").contains("accept-encoding"))
        }
      }
    }
  }

  @Test func `the head of a page tells the length of the page`() async throws {
    let city = try await TestCity.open(.sqlite)
    try await served(city) { port in
      let head = try await Self.get("/", port, method: "HEAD", "Accept-Encoding: gzip")
      #expect(head.head.first == "http/1.1 200 ok" && head.body.isEmpty)
      #expect(head.field("content-encoding") == [])
    }
  }

  @Test func `small answers go out as they are`() async throws {
    let city = try await TestCity.open(.sqlite)
    try await served(city) { port in
      for path in ["/health/live", "/api/v1/requests?limit=1", "/api/v1/requests/none"] {
        let answer = try await Self.get(path, port, "Accept-Encoding: gzip")
        #expect(answer.field("content-encoding") == [], "\(path)")
        #expect(answer.body.utf8.count < CompressionRule.smallest, "\(path)")
      }
    }
  }

  @Test func `either form of an asset that is known already is not sent again`() async throws {
    let city = try await TestCity.open(.sqlite)
    let css = try await Self.stylesheet(city)
    try await served(city) { port in
      for wish in ["identity", "gzip"] {
        let first = try await Self.get(css, port, "Accept-Encoding: " + wish)
        let tag = try #require(first.field("etag").first)
        #expect(tag.hasSuffix("-gzip\"") == (wish == "gzip"))
        #expect(first.field("cache-control").first?.contains("immutable") == true)

        let again = try await Self.get(
          css, port, "Accept-Encoding: " + wish, "If-None-Match: \"x\", " + tag)
        #expect(again.head.first == "http/1.1 304 not modified" && again.body.isEmpty)
      }
    }
  }

  @Test func `an answer to what was no request leaves the server running`() async throws {
    let city = try await TestCity.open(.sqlite)
    try await served(city) { port in
      let page = "GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
      for text in ["GARBAGE\r\n\r\n", page + "GARBAGE\r\n\r\n", page + page + "\u{0}\r\n\r\n"] {
        let raw = try RawConnection(port: port)
        try await raw.send(text)
        try await raw.finish()
        #expect(try await raw.readToEnd().contains("HTTP/1.1 400"))
      }
      #expect(try await Self.get("/health/live", port).head.first == "http/1.1 200 ok")
    }
  }
}
