import Kernel

/// A one-time code as it waits to be typed in: only its keyed hash is kept.
struct SentCode: Hashable, Sendable {
  let hash: String
  let sentAt: Timestamp
  let expiresAt: Timestamp
  let tries: Int64
  /// Codes sent to this phone since `windowAt`.
  let sends: Int64
  let windowAt: Timestamp

  /// The next code for the same phone.
  static func next(
    after earlier: SentCode?, hash: String, at now: Timestamp, _ rules: SignInRules
  ) throws(SignInRefusal) -> SentCode {
    let window = earlier.flatMap { $0.windowAt.adding(hours: 1) > now ? $0 : nil }
    if let earlier {
      let free = earlier.sentAt.adding(seconds: rules[.resendSeconds])
      guard free <= now else { throw .wait(seconds: seconds(from: now, to: free)) }
    }
    if let window, window.sends >= rules[.codesAnHour] {
      throw .wait(seconds: seconds(from: now, to: window.windowAt.adding(hours: 1)))
    }
    return SentCode(
      hash: hash, sentAt: now, expiresAt: now.adding(minutes: rules[.codeMinutes]), tries: 0,
      sends: (window?.sends ?? 0) + 1, windowAt: window?.windowAt ?? now)
  }

  func isGood(at now: Timestamp, _ rules: SignInRules) -> Bool {
    expiresAt > now && tries < rules[.codeTries]
  }

  /// Six digits without bias worth speaking of: 2⁶⁴ is 1.8·10¹³ times a million.
  static func digits(from bytes: [UInt8]) -> String {
    let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Digits.padded(Int(number % 1_000_000), 6)
  }

  private static func seconds(from now: Timestamp, to free: Timestamp) -> Int64 {
    max(1, (free.milliseconds(since: now) + 999) / 1000)
  }
}
