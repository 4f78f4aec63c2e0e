/// What a person typed, made plain before it is checked.
enum TypedText {
  /// Full-width letters and digits as ASCII, without spaces, dashes and invisible marks.
  ///
  /// Chinese input methods produce full-width digits, and copied numbers carry spaces and dashes.
  static func compact(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let folded = ascii(scalar)
      guard !folded.properties.isWhitespace, !separators.contains(folded) else { continue }
      plain.append(folded)
    }
    return String(plain)
  }

  /// The bytes of `text` when every one is an ASCII digit.
  static func digits(_ text: some StringProtocol) -> [UInt8]? {
    let bytes = Array(text.utf8)
    return bytes.allSatisfy(isDigit) ? bytes : nil
  }

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// The number ASCII digits spell; nil when one is no digit.
  static func number(_ bytes: some Collection<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard isDigit(byte), value < Int.max / 100 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  static func string(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static let separators: Set<Unicode.Scalar> = [
    "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{200B}", "\u{200E}",
    "\u{202C}", "\u{202D}", "\u{FEFF}",
  ]

  private static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }
}
