import Kernel

/// How much two short texts say the same: the share of pairs of characters they have in common.
///
/// Two-character words are the normal case in Chinese, so pairs do what words do elsewhere; the
/// measure is Jaccard's, 0 for nothing in common to 1 for the same pairs.
struct Likeness: Sendable {
  private let pairs: Set<UInt64>

  init(_ text: String) {
    let scalars = FoldedText(text).text.unicodeScalars.filter { $0.properties.isAlphabetic }
    pairs = Set(
      zip(scalars, scalars.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) })
  }

  func shared(with other: Likeness) -> Double {
    guard !pairs.isEmpty, !other.pairs.isEmpty else { return 0 }
    let common = pairs.intersection(other.pairs).count
    return Double(common) / Double(pairs.count + other.pairs.count - common)
  }

  /// As pages say it: 0 to 100.
  static func percent(_ one: String, _ other: String) -> Int {
    Int((Likeness(one).shared(with: Likeness(other)) * 100).rounded())
  }
}
