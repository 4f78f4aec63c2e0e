import Kernel

/// Codes of six digits that an authenticator shows for half a minute (RFC 6238, HMAC-SHA-1).
enum OneTimeCode {
  /// Seconds a code is shown.
  static let period: Int64 = 30
  static let digits = 6
  /// Bytes of a secret, as RFC 4226 §4 recommends.
  static let secretLength = 20
  /// Steps a clock may be off, to either side.
  static let drift: Int64 = 1

  static func step(at now: Timestamp) -> Int64 { now.rawValue / (period * 1000) }

  /// The code of one step (RFC 4226 §5.3).
  static func code(_ secret: [UInt8], step: Int64) -> String {
    let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
    let hash = HMAC.sha1(counter, key: secret)
    let offset = Int(hash[19] & 15)
    let number = (0..<4).reduce(0) { $0 << 8 | Int(hash[offset + $1]) } & 0x7fff_ffff
    return Digits.padded(number % 1_000_000, digits)
  }

  /// The step whose code was typed, or nil.
  ///
  /// `used`: the newest step that was taken before; it and all before it are not taken again.
  static func step(
    of typed: String, secret: [UInt8], at now: Timestamp, after used: Int64
  ) -> Int64? {
    let current = step(at: now)
    // All three are compared, so that the time taken tells nothing.
    let fits = (current - drift...current + drift).filter {
      ConstantTime.equal(code(secret, step: $0), typed)
    }
    return fits.first { $0 > used }
  }

  /// Whether it is a code of these minutes that was taken before.
  static func isReplay(
    of typed: String, secret: [UInt8], at now: Timestamp, after used: Int64
  ) -> Bool {
    step(of: typed, secret: secret, at: now, after: used) == nil
      && step(of: typed, secret: secret, at: now, after: -1) != nil
  }

  /// What was typed, as it has to look: spaces go, which some authenticators show.
  static func typed(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  /// What an authenticator reads from the QR code (Google's Key URI format).
  static func address(_ secret: [UInt8], login: String, issuer: String) -> String {
    let issuer = URLEncoded.encode(issuer).replacing("+", with: "%20")
    return "otpauth://totp/\(issuer):\(URLEncoded.encode(login))?secret=\(Base32.encode(secret))"
      + "&issuer=\(issuer)&algorithm=SHA1&digits=\(digits)&period=\(period)"
  }
}

/// Base32 (RFC 4648 §6) without padding, as authenticators take it.
enum Base32 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var (bits, count) = (0, 0)
    for byte in bytes {
      bits = bits << 8 | Int(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(letters[bits >> count & 31])
      }
      bits &= (1 << count) - 1
    }
    if count > 0 { text.append(letters[bits << (5 - count) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for a letter that is none of these; the remaining bits of the last one go.
  static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var (bits, count) = (0, 0)
    for letter in text.utf8 {
      guard let value = letters.firstIndex(of: letter) else { return nil }
      bits = bits << 5 | value
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(bits >> count & 255))
      }
      bits &= (1 << count) - 1
    }
    return bytes
  }

  /// In groups of four, for typing it by hand.
  static func grouped(_ text: String) -> String {
    var groups: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      groups.append(String(rest.prefix(4)))
      rest = rest.dropFirst(4)
    }
    return groups.joined(separator: " ")
  }
}
