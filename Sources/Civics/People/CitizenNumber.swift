public import Kernel

/// A citizen's number, 公民身份号码 (GB 11643): 6 address, 8 birth, 3 sequence, 1 check.
///
/// Residence permits of Hong Kong, Macao and Taiwan residents and foreigners' permanent-resident
/// cards have the same form. Printing one prints the mask: the full number is `rawValue`.
public struct CitizenNumber: CodeText {
  /// 18 characters, the last `0`–`9` or `X`.
  public let rawValue: String
  public let birthDate: LocalDate
  public let sex: Sex

  public enum Sex: String, Codable, Sendable { case female, male }

  /// Why a number is refused.
  public enum ParseError: Error, Hashable, Sendable {
    case wrongLength, notDigits, unknownProvince, noSuchDate, wrongCheckCharacter, notYetBorn
    case tooOld
  }

  /// Checks what was typed: 18 characters, or the 15 digits of the old cards, which are upgraded.
  ///
  /// The six-digit address may be a code abolished long ago, so only its province is checked.
  public init(_ typed: String, today: LocalDate, rules: Rules = .standard) throws(ParseError) {
    var bytes = Array(TypedText.compact(typed).uppercased().utf8)
    if bytes.count == 15 {
      guard bytes.allSatisfy(TypedText.isDigit) else { throw .notDigits }
      bytes.insert(contentsOf: [49, 57], at: 6)
      bytes.append(Self.checkCharacter(of: bytes))
    }
    try self.init(bytes: bytes)
    guard rules.kind(of: rawValue) != nil else { throw .unknownProvince }
    guard birthDate <= today else { throw .notYetBorn }
    guard age(on: today) <= rules.maximumAge else { throw .tooOld }
  }

  /// A stored number: its form, its date and its check character, which never change.
  public init?(rawValue: String) {
    do { try self.init(bytes: Array(rawValue.utf8)) } catch { return nil }
  }

  private init(bytes: [UInt8]) throws(ParseError) {
    guard bytes.count == 18 else { throw .wrongLength }
    guard let year = TypedText.number(bytes[6..<10]), let month = TypedText.number(bytes[10..<12]),
      let day = TypedText.number(bytes[12..<14]), bytes[..<17].allSatisfy(TypedText.isDigit),
      TypedText.isDigit(bytes[17]) || bytes[17] == 88
    else { throw .notDigits }
    guard let birth = LocalDate(year: year, month: month, day: day) else { throw .noSuchDate }
    guard bytes[17] == Self.checkCharacter(of: bytes[..<17]) else { throw .wrongCheckCharacter }
    rawValue = TypedText.string(bytes)
    birthDate = birth
    sex = bytes[16] % 2 == 1 ? .male : .female
  }

  /// Completed years on `date`; who was born on 29 February completes one on 1 March if need be.
  public func age(on date: LocalDate) -> Int {
    let before = (date.month, date.day) < (birthDate.month, birthDate.day)
    return date.year - birthDate.year - (before ? 1 : 0)
  }

  /// `150***********0003`: enough to recognise one's own, without the birth date.
  public var masked: String {
    "\(rawValue.prefix(3))\(String(repeating: "*", count: 11))\(rawValue.suffix(4))"
  }

  /// GB 11643 (ISO 7064 MOD 11-2) over 17 digits.
  private static func checkCharacter(of bytes: some Sequence<UInt8>) -> UInt8 {
    let sum = zip(bytes, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
    return checkCharacters[sum % 11]
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checkCharacters = Array("10X98765432".utf8)
}

extension CitizenNumber: CustomStringConvertible, CustomDebugStringConvertible {
  public var description: String { masked }
  public var debugDescription: String { masked }
}
