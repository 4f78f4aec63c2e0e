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
      let bytes = UnsafeMutableRawBufferPointer(output)
      let middle = Hex.digits(UInt32(truncatingIfNeeded: high))
      let behind = Hex.digits(UInt32(low >> 32))
      put(Hex.digits(UInt32(high >> 32)), 0)
      put(UInt32(middle >> 32), 9)
      put(UInt32(truncatingIfNeeded: middle), 14)
      put(UInt32(behind >> 32), 19)
      put(UInt32(truncatingIfNeeded: behind), 24)
      put(Hex.digits(UInt32(truncatingIfNeeded: low)), 28)
      (output[8], output[13], output[18], output[23]) = (45, 45, 45, 45)
      return 36

      func put(_ digits: some FixedWidthInteger & BitwiseCopyable, _ position: Int) {
        bytes.storeBytes(of: digits.bigEndian, toByteOffset: position, as: type(of: digits))
      }
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
