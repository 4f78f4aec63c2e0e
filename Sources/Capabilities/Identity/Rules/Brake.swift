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
    var next = isOld ? Brake() : decayed(at: now, terms)
    next.failures += 1
    if next.failures == 1 || terms.forgetsOneInMinutes == nil { next.lastAt = now }
    let minutes = terms.lockMinutes(after: next.failures)
    if minutes > 0 { next.lockedUntil = now.adding(minutes: minutes) }
    return next
  }

  /// Without the failures that have been forgotten one by one; what is left of the time counts on.
  private func decayed(at now: Timestamp, _ terms: BrakeTerms) -> Brake {
    guard let minutes = terms.forgetsOneInMinutes else { return self }
    let forgotten = min(failures, max(0, now.milliseconds(since: lastAt) / (minutes * 60_000)))
    var next = self
    next.failures -= forgotten
    next.lastAt = lastAt.adding(minutes: forgotten * minutes)
    return next
  }
}

/// How many failures are free, and how long the wait may grow.
struct BrakeTerms: Hashable, Sendable {
  let free: Int64
  let mostMinutes: Int64
  /// One failure is forgotten each time so many minutes are over; nil keeps them all for a day.
  var forgetsOneInMinutes: Int64?

  /// How long it stays shut after so many failures in a row: 1, 2, 4 … minutes, up to the most.
  func lockMinutes(after failures: Int64) -> Int64 {
    failures < free ? 0 : min(mostMinutes, Int64(1) << min(failures - free, 20))
  }
}
