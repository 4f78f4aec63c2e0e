import Foundation
import InMemoryTracing
import KernelTesting
import Testing

@testable import App
@testable import Kernel

/// The file of spans, as OpenTelemetry's collector wants it.
struct SpanFileTests {
  private struct Broken: Error {}

  private static func file(_ path: String) -> SpanFile {
    SpanFile(path: path, world: .fixed(), logger: LogRecorder().logger)
  }

  private static func folder() throws -> String {
    let folder = try ScratchFolder.make()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func lines(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private static func spans(_ line: [String: Any]) throws -> [[String: Any]] {
    let resource = try #require((line["resourceSpans"] as? [[String: Any]])?.first)
    let scope = try #require((resource["scopeSpans"] as? [[String: Any]])?.first)
    return try #require(scope["spans"] as? [[String: Any]])
  }

  @Test func `a line holds the spans that ended, each once`() async throws {
    let path = try Self.folder() + "/spans.jsonl"
    let file = Self.file(path)
    let spans = Spans(file.tracer)

    await spans.around("request", .server) {
      await spans.around("db.read") {
      } noting: { _ in
        ["db.statements": .number(3)]
      }
    } noting: { _ in
      ["http.route": .text("/cases/{id}")]
    }
    file.write()
    file.write()
    _ = try? await spans.around("db.write") { () async throws -> Int in
      throw Broken()
    } noting: { _ in
      [:]
    }
    file.write()

    let lines = try Self.lines(path)
    #expect(lines.count == 2)
    let first = try Self.spans(lines[0])
    let request = try #require(first.first { $0["name"] as? String == "request" })
    let read = try #require(first.first { $0["name"] as? String == "db.read" })
    #expect(read["parentSpanId"] as? String == request["spanId"] as? String)
    #expect((request["traceId"] as? String)?.count == 32 && request["parentSpanId"] == nil)
    #expect((request["spanId"] as? String)?.count == 16 && request["kind"] as? Int == 2)
    let start = try #require(Int64(request["startTimeUnixNano"] as? String ?? ""))
    let end = try #require(Int64(request["endTimeUnixNano"] as? String ?? ""))
    #expect(start > 1_700_000_000_000_000_000 && end >= start)
    let count = (read["attributes"] as? [[String: Any]])?.first
    #expect((count?["value"] as? [String: String]) == ["intValue": "3"])
    let broken = try #require(try Self.spans(lines[1]).first)
    #expect((broken["status"] as? [String: Int]) == ["code": 2])
    #expect(!"\(lines)".contains("Broken"))
  }

  @Test func `a file that is moved away is followed by a new one, for its owner alone`()
    async throws
  {
    let folder = try Self.folder()
    let file = Self.file(folder + "/spans.jsonl")
    let spans = Spans(file.tracer)
    for name in ["one", "two"] {
      await spans.around(name) {
      } noting: { _ in
        [:]
      }
      file.write()
      try FileManager.default.moveItem(atPath: folder + "/spans.jsonl", toPath: folder + "/" + name)
    }

    let names = try ["one", "two"].map { name in
      try Self.spans(try #require(try Self.lines(folder + "/" + name).first)).first?["name"]
        as? String
    }
    #expect(names == ["one", "two"])
    let mode = try FileManager.default.attributesOfItem(atPath: folder + "/one")[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `a folder that cannot be written is said, and nothing is kept`() async {
    let log = LogRecorder()
    let file = SpanFile(path: "/nowhere/spans.jsonl", world: .fixed(), logger: log.logger)
    await Spans(file.tracer).around("one") {
    } noting: { _ in
      [:]
    }

    file.write()

    #expect(file.tracer.finishedSpans.isEmpty)
    #expect(log.failures.contains { $0.contains("spans not written") })
  }
}
