import Kernel

/// Codes on paper for the day the authenticator is lost: each is good once.
enum RecoveryCode {
  static let count = 10
  /// Bytes of chance one takes: 50 bits are shown, so that a stolen table helps nobody guess.
  static let bytes = 10

  /// Digits and letters that nobody mistakes for each other.
  private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// Such as `7K2MX-9QRTC`.
  static func text(from bytes: [UInt8]) -> String {
    let text = bytes.prefix(Self.bytes).map { letters[Int($0 & 31)] }
    return String(decoding: text.prefix(5) + [45] + text.dropFirst(5), as: UTF8.self)
  }

  /// Whether the text may be one, and not a code of six digits.
  static func looksLike(_ typed: String) -> Bool {
    typed.filter { !$0.isWhitespace && $0 != "-" }.utf8.count == Self.bytes
  }
}

/// Passwords that an administrator hands over, good for one sign-in.
enum TemporaryPassword {
  /// Bytes of chance it takes.
  static let bytes = 16

  private static let letters = Array("23456789abcdefghjkmnpqrstuvwxyz".utf8)

  /// Four groups of four, easy to read out: 79 bits.
  static func text(from bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for (index, byte) in bytes.prefix(Self.bytes).enumerated() {
      if index > 0, index % 4 == 0 { text.append(45) }
      text.append(letters[Int(byte) % letters.count])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
