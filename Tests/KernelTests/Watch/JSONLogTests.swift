import Foundation
import HTTPTypes
import Hummingbird
import KernelTesting
import Logging
import Synchronization
import Testing

@testable import Kernel

struct JSONLogTests {
  private func line(_ message: String, _ metadata: Logger.Metadata = [:]) -> String {
    JSONLogHandler(label: "linli", world: .fixed(), level: .info).line(
      LogEvent(
        level: .info, message: "\(message)", metadata: metadata, source: "bench", file: "f",
        function: "g", line: 1))
  }

  private func read(_ line: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func `a line is one JSON object with time, level, place and what else is known`() {
    #expect(
      line("request", ["status": .stringConvertible(200), "id": "x"]) == """
        {"at":"2026-03-02T09:00:00+08:00","level":"info","from":"linli","message":"request",\
        "id":"x","status":200}
        """)
  }

  @Test func `whatever is logged stays one line of valid JSON`() throws {
    var chance = SeededGenerator(seed: 6)
    for _ in 0..<200 {
      let text = Fuzz.text(length: 20, &chance) + "\n\r\t\u{0}\u{1b}\"\\"
      let line = line(text, ["\(text)": "\(text)", "list": ["a", "\(text)"]])

      #expect(!line.unicodeScalars.contains { $0.value < 32 })
      let object = try read(line)
      #expect(object["message"] as? String == text && object[text] as? String == text)
    }
  }

  @Test func `a handler's own facts are on every line, the line's own win`() throws {
    var handler = JSONLogHandler(label: "linli", world: .fixed(), level: .info)
    handler[metadataKey: "site"] = "a"
    handler[metadataKey: "id"] = "1"
    let event = LogEvent(
      level: .error, message: "m", metadata: ["id": "2"], source: "bench", file: "f",
      function: "g", line: 1)

    let object = try read(handler.line(event))

    #expect(object["site"] as? String == "a" && object["id"] as? String == "2")
    #expect(object["level"] as? String == "error")
  }

  @Test func `keys and sealed values do not show themselves`() throws {
    let keys = try #require(SecretKeys.fresh(world: .fixed()))
    let key = try keys.newest(.encrypt)
    let phone = "13800002076"
    let place = Sealed.Place(table: "people", column: "phone", row: "1")
    let sealed = try Sealed(sealing: phone, in: place, keys: keys)
    let hash = try LookupHash(of: phone, label: "people.phone", keys: keys)

    let line = line("\(keys) \(key) \(sealed) \(hash)", ["keys": "\(keys)"])

    #expect(!line.contains(phone))
    for form in [Hex.encode(key.bytes), Base64URL.encode(key.bytes), "\(key.bytes)"] {
      #expect(!line.contains(form))
    }
  }

  @Test(arguments: Backend.all)
  func `what an engine refuses is logged without the values`(backend: Backend) async throws {
    let database = try await backend.database(
      MigrationSet(
        owner: "bench",
        [Migration("001", "CREATE TABLE t (id TEXT PRIMARY KEY CHECK (length(id) < 20))")]))
    let secret = "13800002076"
    let statements: [SQL] = [
      "INSERT INTO t (id) VALUES (\(secret))", "INSERT INTO t (id) VALUES (\(secret + secret))",
      "INSERT INTO t (nothing) VALUES (\(secret))", "INSERT INTO nowhere VALUES (\(secret))",
    ]
    try await database.write { try $0.run("INSERT INTO t (id) VALUES (\(secret))") }

    for statement in statements {
      do {
        try await database.write { try $0.run(statement) }
        Issue.record("no error")
      } catch {
        #expect(!line("failed", ["error": "\(error)"]).contains(secret))
      }
    }
  }

  @Test func `a request's line names the route and nobody`() throws {
    let lines = Notes()
    let logger = Logger(label: "test") { _ in Keeper(lines: lines) }
    let request = WebBench.request(
      "/cases/0193?phone=13800002076",
      [.userAgent: "Phone", .forwardedFor: "203.0.113.9", .authorization: "Bearer secret"])
    let watched = Watched(id: "r1")
    watched.note(route: "/cases/{id}", queries: nil)

    RequestLog(logger: logger).write(
      request, Response(status: .notFound), watched, .microseconds(1500))

    #expect(
      lines.all == ["info request id=r1 method=GET queries=0 route=/cases/{id} status=404 us=1500"])
  }

  private struct Keeper: LogHandler {
    let lines: Notes
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let facts = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted().joined(separator: " ")
      lines.add("\(event.level) \(event.message) \(facts)")
    }
  }
}
