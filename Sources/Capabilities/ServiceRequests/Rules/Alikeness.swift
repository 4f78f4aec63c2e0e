import Kernel

/// How much two texts have in common, by their pairs of characters.
enum Alikeness {
  /// The pairs that both have, in percent of those of the shorter one; 0 where one has none.
  static func percent(_ a: String, _ b: String) -> Int {
    let (first, second) = (pairs(a), pairs(b))
    let least = min(first.count, second.count)
    return least == 0 ? 0 : first.intersection(second).count * 100 / least
  }

  private static func pairs(_ text: String) -> Set<String> {
    let letters = FoldedText(text).text.filter { $0.isLetter || $0.isNumber }
    return Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })
  }
}
