import Kernel

/// How failures slow the next try down.
///
/// Kept for whatever was typed, known or not, so that the brake tells nobody which names exist.
struct Brake: Hashable, Sendable {
  var failures: Int64 = 0
  var lastAt = Timestamp(milliseconds: 0)
  var lockedUntil = Timestamp(milliseconds: 0)

  static let forgetAfterHours: Int64 = 24

  func isLocked(at now: Timestamp) -> Bool { now < lockedUntil }

  /// The brake after one more failure.
  func failed(at now: Timestamp, _ terms: BrakeTerms) -> Brake {
    let isOld = lastAt.adding(hours: Self.forgetAfterHours) <= now
    var next = isOld ? Brake() : self
    next.failures += 1
    next.lastAt = now
    let minutes = terms.lockMinutes(after: next.failures)
    if minutes > 0 { next.lockedUntil = now.adding(minutes: minutes) }
    return next
  }
}

/// How many failures are free, and how long the wait may grow.
struct BrakeTerms: Hashable, Sendable {
  let free: Int64
  let mostMinutes: Int64

  /// How long it stays shut after so many failures in a row: 1, 2, 4 … minutes, up to the most.
  func lockMinutes(after failures: Int64) -> Int64 {
    failures < free ? 0 : min(mostMinutes, Int64(1) << min(failures - free, 20))
  }
}
