/// A telephone number a person can be reached at: a mobile, or a landline with its area code.
///
/// Digits only, without the country code. Printing one prints the mask.
public struct PhoneNumber: CodeText {
  public let rawValue: String

  public enum Kind: String, Codable, Sendable { case mobile, landline }

  /// Why a number is refused.
  public enum ParseError: Error, Hashable, Sendable {
    case notDigits, areaCodeMissing, wrongForm
    /// A hotline or an emergency line, which is nobody's own number.
    case serviceNumber
  }

  /// Checks what was typed, with or without spaces, dashes, brackets and `+86`.
  public init(_ typed: String, rules: Rules = .standard) throws(ParseError) {
    var text = TypedText.compact(typed).filter { $0 != "(" && $0 != ")" }
    let country = ["+86", "0086"].first { text.hasPrefix($0) }
    if let country {
      text.removeFirst(country.count)
      if !text.hasPrefix("1") || text.utf8.count != 11, !text.hasPrefix("0") { text = "0" + text }
    }
    guard !text.isEmpty, let digits = TypedText.digits(text) else { throw .notDigits }
    guard !rules.isServiceNumber(text) else { throw .serviceNumber }
    guard digits[0] == 48 || digits[0] == 49 || !(7...8).contains(digits.count) else {
      throw .areaCodeMissing
    }
    guard let number = PhoneNumber(rawValue: text),
      number.kind == .landline || rules.mobileSecondDigits.contains(Int(digits[1] - 48))
    else { throw .wrongForm }
    self = number
  }

  /// A stored number, by its outer form.
  public init?(rawValue: String) {
    guard let digits = TypedText.digits(rawValue), let first = digits.first else { return nil }
    let isMobile = first == 49 && digits.count == 11
    let local = digits.count - Self.areaCodeLength(digits)
    guard isMobile || (first == 48 && (7...8).contains(local)) else { return nil }
    self.rawValue = rawValue
  }

  public var kind: Kind { rawValue.hasPrefix("1") ? .mobile : .landline }

  /// `138 **** 2076`; a landline keeps its area code: `0470 **** 2076`.
  public var masked: String {
    let shown = kind == .mobile ? 3 : Self.areaCodeLength(Array(rawValue.utf8))
    return "\(rawValue.prefix(shown)) **** \(rawValue.suffix(4))"
  }

  /// Beijing's 010 and the 02x cities have three digits, all others four.
  private static func areaCodeLength(_ digits: [UInt8]) -> Int {
    digits.count > 1 && (digits[1] == 49 || digits[1] == 50) ? 3 : 4
  }
}

extension PhoneNumber {
  /// Numbering practice, not law: settings may replace it.
  public struct Rules: Hashable, Codable, Sendable {
    /// The digit after the leading 1 of a mobile.
    public var mobileSecondDigits: ClosedRange<Int>
    public var serviceNumbers: Set<String>
    /// Company lines, charged to the caller or to the company.
    public var servicePrefixes: Set<String>

    public init(
      mobileSecondDigits: ClosedRange<Int>, serviceNumbers: Set<String>,
      servicePrefixes: Set<String>
    ) {
      self.mobileSecondDigits = mobileSecondDigits
      self.serviceNumbers = serviceNumbers
      self.servicePrefixes = servicePrefixes
    }

    public static let standard = Rules(
      mobileSecondDigits: 3...9,
      serviceNumbers: ["110", "119", "120", "122", "12345", "96110", "12381"],
      servicePrefixes: ["400", "800"])

    func isServiceNumber(_ digits: String) -> Bool {
      serviceNumbers.contains(digits)
        || digits.utf8.count == 10 && servicePrefixes.contains { digits.hasPrefix($0) }
    }
  }
}

extension PhoneNumber: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { masked }
  public var debugDescription: String { masked }
}
