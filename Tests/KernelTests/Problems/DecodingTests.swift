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

  @Test(arguments: [
    (#"{"words":"x","kinds":1,"Words":2}"#, ["Words", "kinds"]),
    // Said even where the rest does not fit.
    (#"{"kinds":1}"#, ["kinds"]),
    (#"{"words":"x","\u00fcber":null}"#, ["über"]),
  ])
  func `members that the shape does not have are named`(text: String, fields: [String]) {
    let problem = #expect(throws: Problem.self) {
      _ = try JSONDecoder().decode(ClosedBody<Body>.self, from: Data(text.utf8))
    }
    #expect(problem?.kind == .invalid)
    #expect(problem?.fields == fields.map { FieldError($0, "problem.field-unknown") })
  }

  @Test func `a member inside a list says where`() throws {
    struct List: Decodable { let places: [ClosedBody<Body.Place>] }
    func list(_ text: String) throws -> [Double] {
      try JSONDecoder().decode(ClosedBody<List>.self, from: Data(text.utf8)).value.places
        .map(\.value.latitude)
    }

    #expect(try list(#"{"places":[{"latitude":1},{"latitude":2}]}"#) == [1, 2])
    let problem = #expect(throws: Problem.self) {
      _ = try list(#"{"places":[{"latitude":1},{"latitude":2,"height":3}]}"#)
    }
    #expect(problem?.fields.map(\.field) == ["places.1.height"])
  }

  @Test(arguments: ["", "{", "{\"words\":}", "nonsense"])
  func `what is no JSON is malformed`(text: String) {
    #expect(problem(text) == Problem(.malformed))
  }
}
