import Synchronization

/// Token buckets by caller and class, in memory: a brake on machines, not a record of people.
public final class RateLimiter: Sendable {
  /// How often something may be done: a burst at once, then a steady rate.
  public struct Class: Sendable, Hashable {
    public let name: String
    public let burst: Double
    public let perMinute: Double
    /// Whether those who are known are counted each for themselves, and not by address.
    public let isByCaller: Bool
    /// Whether what is refused here counts as a guess.
    public let countsGuesses: Bool

    public init(
      _ name: String, burst: Double, perMinute: Double, isByCaller: Bool = false,
      countsGuesses: Bool = false
    ) {
      self.name = name
      self.burst = burst
      self.perMinute = perMinute
      self.isByCaller = isByCaller
      self.countsGuesses = countsGuesses
    }

    public static let read = Class("read", burst: 300, perMinute: 1200)
    /// Whoever watches over the process may stand behind the same address as many residents.
    static let watch = Class("watch", burst: 3000, perMinute: 12_000)
    public static let write = Class("write", burst: 40, perMinute: 120, isByCaller: true)
    /// Passwords, codes and numbers that may be guessed: loose for those who are right, since many
    /// may come from one address.
    public static let signIn = Class(
      "sign-in", burst: 60, perMinute: 60, isByCaller: true, countsGuesses: true)
    /// Looking something up by a number and a code that stand in the address: any page of the web can
    /// make a browser ask that, so it is counted apart from signing in.
    public static let lookUp = Class(
      "look-up", burst: 60, perMinute: 60, isByCaller: true, countsGuesses: true)
    /// Asking for a code, which costs a message.
    public static let code = Class(
      "code", burst: 30, perMinute: 30, isByCaller: true, countsGuesses: true)

    /// What was refused among them, of somebody who is known.
    static let guess = Class("guess", burst: 10, perMinute: 10)
    static let strangersGuess = Class("guess of strangers", burst: 30, perMinute: 30)
    /// Sessions and tokens that are still to be looked up.
    static let claimed = Class("claimed", burst: 300, perMinute: 1200)

    /// Where refusals are counted; nil where that is not done here.
    ///
    /// Whose password or code a stranger guesses at is known where it is checked, and counted there
    /// for each name and number: by address alone, one machine would keep a whole office out.
    func guesses(isKnown: Bool) -> Class? {
      guard countsGuesses else { return nil }
      if isKnown { return .guess }
      return self == .lookUp ? .strangersGuess : nil
    }
  }

  private struct Bucket {
    var tokens: Double
    var at: Timestamp
  }

  private struct Key: Hashable {
    let kind: Class
    let caller: String
  }

  private let buckets = Mutex<[Key: Bucket]>([:])
  private let factor: Double
  private static let capacity = 50_000

  public init(factor: Double) { self.factor = factor }

  /// Nil when the call may pass, else the seconds to wait.
  ///
  /// `taking`: whether it is counted; without, it is only asked whether one would pass.
  public func secondsToWait(
    _ kind: Class, caller: String, now: Timestamp, taking: Bool = true
  ) -> Int? {
    guard factor > 0 else { return nil }
    let burst = kind.burst * factor
    let perMillisecond = kind.perMinute * factor / 60_000
    return buckets.withLock { buckets in
      if buckets.count > Self.capacity { Self.forgetFull(&buckets, now: now) }
      var bucket = buckets[Key(kind: kind, caller: caller)] ?? Bucket(tokens: burst, at: now)
      let passed = Double(max(0, now.milliseconds(since: bucket.at)))
      bucket.tokens = min(burst, bucket.tokens + passed * perMillisecond)
      bucket.at = max(bucket.at, now)
      defer { buckets[Key(kind: kind, caller: caller)] = bucket }
      guard bucket.tokens >= 1 else {
        return Int(((1 - bucket.tokens) / perMillisecond / 1000).rounded(.up))
      }
      if taking { bucket.tokens -= 1 }
      return nil
    }
  }

  /// Callers not seen for two minutes have full buckets again: forgetting them changes nothing.
  private static func forgetFull(_ buckets: inout [Key: Bucket], now: Timestamp) {
    buckets = buckets.filter { now.milliseconds(since: $0.value.at) < 120_000 }
    if buckets.count > capacity { buckets = [:] }
  }
}
