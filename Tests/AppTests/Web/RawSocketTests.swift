import Kernel
import KernelTesting
import NIOCore
import Testing

@testable import App

/// What no browser sends, over a real socket: the server answers or closes, and goes on.
struct RawSocketTests {
  /// The head of a filing through the interface, with this token and these lines.
  private static func head(_ token: String, _ lines: String...) -> String {
    ([
      "POST /api/v1/requests HTTP/1.1", "Host: localhost", "Content-Type: application/json",
      "Authorization: Bearer " + token,
    ] + lines).joined(separator: "\r\n") + "\r\n\r\n"
  }

  private static func token(_ city: TestCity) async throws -> String {
    try #require(try await city.client(as: TestCity.resident).bearer)
  }

  @Test func `what is no HTTP is refused and the next caller is answered`() async throws {
    let city = try await TestCity.open(.sqlite)
    let token = try await Self.token(city)
    let report = TestCity.report()
    let size = report.utf8.count
    let garbage: [String] = [
      "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}", "GARBAGE\r\n\r\n", "GET\r\n\r\n", "\r\n\r\n\r\n\u{0}",
      "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
      "GET /\u{0} HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u{0}b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX:" + String(repeating: "a", count: 200_000)
        + "\r\n\r\n",
      Self.head(token, "Content-Length: \(size)", "Content-Length: 5") + report,
      Self.head(token, "Content-Length: \(size)", "Transfer-Encoding: chunked") + report,
      Self.head(token, "Content-Length: -1") + report,
      Self.head(token, "Content-Length: many") + report,
      Self.head(token, "Transfer-Encoding: chunked") + "zz\r\n" + report,
      Self.head(token, "Transfer-Encoding: chunked") + "FFFFFFFFFFFFFFFFFF\r\n" + report,
    ]

    try await served(city) { port in
      for text in garbage {
        let raw = try RawConnection(port: port)
        try await raw.send(text)
        try await raw.finish()
        let answer = try await raw.readToEnd()
        #expect(
          answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"),
          "\(text.prefix(60)): \(answer.prefix(60))")
      }
      let raw = try RawConnection(port: port)
      try await raw.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(try await raw.readAnswer().hasPrefix("HTTP/1.1 200"))
    }
    #expect(try await city.count("cases") == 0)
  }

  @Test(arguments: [
    "GET / HTTP/1.1", "GET / HTTP/1.0", "GET / HTTP/1.1\r\nHost:",
    "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost",
    "GET / HTTP/1.1\r\nHost: localhost\r\nhost: other.example",
  ])
  func `a request without a name or with two is refused`(head: String) async throws {
    let city = try await TestCity.open(.sqlite)

    try await served(city) { port in
      let raw = try RawConnection(port: port)
      try await raw.send(head + "\r\n\r\n")
      try await raw.finish()
      let answer = try await raw.readToEnd()
      #expect(answer.hasPrefix("HTTP/1.1 400") || answer.hasPrefix("HTTP/1.0 400"), "\(head)")
    }
  }

  @Test func `a body is taken as long as it says and no longer`() async throws {
    let city = try await TestCity.open(.sqlite)
    let token = try await Self.token(city)
    let report = TestCity.report()
    let size = report.utf8.count

    try await served(city) { port in
      // Cut off: the connection ends before the body does.
      let cut = try RawConnection(port: port)
      try await cut.send(Self.head(token, "Content-Length: \(size)") + report.prefix(30))
      try await cut.finish()
      let answer = try await cut.readToEnd()
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"), "\(answer.prefix(60))")

      // Too short: what is left over is no second request.
      let short = try RawConnection(port: port)
      try await short.send(Self.head(token, "Content-Length: 20") + report)
      try await short.finish()
      let refused = try await short.readToEnd()
      #expect(refused.hasPrefix("HTTP/1.1 400"), "\(refused.prefix(60))")
      #expect(!refused.contains(" 201 "))

      // In pieces, each with its own length.
      let pieces = try RawConnection(port: port)
      try await pieces.send(Self.head(token, "Transfer-Encoding: chunked"))
      for byte in report.utf8 { try await pieces.send([0x31, 13, 10, byte, 13, 10]) }
      try await pieces.send("0\r\n\r\n")
      #expect(try await pieces.readAnswer().hasPrefix("HTTP/1.1 201"))
    }
    #expect(try await city.count("cases") == 1)
    #expect(city.log.failures.filter { $0.hasPrefix("request") } == [])
  }

  @Test func `a body without end is refused at its first line`() async throws {
    let city = try await TestCity.open(.sqlite)
    let token = try await Self.token(city)

    try await served(city) { port in
      let raw = try RawConnection(port: port)
      try await raw.send(Self.head(token, "Content-Length: 100000000000"))
      let answer = try await raw.readAnswer()
      #expect(answer.hasPrefix("HTTP/1.1 413"))

      let stream = try RawConnection(port: port)
      try await stream.send(Self.head(token, "Transfer-Encoding: chunked"))
      let piece = "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n"
      for _ in 0..<8 { try await stream.send(piece) }
      #expect(try await stream.readAnswer().hasPrefix("HTTP/1.1 413"))
    }
    #expect(try await city.count("cases") == 0)
  }

  @Test func `a slow body is waited for, a silent one is not`() async throws {
    let city = try await TestCity.open(.sqlite)
    let token = try await Self.token(city)
    let report = TestCity.report()
    let size = report.utf8.count

    try await served(city) { port in
      let slow = try RawConnection(port: port)
      try await slow.send(Self.head(token, "Content-Length: \(size)"))
      for byte in report.utf8.dropLast() {
        try await slow.send([byte])
        // Others are served meanwhile.
        if byte == UInt8(ascii: ",") {
          let quick = try RawConnection(port: port)
          try await quick.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
          #expect(try await quick.readAnswer().hasPrefix("HTTP/1.1 200"))
        }
      }
      try await slow.send("}")
      #expect(try await slow.readAnswer().hasPrefix("HTTP/1.1 201"))
    }
    try await served(city, idleTimeout: .milliseconds(200)) { port in
      let silent = try RawConnection(port: port)
      try await silent.send(Self.head(token, "Content-Length: \(size)") + "{")
      let answer = try await silent.readToEnd()
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"), "\(answer.prefix(60))")
    }
    #expect(try await city.count("cases") == 1)
  }

  @Test func `several requests on one connection are answered in their order`() async throws {
    let city = try await TestCity.open(.sqlite)

    try await served(city) { port in
      let raw = try RawConnection(port: port)
      try await raw.send(
        "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
          + "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n"
          + "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      let answers = try await raw.readToEnd()
      let statuses = answers.matches(of: #/HTTP\/1\.1 ([0-9]+)/#).map { String($0.1) }
      #expect(statuses == ["200", "404", "200"])
    }
  }
}
