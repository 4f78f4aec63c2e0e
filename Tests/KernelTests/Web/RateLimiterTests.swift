import KernelTesting
import Testing

@testable import Kernel

struct RateLimiterTests {
  private let start = TestClock.start
  /// Three at once, then one each second.
  private let kind = RateLimiter.Class("bench", burst: 3, perMinute: 60)

  @Test func `a burst may pass, then one has to wait for the steady rate`() {
    let limiter = RateLimiter(factor: 1)
    for _ in 0..<3 { #expect(limiter.secondsToWait(kind, caller: "a", now: start) == nil) }
    #expect(limiter.secondsToWait(kind, caller: "a", now: start) == 1)

    let later = start.adding(seconds: 1)
    #expect(limiter.secondsToWait(kind, caller: "a", now: later) == nil)
    #expect(limiter.secondsToWait(kind, caller: "a", now: later) == 1)
  }

  @Test func `a rest fills the bucket again, but never above its brim`() {
    let limiter = RateLimiter(factor: 1)
    for _ in 0..<3 { _ = limiter.secondsToWait(kind, caller: "a", now: start) }

    let later = start.adding(hours: 1)
    let passed = (0..<10).filter { _ in
      limiter.secondsToWait(kind, caller: "a", now: later) == nil
    }

    #expect(passed.count == 3)
  }

  @Test func `being refused costs nothing, so that waiting helps`() {
    let limiter = RateLimiter(factor: 1)
    for _ in 0..<100 { _ = limiter.secondsToWait(kind, caller: "a", now: start) }

    #expect(limiter.secondsToWait(kind, caller: "a", now: start.adding(seconds: 1)) == nil)
  }

  @Test func `callers and classes do not share`() {
    let limiter = RateLimiter(factor: 1)
    let other = RateLimiter.Class("other", burst: 1, perMinute: 1)
    for _ in 0..<4 { _ = limiter.secondsToWait(kind, caller: "a", now: start) }

    #expect(limiter.secondsToWait(kind, caller: "b", now: start) == nil)
    #expect(limiter.secondsToWait(other, caller: "a", now: start) == nil)
    #expect(limiter.secondsToWait(other, caller: "a", now: start) == 60)
  }

  @Test func `the factor widens every limit, and none switches the brake off`() {
    let wide = RateLimiter(factor: 2)
    let passed = (0..<20).filter { _ in
      wide.secondsToWait(kind, caller: "a", now: start) == nil
    }
    #expect(passed.count == 6)

    let off = RateLimiter(factor: 0)
    for _ in 0..<1000 { #expect(off.secondsToWait(kind, caller: "a", now: start) == nil) }
  }

  @Test func `a clock that goes back gives nothing away`() {
    let limiter = RateLimiter(factor: 1)
    for _ in 0..<3 { _ = limiter.secondsToWait(kind, caller: "a", now: start) }

    #expect(limiter.secondsToWait(kind, caller: "a", now: start.adding(hours: -1)) == 1)
    #expect(limiter.secondsToWait(kind, caller: "a", now: start) == 1)
  }

  @Test func `very many callers are held, and those of just now are not forgotten`() {
    let limiter = RateLimiter(factor: 1)
    for number in 0..<50_001 {
      _ = limiter.secondsToWait(kind, caller: "old \(number)", now: start)
    }
    let later = start.adding(minutes: 3)
    for _ in 0..<3 { _ = limiter.secondsToWait(kind, caller: "a", now: later) }

    _ = limiter.secondsToWait(kind, caller: "b", now: later)

    #expect(limiter.secondsToWait(kind, caller: "a", now: later) == 1)
  }
}
