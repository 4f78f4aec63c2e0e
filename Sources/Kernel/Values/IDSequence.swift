import Synchronization

/// UUIDv7 in lower-case text, each greater than the one before (RFC 9562 §5.7, §6.2 method 1).
///
/// 48 bits of milliseconds, a 12-bit counter, 62 random bits.
final class IDSequence: Sendable {
  fileprivate struct State: ~Copyable {
    var milliseconds: Int64 = 0
    var counter: UInt64 = 0
    /// Random bytes in stock: one call for 64 ids is much cheaper than 64 calls.
    var stock: [UInt8] = []
    var used = 0
  }

  private let state = Mutex(State())

  func next(at milliseconds: Int64) -> String {
    let (high, low) = state.withLock { state in state.next(at: milliseconds) }
    return Self.text(high, low)
  }

  private static func text(_ high: UInt64, _ low: UInt64) -> String {
    String(unsafeUninitializedCapacity: 36) { output in
      var position = 0
      for index in 0..<32 {
        if index == 8 || index == 12 || index == 16 || index == 20 {
          output[position] = 45
          position += 1
        }
        let word = index < 16 ? high : low
        output[position] = Hex.digit(UInt8(word >> UInt64(60 - index % 16 * 4) & 15))
        position += 1
      }
      return position
    }
  }
}

extension IDSequence.State {
  mutating func next(at now: Int64) -> (UInt64, UInt64) {
    let random = draw()
    if now > milliseconds {
      milliseconds = now
      // The upper half stays free to count in; the low random bits keep ids from being guessed.
      counter = random.0 & 0x7ff
    } else if counter < 0xfff {
      counter += 1
    } else {
      // 2,048 ids or more in a millisecond, or the clock went back: borrow from the next one.
      milliseconds += 1
      counter = random.0 & 0x7ff
    }
    let high = UInt64(bitPattern: milliseconds) << 16 | 0x7000 | counter
    return (high, 1 << 63 | random.1 >> 2)
  }

  /// Ten random bytes: two for the counter, eight for the tail.
  private mutating func draw() -> (UInt64, UInt64) {
    if used == stock.count {
      stock = SecureRandom.bytes(640)
      used = 0
    }
    var tail: UInt64 = 0
    for index in used + 2..<used + 10 { tail = tail << 8 | UInt64(stock[index]) }
    let head = UInt64(stock[used]) << 8 | UInt64(stock[used + 1])
    used += 10
    return (head, tail)
  }
}
