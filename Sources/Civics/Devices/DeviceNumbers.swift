/// The number of a handset: 14 digits and a Luhn check digit.
public struct IMEI: CodeText {
  public let rawValue: String

  public init(_ typed: String) throws(DeviceNumberError) {
    rawValue = try DeviceNumberError.checked(typed, lengths: 15...15, luhn: true)
  }

  public init?(rawValue: String) {
    guard let number = try? IMEI(rawValue), number.rawValue == rawValue else { return nil }
    self = number
  }
}

/// The number of a SIM card: 19 or 20 digits, the last a Luhn check digit.
public struct ICCID: CodeText {
  public let rawValue: String

  /// Pass `luhn: false` where a carrier's 20-digit cards end in no check digit.
  public init(_ typed: String, luhn: Bool = true) throws(DeviceNumberError) {
    rawValue = try DeviceNumberError.checked(typed, lengths: 19...20, luhn: luhn)
  }

  /// A stored number, by its length alone: it was checked by the rule of its carrier.
  public init?(rawValue: String) {
    guard let number = try? ICCID(rawValue, luhn: false), number.rawValue == rawValue else {
      return nil
    }
    self = number
  }
}

/// The number of a subscription: 15 digits without a check digit.
public struct IMSI: CodeText {
  public let rawValue: String

  public init(_ typed: String) throws(DeviceNumberError) {
    rawValue = try DeviceNumberError.checked(typed, lengths: 15...15, luhn: false)
  }

  public init?(rawValue: String) {
    guard let number = try? IMSI(rawValue), number.rawValue == rawValue else { return nil }
    self = number
  }
}

/// Why the number of a handset, card or subscription is refused.
public enum DeviceNumberError: Error, Hashable, Sendable {
  case wrongLength, notDigits, wrongCheckDigit

  fileprivate static func checked(
    _ typed: String, lengths: ClosedRange<Int>, luhn: Bool
  ) throws(DeviceNumberError) -> String {
    let text = TypedText.compact(typed)
    guard let digits = TypedText.digits(text) else { throw .notDigits }
    guard lengths.contains(digits.count) else { throw .wrongLength }
    guard !luhn || Luhn.holds(digits) else { throw .wrongCheckDigit }
    return text
  }
}

/// ISO/IEC 7812-1 annex B: every second digit from the right doubled, the sum a multiple of ten.
enum Luhn {
  static func holds(_ digits: [UInt8]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, next in
      let digit = Int(next.element - 48) * (next.offset % 2 == 1 ? 2 : 1)
      return sum + digit / 10 + digit % 10
    }
    return sum % 10 == 0
  }
}
