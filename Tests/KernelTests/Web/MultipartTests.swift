import Foundation
import KernelTesting
import Testing

@testable import Kernel

struct MultipartTests {
  typealias Part = MultipartBench.Part

  static let parts = [
    Part("text", "路灯坏了\r\n第二行"), Part("tag", "a"), Part("tag", "b"), Part("empty", ""),
    Part("photo", file: "灯; 2.jpg", [0xFF, 0xD8, 13, 10, 45, 45, 0, 13, 10]),
    Part("photo", file: "", []),
  ]

  @Test(arguments: [1, 2, 3, 7, 64, 65_536])
  func `a form is read the same in whatever pieces it comes`(size: Int) throws {
    let bench = try MultipartBench()
    defer { bench.clear() }

    let form = try bench.read(MultipartBench.body(Self.parts), in: [size])

    #expect(
      form.values == ["text": ["路灯坏了\r\n第二行"], "tag": ["a", "b"], "empty": [""]])
    #expect(form.files.map(\.name) == ["灯; 2.jpg"])
    #expect(form.files.map(\.field) == ["photo"])
    #expect(try form.files.map { try $0.bytes() } == [Self.parts[4].bytes])
    #expect(form.files.map(\.size) == [9])
  }

  @Test func `files can be read over, and the words are there all the same`() throws {
    var bench = try MultipartBench()
    bench.limits.keepsFiles = false
    defer { bench.clear() }

    let form = try bench.read(MultipartBench.body(Self.parts), in: [7])

    #expect(form.values["text"] == ["路灯坏了\r\n第二行"] && form.files.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder) == [])
  }

  @Test func `a file's name is never a path`() throws {
    let bench = try MultipartBench()
    defer { bench.clear() }

    let form = try bench.read(
      MultipartBench.body([Part("photo", file: "../../etc/cron.d/x", [1])]))

    #expect(form.files.first?.name == "../../etc/cron.d/x")
    #expect(form.files.first?.path == bench.folder + "/0")
  }

  @Test func `a body that breaks off anywhere is refused`() throws {
    let bench = try MultipartBench()
    defer { bench.clear() }
    let whole = MultipartBench.body([Part("a", "1"), Part("f", file: "x", [1, 2, 3])])

    for length in 0..<whole.count - 2 {
      #expect(throws: Problem.self, "\(length)") { try bench.read(Array(whole.prefix(length))) }
    }
    #expect(throws: Problem(.malformed, "problem.truncated")) {
      try bench.read(MultipartBench.body(Self.parts, closed: false))
    }
  }

  @Test(arguments: [
    (Part("a", file: nil, [0xFF, 0xFE]), "\u{FFFD}\u{FFFD}"), (Part("a", "nul\0"), "nul"),
    (Part("a", file: nil, [0xC2, 0xB7, 0xB5, 0xC6]), "路灯"),
  ])
  func `a text that is not UTF-8 or holds NUL is marked, and there to be given back`(
    part: Part, shown: String
  ) throws {
    let bench = try MultipartBench()
    defer { bench.clear() }

    let form = try bench.read(MultipartBench.body([part, Part("b", "x")]))

    #expect(form.isMisread && form.values == ["a": [shown], "b": ["x"]])
    #expect(try !bench.read(MultipartBench.body(Self.parts)).isMisread)
  }

  @Test func `all words together have a limit, checked while they come`() throws {
    var bench = try MultipartBench()
    defer { bench.clear() }
    bench.limits = MultipartReader.Limits(textSize: 100, shortSize: 10)
    let half = Part("a", String(repeating: "x", count: 50))

    #expect(try !bench.read(MultipartBench.body([half, half])).isOverlong)
    let over = try bench.read(MultipartBench.body([half, half, half, Part("mark", "m")]))
    #expect(over.isOverlong)
    #expect(over.values["a"]?.map(\.count) == [50, 50, 10] && over.values["mark"] == ["m"])
  }

  @Test(arguments: [1, 7, 65_536])
  func `of too long a text the beginning is kept in whole characters`(size: Int) throws {
    var bench = try MultipartBench()
    defer { bench.clear() }
    bench.limits = MultipartReader.Limits(textSize: 100, shortSize: 10)
    let long = Part("a", String(repeating: "井", count: 1000))

    let form = try bench.read(MultipartBench.body([Part("b", "x"), long]), in: [size])

    let kept = try #require(form.values["a"]?.first)
    #expect(form.isOverlong && (31...33).contains(kept.count) && kept.allSatisfy { $0 == "井" })
  }

  @Test func `too many fields are refused`() throws {
    var bench = try MultipartBench()
    defer { bench.clear() }
    bench.limits = MultipartReader.Limits(fields: 3)

    #expect(throws: Problem(.malformed)) {
      try bench.read(MultipartBench.body((0..<4).map { Part("\($0)", "x") }))
    }
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
    "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
  ])
  func `without a usable boundary there is no form`(type: String) throws {
    let bench = try MultipartBench()
    defer { bench.clear() }

    #expect(throws: Problem(.unsupportedType)) { try bench.read([], type: type) }
  }

  static let headers: [(String, String?)] = [
    ("form-data; name=\"a\"", "a"), ("form-data; name=a", "a"),
    ("form-data; NAME = \"a;b\"", "a;b"),
    ("form-data; filename=\"x; name=evil\"; name=\"a\"", "a"), ("form-data; name=\"\"", ""),
    ("name=\"a\"", nil), ("form-data; filename=\"b\"", nil), ("", nil),
  ]

  @Test(arguments: headers)
  func `a header's values are read through their quotes`(header: String, name: String?) {
    #expect(MultipartReader.parameter("name", of: header) == name)
  }
}
