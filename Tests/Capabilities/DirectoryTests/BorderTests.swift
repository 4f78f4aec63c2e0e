import Testing

@testable import Directory

struct BorderTests {
  /// A square of a thousandth of a degree at 29° north, as lines of coordinates.
  static func square(_ x: Double, _ y: Double, side: Double = 0.001) -> String {
    "\(x),\(y)\n\(x + side),\(y)\n\(x + side),\(y + side)\n\(x),\(y + side)"
  }

  private func fault(_ text: String) -> BorderFault? {
    do throws(BorderFault) {
      _ = try Border.read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "118,29\n118.001,29\n118.001,29.001", "118 29; 118.001 29; 118.001 29.001",
    "118，29；118.001，29；118.001，29.001；118，29",
    "[[118,29],[118.001,29],[118.001,29.001],[118,29]]",
    "[[[118,29],[118.001,29],[118.001,29.001],[118,29]]]",
    #"{"type":"Polygon","coordinates":[[[118,29],[118.001,29],[118.001,29.001],[118,29]]]}"#,
    """
    {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":[1]},"geometry":
    {"type":"Polygon","coordinates":[[[118,29],[118.001,29],[118.001,29.001],[118,29]]]}}]}
    """,
  ])
  func `the same border in every form`(text: String) throws {
    let border = try Border.read(text)

    #expect(border.rings.map(\.count) == [3])
    #expect(try Border.read(border.text) == border)
  }

  @Test(
    arguments: [
      ("hello", .unreadable), ("118,29\n118.001,29\nhello", .line(3)),
      ("118,29\n118.001,29", .tooFewPoints),
      ("{\"type\":\"Point\",\"coordinates\":[118,29]}", .noPolygon), ("{broken", .unreadable),
      ("[[118,29],[118.001,29],[118.001,29.001]]", .open), ("[]", .noPolygon),
      ("29,118\n29,118.001\n29.001,118.001", .swapped),
      ("118,29\n118.001,29.001\n118.001,29\n118,29.001", .crossing(1, 3)),
      ("118,29\n118.001,29\n118.0005,29\n118.0005,29.001", .crossing(1, 2)),
      ("118,29\n118,29\n118,29", .tooFewPoints),
      ("1e400,29\n118.001,29\n118.001,29.001", .unreadable),
    ] as [(String, BorderFault)])
  func `what is no border says why`(text: String, wanted: BorderFault) {
    #expect(fault(text) == wanted)
  }

  @Test func `too many points are refused before they are compared`() {
    let many = (0...Border.mostPoints).map { "118,\(28 + Double($0) / 10_000)" }

    #expect(fault(many.joined(separator: "\n")) == .tooManyPoints)
  }

  private func withHole(_ hole: String) -> String {
    let outer = "[[118,29],[118.004,29],[118.004,29.004],[118,29.004],[118,29]]"
    return "{\"type\":\"Polygon\",\"coordinates\":[\(outer),\(hole)]}"
  }

  @Test func `a hole is no part of it`() throws {
    let hole =
      "[[118.001,29.001],[118.002,29.001],[118.002,29.002],[118.001,29.002],[118.001,29.001]]"
    let border = try Border.read(withHole(hole))

    #expect(border.holds(Border.Point(x: 118.0005, y: 29.0005)))
    #expect(!border.holds(Border.Point(x: 118.0015, y: 29.0015)))
    #expect(!border.holds(Border.Point(x: 118.005, y: 29.001)))
    #expect(try Border.read(border.text) == border)
    let whole = try Border.read(Self.square(118, 29, side: 0.004)).squareMetres
    let cut = try Border.read(Self.square(118.001, 29.001)).squareMetres
    #expect(abs(border.squareMetres - (whole - cut)) < 1)
    #expect(border.shared(with: try Border.read(Self.square(118.001, 29.001))) < 0.01)
  }

  @Test(arguments: [
    // Outside, across the border, and inside out.
    "[[118.01,29.01],[118.011,29.01],[118.011,29.011],[118.01,29.01]]",
    "[[118.003,29.001],[118.005,29.001],[118.003,29.002],[118.003,29.001]]",
    "[[117,28],[119,28],[119,30],[117,30],[117,28]]",
  ])
  func `a hole has to lie inside`(hole: String) {
    #expect(fault(withHole(hole)) != nil)
  }

  @Test func `an area is right to a thousandth`() throws {
    let border = try Border.read(Self.square(118, 29))

    // 111.195 m of latitude, and of longitude its cosine of 29.0005 degrees.
    #expect(abs(border.squareMetres - 111.195 * 111.195 * 0.874615) < 12)
  }

  @Test(arguments: [(1.0, 0.0), (0.0, 1.0), (0.5, 0.5), (0.25, 0.75), (-0.5, 0.0)])
  func `what two squares share`(shift: (x: Double, y: Double)) throws {
    let one = try Border.read(Self.square(118, 29))
    let two = try Border.read(Self.square(118 + shift.x / 1000, 29 + shift.y / 1000))
    let wanted = (1 - abs(shift.x)) * (1 - abs(shift.y)) * one.squareMetres

    #expect(abs(one.shared(with: two) - wanted) < 0.5)
    #expect(abs(two.shared(with: one) - wanted) < 0.5)
  }

  @Test func `shapes that cross askew share what geometry says`() throws {
    // A diamond in a square of the same width: half of it.
    let square = try Border.read(Self.square(118, 29))
    let diamond = try Border.read("118.0005,29\n118.001,29.0005\n118.0005,29.001\n118,29.0005")

    #expect(abs(square.shared(with: diamond) / square.squareMetres - 0.5) < 0.0001)
    let high = try Border.read("118.0002,28.9\n118.0004,28.9\n118.0004,29.1\n118.0002,29.1")
    #expect(abs(square.shared(with: high) / square.squareMetres - 0.2) < 0.0001)
  }
}
