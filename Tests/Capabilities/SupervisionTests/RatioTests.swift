import Testing

@testable import Supervision

struct RatioTests {
  @Test func `the interval is Wilson's`() throws {
    // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20.
    let cases: [(Int, Int, Double, Double)] = [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (29, 29, 0.8830, 1),
    ]
    for (part, whole, low, high) in cases {
      let interval = try #require(Ratio(numerator: part, denominator: whole).interval)
      #expect(abs(interval.low - low) < 0.0001 && abs(interval.high - high) < 0.0001)
    }
    #expect(Ratio(numerator: 0, denominator: 0).interval == nil)
  }

  @Test func `the golden ratios of the domain are reproduced`() {
    let pairs = [(1635, 4668, "35.0"), (42, 90, "46.7"), (106, 132, "80.3"), (38, 76, "50.0")]
    for (part, whole, percent) in pairs {
      #expect(
        Ratio(numerator: part, denominator: whole).share.map(Ratio.percent) == percent)
    }
  }
}
