import Foundation
import Testing

@testable import Kernel

struct JSONTextTests {
  struct Sample: Codable, Hashable {
    enum Kind: String, Codable { case lamp, well }

    struct Place: Codable, Hashable {
      var latitude: Double
      var name: String?
    }

    var text = "路灯\"坏\"了\\\n\t\u{1}/ 👵🏻"
    var number: Int64 = .min
    var small: UInt8 = 255
    var flag = true
    var share = 0.1
    var whole = 3.0
    var missing: String?
    var kind = Kind.well
    var kinds: [Kind] = [.lamp, .well]
    var places: [Place] = [Place(latitude: -1e-7, name: nil), Place(latitude: 40.8, name: "x")]
    var nested: [[Int]] = [[], [1], [2, 3]]
    var words: [String: String] = ["b": "2", "a": "1", "c": ""]
    var none: [String] = []
    var nothing: [String: Int] = [:]
  }

  @Test func `what is written is read back by Foundation`() throws {
    let sample = Sample()

    let text = try JSONText.encode(sample)

    #expect(try JSONText.decode(Sample.self, from: text) == sample)
    #expect(!text.contains("missing"))
    #expect(text.contains(#""words":{"a":"1","b":"2","c":""}"#))
    #expect(text.contains(#""none":[],"nothing":{}"#))
    #expect(text.contains(#""share":0.1,"whole":3,"#))
    #expect(text.contains(#"\"坏\"了\\\n\t\u0001/"#))
  }

  @Test(arguments: ["", "a", "\u{7f}", "\u{2028}", "e\u{301}", String(repeating: "井", count: 9000)])
  func `single values and lists stand alone`(text: String) throws {
    #expect(try JSONText.decode(String.self, from: try JSONText.encode(text)) == text)
    #expect(
      try JSONText.decode([String].self, from: try JSONText.encode([text, text])) == [text, text])
  }

  @Test func `every control character survives`() throws {
    let text = String(String.UnicodeScalarView((0..<128).compactMap { Unicode.Scalar($0) }))

    #expect(try JSONText.decode(String.self, from: try JSONText.encode(text)) == text)
  }

  @Test func `an optional that is there and one that is not`() throws {
    #expect(try JSONText.encode([1, nil, 3] as [Int?]) == "[1,null,3]")
    #expect(try JSONText.encode(["a": nil, "b": 2] as [String: Int?]) == #"{"a":null,"b":2}"#)
  }

  /// Nested containers asked for by hand, in the order in which they are written.
  struct ByHand: Encodable {
    enum Key: CodingKey { case first, second, third }

    func encode(to encoder: any Encoder) throws {
      var object = encoder.container(keyedBy: Key.self)
      var inner = object.nestedContainer(keyedBy: Key.self, forKey: .first)
      try inner.encode(1, forKey: .second)
      var list = object.nestedUnkeyedContainer(forKey: .second)
      try list.encode(2)
      var deep = list.nestedContainer(keyedBy: Key.self)
      try deep.encode("x", forKey: .first)
      var again = encoder.container(keyedBy: Key.self)
      try again.encode(true, forKey: .third)
    }
  }

  @Test func `nested containers are closed when the next thing is written`() throws {
    #expect(
      try JSONText.encode(ByHand())
        == #"{"first":{"second":1},"second":[2,{"first":"x"}],"third":true}"#)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what JSON has no word for is refused`(number: Double) {
    #expect(throws: EncodingError.self) { try JSONText.encode([number]) }
  }
}
