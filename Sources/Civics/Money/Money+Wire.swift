import Kernel

extension Money {
  /// Reads yuan as the wire writes them: `1234`, `1234.5` or `1234.50`; nil for anything else.
  public init?(yuan text: String) {
    let parts = text.utf8.split(separator: 46, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty,
      parts.count == 1 || (1...2).contains(parts[1].count)
    else { return nil }
    var fen: Int64 = 0
    let fraction = parts.count == 1 ? [] : Array(parts[1])
    for byte in parts[0] + fraction + Array(repeating: 48, count: 2 - fraction.count) {
      guard TypedText.isDigit(byte) else { return nil }
      let (tenfold, tooBig) = fen.multipliedReportingOverflow(by: 10)
      let (next, overflow) = tenfold.addingReportingOverflow(Int64(byte - 48))
      guard !tooBig, !overflow else { return nil }
      fen = next
    }
    self.init(fen: fen)
  }

  /// The wire's yuan, always with two decimals; nil for a negative amount, which has no wire form.
  public var yuan: String? { rawValue < 0 ? nil : plain(grouped: false) }

  /// For people: `¥1,234.50`, `-¥0.05`.
  public var display: String { (rawValue < 0 ? "-¥" : "¥") + plain(grouped: true) }

  private func plain(grouped: Bool) -> String {
    let (yuan, fen) = rawValue.magnitude.quotientAndRemainder(dividingBy: 100)
    var whole = Array(String(yuan))
    if grouped {
      for place in stride(from: whole.count - 3, to: 0, by: -3) { whole.insert(",", at: place) }
    }
    return String(whole) + "." + Digits.padded(Int(fen), 2)
  }
}

extension Money: CustomStringConvertible {
  public var description: String { display }
}

extension Money: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let money = Money(yuan: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "money is yuan as text, such as 1234.50")
    }
    self = money
  }

  public func encode(to encoder: any Encoder) throws {
    guard let yuan else {
      throw EncodingError.invalidValue(
        self, .init(codingPath: encoder.codingPath, debugDescription: "money may not be negative"))
    }
    var container = encoder.singleValueContainer()
    try container.encode(yuan)
  }
}
