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

  /// Whole minutes to wait, at least one.
  func minutesToWait(at now: Timestamp) -> Int64 {
    max(1, (lockedUntil.milliseconds(since: now) + 59_999) / 60_000)
  }

  /// The brake after one more failure.
  func failed(at now: Timestamp, _ rules: SignInRules) -> Brake {
    let isOld = lastAt.adding(hours: Self.forgetAfterHours) <= now
    var next = isOld ? Brake() : self
    next.failures += 1
    next.lastAt = now
    let minutes = rules.lockMinutes(after: next.failures)
    if minutes > 0 { next.lockedUntil = now.adding(minutes: minutes) }
    return next
  }
}
