import Civics
import Foundation
import Testing

struct MoneyTests {
  @Test(arguments: [
    ("0", 0), ("0.01", 1), ("0.1", 10), ("1", 100), ("312.40", 31_240), ("1234.5", 123_450),
    ("007.50", 750), ("92233720368547758.07", Int64.max),
  ])
  func `yuan on the wire are read to the fen`(text: String, fen: Int64) {
    #expect(Money(yuan: text)?.rawValue == fen)
  }

  @Test(arguments: [
    "", ".", "1.", ".5", "1.234", "-1", "+1", "1,234.50", " 1", "1 ", "1e3", "¥1", "1.2.3", "一",
    "92233720368547758.08", "1000000000000000000000", "1.٣",
  ])
  func `anything else is refused`(text: String) {
    #expect(Money(yuan: text) == nil)
  }

  @Test(arguments: [
    (0, "¥0.00"), (5, "¥0.05"), (123_450, "¥1,234.50"), (99_999, "¥999.99"),
    (100_000, "¥1,000.00"), (123_456_789_01, "¥123,456,789.01"), (-5, "-¥0.05"),
    (-123_450, "-¥1,234.50"), (Int64.min, "-¥92,233,720,368,547,758.08"),
  ])
  func `people read grouped yuan`(fen: Int64, text: String) {
    #expect(Money(fen: fen).display == text)
  }

  @Test func `the wire has two decimals and nothing negative`() throws {
    #expect(Money(fen: 123_450).yuan == "1234.50")
    #expect(Money(fen: -1).yuan == nil)
    let data = try JSONEncoder().encode([Money(fen: 31_240)])
    #expect(String(decoding: data, as: UTF8.self) == #"["312.40"]"#)
    #expect(throws: EncodingError.self) { try JSONEncoder().encode([Money(fen: -1)]) }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Money].self, from: Data("[312.40]".utf8))
    }
  }

  @Test func `every amount survives the wire`() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let money = Money(fen: .random(in: 0...Int64.max, using: &generator))
      #expect(Money(yuan: try #require(money.yuan)) == money)
    }
  }

  @Test func `sums are exact and overflow is refused`() throws {
    let parts = [Money(fen: 20_000), Money(fen: 6_240), Money(fen: 5_000)]
    #expect(try Money.sum(parts) == Money(fen: 31_240))
    #expect(try Money(fen: 5).subtracting(Money(fen: 7)) == Money(fen: -2))
    #expect(try Money(fen: 250).times(3) == Money(fen: 750))
    let most = Money(fen: .max)
    #expect(throws: Money.Overflow.self) { try most.adding(Money(fen: 1)) }
    #expect(throws: Money.Overflow.self) { try Money(fen: .min).subtracting(Money(fen: 1)) }
    #expect(throws: Money.Overflow.self) { try most.times(2) }
  }

  @Test(arguments: [
    (100, 1, 3, 33), (200, 1, 3, 67), (1, 1, 2, 1), (-1, 1, 2, -1), (3, 1, 2, 2), (-3, 1, 2, -2),
    (100, 0, 7, 0), (Int64.max, 3, 3, Int64.max), (100, -1, 4, -25), (99, 6, 100, 6),
  ])
  func `a share rounds half away from zero`(
    fen: Int64, numerator: Int64, denominator: Int64, share: Int64
  ) throws {
    #expect(try Money(fen: fen).share(numerator, of: denominator) == Money(fen: share))
  }

  @Test func `a share of nothing or beyond all bounds is refused`() {
    #expect(throws: Money.Overflow.self) { try Money(fen: 1).share(1, of: 0) }
    #expect(throws: Money.Overflow.self) { try Money(fen: .max).share(2, of: 1) }
    #expect(throws: Money.Overflow.self) { try Money(fen: .max).share(.max, of: 2) }
  }
}
