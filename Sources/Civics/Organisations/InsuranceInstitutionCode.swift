/// The code of a hospital or pharmacy in the medical insurance system: a letter and digits.
public struct InsuranceInstitutionCode: CodeText {
  public let rawValue: String

  /// Why a code is refused.
  public enum ParseError: Error, Hashable, Sendable { case wrongLength, wrongLetter, notDigits }

  /// The form of the code; from practice, so settings may replace it.
  public struct Rules: Hashable, Codable, Sendable {
    public var letters: Set<String>
    /// Six for the region, the rest a serial.
    public var digits: Int

    public init(letters: Set<String>, digits: Int) {
      self.letters = letters
      self.digits = digits
    }

    public static let standard = Rules(letters: ["H"], digits: 11)
  }

  public init(_ typed: String, rules: Rules = .standard) throws(ParseError) {
    let text = TypedText.compact(typed).uppercased()
    guard text.utf8.count == rules.digits + 1 else { throw .wrongLength }
    guard rules.letters.contains(String(text.prefix(1))) else { throw .wrongLetter }
    guard TypedText.digits(text.dropFirst()) != nil else { throw .notDigits }
    rawValue = text
  }

  /// A stored code: one capital letter and at least a region's digits.
  public init?(rawValue: String) {
    guard let first = rawValue.utf8.first, (65...90).contains(first), rawValue.utf8.count > 7,
      TypedText.digits(rawValue.dropFirst()) != nil
    else { return nil }
    self.rawValue = rawValue
  }

  public var region6: String { String(rawValue.dropFirst().prefix(6)) }
}
