/// A 12-digit division code: 2 province, 2 prefecture, 2 county, 3 township, 3 village.
///
/// The county part follows GB/T 2260. Some cities have no counties: their townships hang on the
/// city itself (`441900122000` under `441900000000`), so levels may be missing in the middle.
public struct RegionCode: CodeText {
  public let rawValue: String

  public enum Level: Int, Comparable, Codable, Sendable, CaseIterable {
    case province, prefecture, county, township, village

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    /// How many leading digits say it.
    var digits: Int { [2, 4, 6, 9, 12][rawValue] }
  }

  /// Why a code is refused.
  public enum ParseError: Error, Hashable, Sendable {
    /// Codes have 2, 4, 6, 9 or 12 digits; shorter ones are filled with zeros.
    case wrongLength
    case notDigits
    /// A lower level is given and the one above it is not.
    case levelMissing(Level)
  }

  /// Checks what was typed or imported; only `rules.citiesWithoutCounties` may lack a county.
  public init(_ typed: String, rules: Rules = .standard) throws(ParseError) {
    let text = TypedText.compact(typed)
    guard TypedText.digits(text) != nil else { throw .notDigits }
    guard Level.allCases.contains(where: { $0.digits == text.utf8.count }) else {
      throw .wrongLength
    }
    let code = text + String(repeating: "0", count: 12 - text.utf8.count)
    let level = Self.level(of: code)
    let missing = Level.allCases.first {
      $0 < level && !Self.names($0, in: code) && !($0 == .county && rules.lacksCounties(code))
    }
    if let missing { throw .levelMissing(missing) }
    rawValue = code
  }

  /// A stored code: 12 digits in which no level but the county is skipped.
  public init?(rawValue: String) {
    guard rawValue.utf8.count == 12, TypedText.digits(rawValue) != nil else { return nil }
    let level = Self.level(of: rawValue)
    let skipped = Level.allCases.contains {
      $0 < level && $0 != .county && !Self.names($0, in: rawValue)
    }
    guard !skipped else { return nil }
    self.rawValue = rawValue
  }

  private init(prefix: Substring) {
    rawValue = prefix + String(repeating: "0", count: 12 - prefix.utf8.count)
  }

  public var level: Level { Self.level(of: rawValue) }

  /// The code one level up, skipping a level the city does not have; nil for a province.
  public var parent: RegionCode? {
    let level = level
    return Level.allCases.last { $0 < level && Self.names($0, in: rawValue) }.map(at)
  }

  /// From the province down to the code itself.
  public var path: [RegionCode] {
    let level = level
    return Level.allCases.filter { $0 <= level && Self.names($0, in: rawValue) }.map(at)
  }

  /// The code cut to `level`: the district of a village, say.
  public func at(_ level: Level) -> RegionCode {
    RegionCode(prefix: rawValue.prefix(level.digits))
  }

  /// Whether `other` lies inside, or is this very place.
  public func contains(_ other: RegionCode) -> Bool { other.rawValue.hasPrefix(prefix) }

  /// The digits every code inside begins with, for `LIKE prefix || '%'`.
  public var prefix: String { String(rawValue.prefix(level.digits)) }

  /// Lowest and highest code inside, for `BETWEEN`, which every index serves.
  public var scope: ClosedRange<String> {
    rawValue...(prefix + String(repeating: "9", count: 12 - level.digits))
  }

  /// The six digits of GB/T 2260, as case numbers use them.
  public var short6: String { String(rawValue.prefix(6)) }

  private static func level(of code: String) -> Level {
    Level.allCases.last { names($0, in: code) } ?? .province
  }

  /// Whether the digits of `level` say anything but zero.
  private static func names(_ level: Level, in code: String) -> Bool {
    let above = Level(rawValue: level.rawValue - 1)?.digits ?? 0
    return code.utf8.prefix(level.digits).dropFirst(above).contains { $0 != 48 }
  }
}

extension RegionCode: Comparable, CustomStringConvertible {
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  public var description: String { rawValue }
}
