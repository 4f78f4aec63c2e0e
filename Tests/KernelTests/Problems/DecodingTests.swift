import Foundation
import Testing

@testable import Kernel

struct DecodingTests {
  private struct Body: Decodable {
    struct Place: Decodable { let latitude: Double }
    enum Kind: String, Decodable { case a }

    let words: String
    let count: Int?
    let kind: Kind?
    let places: [Place]?
  }

  private func problem(_ text: String) -> Problem? {
    do {
      _ = try JSONDecoder().decode(Body.self, from: Data(text.utf8))
      return nil
    } catch {
      return (error as? DecodingError).map { Problem(decoding: $0) }
    }
  }

  @Test(arguments: [
    (#"{}"#, "words", "problem.field-missing"),
    (#"{"words":null}"#, "words", "problem.field-missing"),
    (#"{"words":1}"#, "words", "problem.field-type"),
    (#"{"words":"x","count":"many"}"#, "count", "problem.field-type"),
    (#"{"words":"x","kind":"b"}"#, "kind", "problem.field-value"),
    (
      #"{"words":"x","places":[{"latitude":1},{}]}"#, "places.1.latitude",
      "problem.field-missing"
    ),
    (#"[]"#, "body", "problem.field-type"),
  ])
  func `a body of another shape says where`(text: String, field: String, message: String) {
    #expect(problem(text)?.fields == [FieldError(field, message)])
    #expect(problem(text)?.kind == .invalid)
  }

  @Test(arguments: ["", "{", "{\"words\":}", "nonsense"])
  func `what is no JSON is malformed`(text: String) {
    #expect(problem(text) == Problem(.malformed))
  }
}
