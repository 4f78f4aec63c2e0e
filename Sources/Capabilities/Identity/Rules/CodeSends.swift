import Kernel

/// How often codes to one number were asked for within the hour, under one name.
///
/// Anybody may ask for a code to any number, so a number has three names. Browsers that have signed
/// in with it before share one, all others another, and one address may use up half of that only: a
/// neighbour who asks again and again keeps neither the owner's own browser out nor, alone, a new
/// one (after OWASP's device cookies). Within an hour no number gets more than twice `codesAnHour`.
struct CodeSends: Hashable, Sendable {
  var sends: Int64 = 0
  var windowAt = Timestamp(milliseconds: 0)
  var lastAt = Timestamp(milliseconds: 0)

  /// What one address may use up of what a number gets. `[design]`
  static func share(of most: Int64) -> Int64 { max(1, (most + 1) / 2) }

  /// With one more.
  ///
  /// `most`: within an hour of the first. `pause`: seconds after the last; 0 for none.
  func next(
    at now: Timestamp, most: Int64, pause: Int64
  ) throws(SignInRefusal) -> CodeSends {
    let free = lastAt.adding(seconds: pause)
    guard pause == 0 || free <= now else {
      throw .wait(seconds: max(1, (free.milliseconds(since: now) + 999) / 1000))
    }
    let end = windowAt.adding(hours: 1)
    guard end > now else { return CodeSends(sends: 1, windowAt: now, lastAt: now) }
    guard sends < most else {
      throw .tooManyCodes(minutes: max(1, (end.milliseconds(since: now) + 59_999) / 60_000))
    }
    return CodeSends(sends: sends + 1, windowAt: windowAt, lastAt: now)
  }
}
