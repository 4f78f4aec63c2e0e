import HTTPTypes
import Hummingbird

/// Who is slowed down, and by what.
///
/// Behind one address may be one machine or a whole office, or everybody of a carrier: whoever shows
/// a session or a token is counted by it once it has proved good, and what only many failures give
/// away, a guesser, by the failures.
extension Gate {
  /// Before anybody is looked up: by address.
  func brake(_ door: Door, _ call: Call) throws {
    if door.rate.isByCaller, call.claimsToBeKnown {
      return try take(.claimed, call.clientAddress, call)
    }
    try brake(door, call, Viewer.visitor)
  }

  /// Once it is known who knocks; what was claimed and is not so counts by address after all.
  func brake(_ door: Door, _ call: Call, known viewer: Viewer) throws {
    guard door.rate.isByCaller, call.claimsToBeKnown else { return }
    try brake(door, call, viewer)
  }

  /// A refused sign-in, code or number is a guess, as far as anybody can tell.
  func noteGuess(_ door: Door, _ call: Call, _ response: Response) {
    guard [404, 422].contains(response.status.code),
      let guesses = door.rate.guesses(isKnown: call.viewer.isKnown)
    else { return }
    _ = platform.limiter.secondsToWait(
      guesses, caller: Self.caller(call, call.viewer), now: call.now)
  }

  private func brake(_ door: Door, _ call: Call, _ viewer: Viewer) throws {
    let caller = Self.caller(call, viewer)
    if let guesses = door.rate.guesses(isKnown: viewer.isKnown) {
      try refuse(
        platform.limiter.secondsToWait(guesses, caller: caller, now: call.now, taking: false))
    }
    try take(door.rate, caller, call)
  }

  private func take(_ rate: RateLimiter.Class, _ caller: String, _ call: Call) throws {
    try refuse(platform.limiter.secondsToWait(rate, caller: caller, now: call.now))
  }

  private func refuse(_ seconds: Int?) throws {
    if let seconds { throw Problem(.tooMany, values: ["seconds": String(seconds)]) }
  }

  private static func caller(_ call: Call, _ viewer: Viewer) -> String {
    guard viewer.isKnown else { return call.clientAddress }
    return call.isAPI || call.isKeyed
      ? "actor " + viewer.actor : "session " + (call.cookies.session ?? "")
  }
}

extension Call {
  /// Whether a session or a token was sent along, good or not; a key is looked for in what was posted,
  /// which is read first.
  fileprivate var claimsToBeKnown: Bool {
    if isKeyed { return true }
    return isAPI ? request.headers[.authorization] != nil : cookies.session != nil
  }
}
