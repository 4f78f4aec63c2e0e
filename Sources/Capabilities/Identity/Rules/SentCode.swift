import Kernel

/// A one-time code as it waits to be typed in: only its keyed hash is kept.
struct SentCode: Hashable, Sendable {
  let hash: String
  let sentAt: Timestamp
  let expiresAt: Timestamp
  let tries: Int64

  init(hash: String, sentAt: Timestamp, expiresAt: Timestamp, tries: Int64 = 0) {
    self.hash = hash
    self.sentAt = sentAt
    self.expiresAt = expiresAt
    self.tries = tries
  }

  func isGood(at now: Timestamp, _ rules: SignInRules) -> Bool {
    expiresAt > now && tries < rules[.codeTries]
  }

  /// Six digits without bias worth speaking of: 2⁶⁴ is 1.8·10¹³ times a million.
  static func digits(from bytes: [UInt8]) -> String {
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Digits.padded(Int(number % 1_000_000), 6)
  }
}
