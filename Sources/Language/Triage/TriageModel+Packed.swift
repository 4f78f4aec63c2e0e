extension TriageModel {
  /// Grams, rarities and weights, little-endian: 64 bits a gram, 32 a number.
  var packed: [UInt8] {
    var bytes: [UInt8] = []
    for grams in vocabulary.grams {
      for gram in grams { withUnsafeBytes(of: gram.littleEndian) { bytes.append(contentsOf: $0) } }
    }
    for numbers in vocabulary.gramRarity + [vocabulary.wordRarity, weights] {
      for number in numbers {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }
}

/// Reads what `TriageModel.packed` wrote.
struct PackedReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Nil when there are other numbers than the counts say, or some that cannot be.
  mutating func model(
    labels: [String], lexicon: TriageLexicon, grams sizes: [Int], learnedFrom examples: Int,
    of messages: Int
  ) -> TriageModel? {
    let places = sizes.reduce(0, +) + 2 * (lexicon.words.count + lexicon.groups.count)
    let numbers = sizes.reduce(0, +) + lexicon.words.count + (places + 1) * labels.count
    guard bytes.count == sizes.reduce(0, +) * 8 + numbers * 4 else { return nil }
    let grams = sizes.map { count in (0..<count).map { _ in gram() } }
    guard grams.allSatisfy({ zip($0, $0.dropFirst()).allSatisfy { $0 < $1 } }) else { return nil }
    let rarity = sizes.map { self.numbers($0) }
    let words = self.numbers(lexicon.words.count)
    let weights = self.numbers((places + 1) * labels.count)
    guard (rarity + [words, weights]).allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
    return TriageModel(
      labels: labels, examples: examples, messages: messages,
      vocabulary: TriageVocabulary(
        lexicon: lexicon, grams: grams, gramRarity: rarity, wordRarity: words),
      weights: weights)
  }

  private mutating func gram() -> GramText.Gram {
    defer { place += 8 }
    return (0..<8).reduce(0) { $0 | GramText.Gram(bytes[place + $1]) << GramText.Gram(8 * $1) }
  }

  private mutating func numbers(_ count: Int) -> [Float] {
    (0..<count).map { _ in
      defer { place += 4 }
      return Float(
        bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) })
    }
  }
}
