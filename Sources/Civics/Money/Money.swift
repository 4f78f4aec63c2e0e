/// An amount of money in whole fen; never a floating-point number.
///
/// Differences may be negative. The wire carries yuan as text, `^\d+(\.\d{1,2})?$`, and so only
/// amounts that are not.
public struct Money: RawRepresentable, Hashable, Comparable, Sendable {
  /// Fen: a hundredth of a yuan.
  public let rawValue: Int64

  public static let zero = Money(fen: 0)

  public init(rawValue: Int64) { self.rawValue = rawValue }
  public init(fen: Int64) { rawValue = fen }

  /// The sum or product does not fit, or something was divided by nothing.
  public struct Overflow: Error, Hashable, Sendable {}

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  public func adding(_ other: Money) throws(Overflow) -> Money {
    try Self.checked(rawValue.addingReportingOverflow(other.rawValue))
  }

  public func subtracting(_ other: Money) throws(Overflow) -> Money {
    try Self.checked(rawValue.subtractingReportingOverflow(other.rawValue))
  }

  public func times(_ count: Int64) throws(Overflow) -> Money {
    try Self.checked(rawValue.multipliedReportingOverflow(by: count))
  }

  /// The exact share `numerator`/`denominator`, rounded half away from zero to a fen.
  public func share(_ numerator: Int64, of denominator: Int64) throws(Overflow) -> Money {
    guard denominator > 0 else { throw Overflow() }
    let product = rawValue.magnitude.multipliedFullWidth(by: numerator.magnitude)
    guard product.high < denominator.magnitude else { throw Overflow() }
    let (whole, rest) = denominator.magnitude.dividingFullWidth(product)
    let rounded = whole.addingReportingOverflow(rest >= denominator.magnitude - rest ? 1 : 0)
    guard !rounded.overflow, let fen = Int64(exactly: rounded.partialValue) else {
      throw Overflow()
    }
    return Money(fen: (rawValue < 0) == (numerator < 0) ? fen : -fen)
  }

  public static func sum(_ amounts: some Sequence<Money>) throws(Overflow) -> Money {
    var total = Money.zero
    for amount in amounts { total = try total.adding(amount) }
    return total
  }

  private static func checked(
    _ result: (partialValue: Int64, overflow: Bool)
  ) throws(Overflow) -> Money {
    guard !result.overflow else { throw Overflow() }
    return Money(fen: result.partialValue)
  }
}
