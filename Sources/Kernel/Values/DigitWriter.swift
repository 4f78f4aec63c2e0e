/// Writes numbers of a fixed width into the memory of a text that is being made.
struct DigitWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  mutating func put(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  /// Wider numbers are not cut; a negative one has its sign before the digits.
  mutating func put(_ number: Int, width: Int) {
    if number < 0 { put(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits = width
    var bound = Self.power(width)
    while digits < 19, rest >= bound {
      digits += 1
      bound *= 10
    }
    for place in stride(from: digits - 1, through: 0, by: -1) {
      buffer[count + place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += digits
  }

  private static func power(_ exponent: Int) -> UInt {
    var result: UInt = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}
