import Synchronization

/// Token buckets by caller and class, in memory: a brake on machines, not a record of people.
public final class RateLimiter: Sendable {
  /// How often something may be done: a burst at once, then a steady rate.
  public struct Class: Sendable, Hashable {
    public let name: String
    public let burst: Double
    public let perMinute: Double

    public init(_ name: String, burst: Double, perMinute: Double) {
      self.name = name
      self.burst = burst
      self.perMinute = perMinute
    }

    public static let read = Class("read", burst: 300, perMinute: 1200)
    public static let write = Class("write", burst: 40, perMinute: 120)
    /// Sign-in attempts and codes.
    public static let signIn = Class("sign-in", burst: 10, perMinute: 10)
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
  public func secondsToWait(_ kind: Class, caller: String, now: Timestamp) -> Int? {
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
      bucket.tokens -= 1
      return nil
    }
  }

  /// Callers not seen for two minutes have full buckets again: forgetting them changes nothing.
  private static func forgetFull(_ buckets: inout [Key: Bucket], now: Timestamp) {
    buckets = buckets.filter { now.milliseconds(since: $0.value.at) < 120_000 }
    if buckets.count > capacity { buckets = [:] }
  }
}
