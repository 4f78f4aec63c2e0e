import Foundation

/// The public approximation of the shift between WGS-84 and the datum of Chinese maps.
///
/// Krasovsky 1940 ellipsoid and three sine series per axis, as circulated since 2010.
enum GCJ02 {
  typealias Point = (latitude: Double, longitude: Double)

  /// WGS-84 to GCJ-02; unchanged outside the rectangle around China.
  static func shifted(_ point: Point) -> Point {
    guard isCovered(point) else { return point }
    let (x, y) = (point.longitude - 105, point.latitude - 35)
    let radians = point.latitude * .pi / 180
    let curvature = 1 - eccentricity * sin(radians) * sin(radians)
    let root = curvature.squareRoot()
    let meridian = semiMajorAxis * (1 - eccentricity) / (curvature * root) * .pi / 180
    let parallel = semiMajorAxis / root * cos(radians) * .pi / 180
    return (
      point.latitude + north(x, y) / meridian, point.longitude + east(x, y) / parallel
    )
  }

  /// GCJ-02 to WGS-84, by correcting a guess until it maps onto `point`.
  static func unshifted(_ point: Point) -> Point {
    guard isCovered(point) else { return point }
    var guess = point
    // The shift changes by about 1 in 10,000 over its own length: four rounds reach 1e-12 degrees.
    for _ in 0..<6 {
      let image = shifted(guess)
      guess.latitude += point.latitude - image.latitude
      guess.longitude += point.longitude - image.longitude
    }
    return guess
  }

  private static let semiMajorAxis = 6_378_245.0
  private static let eccentricity = 0.006_693_421_622_965_943

  private static func isCovered(_ point: Point) -> Bool {
    (0.8293...55.8271).contains(point.latitude) && (72.004...137.8347).contains(point.longitude)
  }

  /// Metres north, for degrees east of 105° and north of 35°.
  private static func north(_ x: Double, _ y: Double) -> Double {
    let base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
    return base + ripple(x) + wave(y, 20, 40) + swell(y, 160, 12, 320, 30)
  }

  /// Metres east, for degrees east of 105° and north of 35°.
  private static func east(_ x: Double, _ y: Double) -> Double {
    let base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
    return base + ripple(x) + wave(x, 20, 40) + swell(x, 150, 12, 300, 30)
  }

  private static func ripple(_ x: Double) -> Double {
    (20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)) * 2 / 3
  }

  private static func wave(_ z: Double, _ first: Double, _ second: Double) -> Double {
    (first * sin(z * .pi) + second * sin(z / 3 * .pi)) * 2 / 3
  }

  private static func swell(
    _ z: Double, _ first: Double, _ firstSpan: Double, _ second: Double, _ secondSpan: Double
  ) -> Double {
    (first * sin(z / firstSpan * .pi) + second * sin(z / secondSpan * .pi)) * 2 / 3
  }
}
