import NIOHTTP1
import NIOHTTPCompression
import Testing

@testable import App

struct CompressionRuleTests {
  private static func suits(_ type: String?, _ length: Int?, _ more: HTTPHeaders = [:]) -> Bool {
    var headers = more
    if let type { headers.add(name: "Content-Type", value: type) }
    if let length { headers.add(name: "Content-Length", value: String(length)) }
    return CompressionRule.suits(headers)
  }

  @Test(arguments: [
    "text/html; charset=utf-8", "text/css", "TEXT/PLAIN", "application/json",
    "application/problem+json; charset=utf-8", "application/geo+json", "image/svg+xml",
  ])
  func `text of some length is worth it`(type: String) {
    #expect(Self.suits(type, 1024))
    #expect(!Self.suits(type, 1023))
    #expect(!Self.suits(type, nil))
    #expect(!Self.suits(type, 9000, ["Content-Encoding": "br"]))
  }

  @Test(arguments: ["image/jpeg", "image/png", "font/woff2", "application/octet-stream", "", nil])
  func `what is no text is left alone`(type: String?) { #expect(!Self.suits(type, 90_000)) }

  @Test(arguments: [
    (["gzip"], true), (["gzip", "deflate", "br"], true), (["br", "gzip;q=0.5"], true),
    (["x-gzip"], true), (["*"], true), (["br", "*;q=0.1"], true), (["GZIP ; q=1"], true),
    (["gzip;q=0"], false), (["gzip; q=0.0", "*"], false), (["*;q=0"], false), (["deflate"], false),
    (["br"], false), (["identity"], false), ([], false), ([""], false),
  ])
  func `gzip is sent to those who take it`(fields: [String], isTaken: Bool) {
    #expect(CompressionRule.isTaken(fields.map { $0[...] }) == isTaken)
  }

  @Test func `a strong tag is of one form only`() {
    var head = HTTPResponseHead(
      version: .http1_1, status: .ok,
      headers: ["content-type": "text/css", "content-length": "5000", "etag": "\"abc\""])
    #expect(CompressionRule.settle(&head, isAsked: true) == .compressIfPossible)
    #expect(head.headers["etag"] == ["\"abc-gzip\""] && head.headers["vary"] == ["accept-encoding"])

    head.headers.replaceOrAdd(name: "etag", value: "\"abc\"")
    #expect(CompressionRule.settle(&head, isAsked: false) == .doNotCompress)
    #expect(head.headers["etag"] == ["\"abc\""])
  }
}
