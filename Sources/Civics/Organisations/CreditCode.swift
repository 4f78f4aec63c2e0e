/// A unified social credit code, 统一社会信用代码 (GB 32100), of any legal body.
///
/// 1 registrar, 1 kind of body, 6 region, 9 organisation code (GB 11714), 1 check.
public struct CreditCode: CodeText {
  /// 18 characters of `0-9A-Z` without I, O, S, V and Z.
  public let rawValue: String

  /// Why a code is refused.
  public enum ParseError: Error, Hashable, Sendable {
    case wrongLength, wrongCharacter, wrongCheckCharacter
  }

  /// Checks what was typed, in either case.
  public init(_ typed: String) throws(ParseError) {
    let bytes = Array(TypedText.compact(typed).uppercased().utf8)
    guard bytes.count == 18 else { throw .wrongLength }
    var values: [Int] = []
    for byte in bytes {
      guard let value = Self.symbols.firstIndex(of: byte) else { throw .wrongCharacter }
      values.append(value)
    }
    let sum = zip(values, Self.weights).reduce(0) { $0 + $1.0 * $1.1 }
    guard values[17] == (31 - sum % 31) % 31 else { throw .wrongCheckCharacter }
    rawValue = TypedText.string(bytes)
  }

  public init?(rawValue: String) {
    guard let code = try? CreditCode(rawValue), code.rawValue == rawValue else { return nil }
    self = code
  }

  /// The six-digit region where the body was registered; the region may be abolished since.
  public var region6: String { part(2..<8) }

  public var organisationCode: String { part(8..<17) }

  /// False is worth a warning, never a refusal: some issued codes have a wrong inner check.
  public var hasValidOrganisationCode: Bool {
    let bytes = Array(organisationCode.utf8)
    let sum = zip(bytes, Self.innerWeights).reduce(0) { $0 + Self.innerValue($1.0) * $1.1 }
    let check = 11 - sum % 11
    let expected: UInt8 = check == 10 ? 88 : check == 11 ? 48 : UInt8(48 + check)
    return bytes.last == expected
  }

  private func part(_ range: Range<Int>) -> String {
    String(rawValue.dropFirst(range.lowerBound).prefix(range.count))
  }

  /// GB 11714: digits are themselves, A is 10 and Z is 35.
  private static func innerValue(_ byte: UInt8) -> Int {
    TypedText.isDigit(byte) ? Int(byte) - 48 : Int(byte) - 55
  }

  private static let symbols = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  /// Powers of 3 modulo 31.
  private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  private static let innerWeights = [3, 7, 9, 10, 5, 8, 4, 2]
}

extension CreditCode: CustomStringConvertible {
  public var description: String { rawValue }
}
