import Testing

@testable import Kernel

/// Numbers written in place read as the padded texts do.
struct DigitWriterTests {
  static func written(_ number: Int, width: Int) -> String {
    String(unsafeUninitializedCapacity: 40) { buffer in
      var text = DigitWriter(buffer)
      text.put(number, width: width)
      return text.count
    }
  }

  @Test(arguments: [0, 7, 10, 99, 100, 999, 1000, 9999, 10_000, 292_277_026, Int.max])
  func `a width is filled and never cut`(number: Int) {
    for width in 1...5 {
      #expect(Self.written(number, width: width) == Digits.padded(number, width))
    }
  }

  @Test func `a negative number has its sign`() {
    #expect(Self.written(-12, width: 4) == "-0012")
  }

  @Test func `instants of all kinds of days read back as they were`() throws {
    var at = Int64(-62_135_596_800_000)
    while at < 253_000_000_000_000 {
      let instant = Timestamp(milliseconds: at)
      #expect(Timestamp(instant.description) == instant, "\(instant)")
      at += 86_400_000 * 397 + 12_345_678
    }
  }
}
