import Foundation

/// A part of a whole, with how far chance may have moved it.
struct Ratio: Hashable, Sendable {
  let numerator: Int
  let denominator: Int

  /// Nil of nothing.
  var share: Double? {
    denominator > 0 ? Double(numerator) / Double(denominator) : nil
  }

  /// Wilson's score interval at 95 %, within 0 and 1 and honest for small numbers.
  ///
  /// Wilson, JASA 22 (1927).
  var interval: (low: Double, high: Double)? {
    guard let share else { return nil }
    let (n, z) = (Double(denominator), 1.959_963_984_540_054)
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let reach =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // At the ends rounding would leave a hair that is no part of the interval.
    return (
      numerator == 0 ? 0 : max(0, middle - reach),
      numerator == denominator ? 1 : min(1, middle + reach)
    )
  }

  /// With one decimal: `96.2`.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

extension Figures {
  func ratio(_ rate: Formula.Rate, _ axis: Axis = .all, _ code: String = "") -> Ratio {
    Ratio(
      numerator: n(rate.numerator, axis, code), denominator: n(rate.denominator, axis, code))
  }

  /// The weighted sum of the rates in per cent; nil where one of them has no sample.
  func composite(_ formula: Formula) -> Double? {
    var sum = 0.0
    for rate in formula.rates where rate.weight > 0 {
      let ratio = ratio(rate)
      guard ratio.denominator >= formula.minimumSample, let share = ratio.share else { return nil }
      sum += share * Double(rate.weight)
    }
    return sum
  }

  /// Units in the order of their rate, those with too few cases last and in no order of merit.
  func compared(_ rate: Formula.Rate, minimum: Int) -> [(unit: String, place: Int?)] {
    let units = codes(.unit).filter { !$0.isEmpty }
    let rated = units.filter { ratio(rate, .unit, $0).denominator >= minimum }
    func share(_ unit: String) -> Double { ratio(rate, .unit, unit).share ?? 0 }
    let ordered = rated.sorted { (share($1), $0) < (share($0), $1) }
    return ordered.map { unit in
      // Those who are equal share a place.
      (unit, 1 + ordered.prefix { share($0) > share(unit) }.count)
    } + units.filter { !rated.contains($0) }.map { ($0, nil) }
  }
}
