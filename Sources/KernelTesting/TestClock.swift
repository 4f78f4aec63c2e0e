public import Kernel
import Synchronization

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
  /// 2026-03-02 09:00 in China, a Monday.
  public static let start = Timestamp(milliseconds: 1_772_413_200_000)

  private let time: Mutex<Timestamp>

  public init(_ start: Timestamp = TestClock.start) { time = Mutex(start) }

  public var now: Timestamp { time.withLock { $0 } }
  public func set(_ time: Timestamp) { self.time.withLock { $0 = time } }

  /// Moves on, backwards when negative.
  public func advance(
    days: Int64 = 0, hours: Int64 = 0, minutes: Int64 = 0, seconds: Int64 = 0
  ) {
    time.withLock { time in
      time = time.adding(days: days).adding(hours: hours).adding(minutes: minutes)
        .adding(seconds: seconds)
    }
  }
}

extension World {
  /// The same answers in every run: the clock's time, ids that count, bytes from a fixed stream.
  ///
  /// Worlds with other seeds give other ids and bytes.
  public static func fixed(_ clock: TestClock = TestClock(), seed: UInt16 = 0) -> World {
    let count = Mutex<UInt64>(0)
    let stream = Mutex(SeededGenerator(seed: UInt64(seed) &+ 1))
    return World(
      now: { clock.now },
      newID: {
        let number = count.withLock { count in
          count += 1
          return count
        }
        return "00000000-0000-7000-8\(hex(UInt64(seed & 0xfff), 3))-\(hex(number, 12))"
      },
      randomBytes: { length in
        stream.withLock { stream in (0..<length).map { _ in UInt8(stream.next() >> 56) } }
      })
  }
}

/// Lower-case hex, padded with zeros.
private func hex(_ number: UInt64, _ width: Int) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
