import KernelTesting
import Testing

@testable import Kernel

struct URLEncodedTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let text: String
    let values: [String: [String]]?
    var testDescription: String { text }

    init(_ text: String, _ values: [String: [String]]?) {
      self.text = text
      self.values = values
    }
  }

  static let samples: [Sample] = [
    Sample("", [:]), Sample("&&", [:]), Sample("a=1", ["a": ["1"]]),
    Sample("a=1&b=2&a=3", ["a": ["1", "3"], "b": ["2"]]), Sample("a", ["a": [""]]),
    Sample("a=", ["a": [""]]), Sample("=1", ["": ["1"]]), Sample("a=b=c", ["a": ["b=c"]]),
    Sample("a+b=c+d", ["a b": ["c d"]]), Sample("q=%E8%B7%AF%e7%81%af", ["q": ["路灯"]]),
    Sample("q=路灯", ["q": ["路灯"]]), Sample("a=%2B%26%3D", ["a": ["+&="]]),
    Sample("a%00b=1", nil),
  ]

  @Test(arguments: samples)
  func `fields are read as they were meant`(sample: Sample) {
    #expect(URLEncoded.parse(sample.text) == sample.values)
  }

  @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%E8%B7", "a=%FF", "a=%00", "%", "a=%C0%80", "a=%+1"])
  func `a broken escape or encoding is refused and not guessed`(text: String) {
    #expect(URLEncoded.parse(text) == nil)
  }

  @Test(arguments: [
    ("a=%", "%"), ("a=%4", "%4"), ("a=%zz%41", "%zzA"), ("a=%C2%B7%B5%C6", "路灯"), ("a=%00x", "x"),
    ("a=%E8%B7%AF%FF", "路\u{FFFD}"), ("a=%E8%B7%AF+%", "路 %"),
  ])
  func `a broken form can be given back to its writer`(text: String, shown: String) {
    #expect(URLEncoded.salvaged(text.utf8) == ["a": [shown]])
    #expect(URLEncoded.salvaged("a&b&c".utf8, maxFields: 2) == nil)
  }

  @Test func `more fields than allowed are refused`() {
    let text = (0..<11).map { "f\($0)=1" }.joined(separator: "&")

    #expect(URLEncoded.parse(text, maxFields: 11)?.count == 11)
    #expect(URLEncoded.parse(text, maxFields: 10) == nil)
  }

  @Test func `any text survives being written and read`() {
    var chance = SeededGenerator(seed: 1)
    for _ in 0..<500 {
      let text = Fuzz.text(length: 20, &chance)
      let written = URLEncoded.encode(text)

      #expect(written.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "&") })
      #expect(URLEncoded.parse("a=" + written)?["a"] == [text])
    }
  }

  @Test func `any bytes are read or refused, never more fields than separators`() {
    var chance = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let text = String(decoding: Fuzz.bytes(of: "a=&%+2Fé\u{0}路", 30, &chance), as: UTF8.self)
      guard let values = URLEncoded.parse(text) else { continue }
      let count = values.values.map(\.count).reduce(0, +)

      #expect(count <= text.utf8.count { $0 == UInt8(ascii: "&") } + 1)
      #expect(!values.keys.contains { $0.contains("\0") })
    }
  }
}

/// Input nobody would type, the same on every run.
enum Fuzz {
  /// Text of any characters but NUL, outside the basic plane too.
  static func text(length: Int, _ chance: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    while text.count < length {
      let limit: UInt32 = chance.next() % 2 == 0 ? 0x7F : 0x1_F9FF
      let code = UInt32(truncatingIfNeeded: chance.next()) % limit + 1
      if let scalar = Unicode.Scalar(code) { text.append(scalar) }
    }
    return String(text)
  }

  /// Bytes mostly taken from `alphabet`, so that they come close to what is meant.
  static func bytes(of alphabet: String, _ most: Int, _ chance: inout SeededGenerator) -> [UInt8] {
    let letters = Array(alphabet.utf8)
    return (0..<Int(chance.next() % UInt64(most) + 1)).map { _ in
      chance.next() % 10 == 0
        ? UInt8(truncatingIfNeeded: chance.next())
        : letters[Int(chance.next() % UInt64(letters.count))]
    }
  }
}
