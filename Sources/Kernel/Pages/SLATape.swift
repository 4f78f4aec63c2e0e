/// How much of a limit is used up: a filled tape and always words.
///
/// Plain in time, hatched past the limit's warn point, solid with a notch when over, grey while
/// paused (docs/rules.md §9).
public struct SLATape: Sendable {
  /// One of `ok`, `near`, `over`, `stop`.
  public let look: String
  /// Percent used, 0…100 in steps of 5: the class `u-40`.
  public let used: Int
  /// Such as "剩 1时09分".
  public let text: String
  /// Instants in milliseconds for the page's own ticking; absent while paused.
  public let due: String?
  public let start: String?
  /// Percent of the limit from which it is near.
  public let warn: Int

  /// A limit that runs from `start` to `due` by the clock on the wall.
  public init(
    start: Timestamp, due: Timestamp, warnAtPercent warn: Int = 75, now: Timestamp,
    in language: Language
  ) {
    let whole = max(1, due.milliseconds(since: start))
    let share = Int(min(100, max(0, now.milliseconds(since: start) * 100 / whole)))
    look = now > due ? "over" : share >= warn ? "near" : "ok"
    used = now > due ? 100 : share / 5 * 5
    text = Say.left(until: due, now: now, in: language)
    self.due = String(due.rawValue)
    self.start = String(start.rawValue)
    self.warn = warn
  }

  /// A limit that stands still: `text` says who paused it.
  public init(pausedAtPercent used: Int, text: String) {
    look = "stop"
    self.used = min(100, max(0, used)) / 5 * 5
    self.text = text
    due = nil
    start = nil
    warn = 75
  }
}
