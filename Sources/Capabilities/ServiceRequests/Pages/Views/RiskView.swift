/// Four rising bars and a word; `level` is 1…4.
struct RiskView: Sendable {
  let level: Int
  let word: String

  /// Key of the word for a level of 1…4.
  static func word(_ level: Int) -> String {
    switch level {
    case ..<2: "risk.low"
    case 2: "risk.moderate"
    case 3: "risk.high"
    default: "risk.critical"
    }
  }
}
