import Foundation

/// Which class a message belongs to, learned from messages that people put into classes.
///
/// Linear, so that every answer is a sum over the words of the message, and the words that made it can
/// be shown.
public struct TriageModel: Sendable {
  /// The classes, in the order of `TriageAnswer.scores`.
  public let labels: [String]
  /// How many messages with a class it learned from, and how many in all.
  public let examples: Int
  public let messages: Int
  let vocabulary: TriageVocabulary
  /// One a place and class, place by place.
  let weights: [Float]

  /// How sharply scores tell classes apart: of those of 0.8 and more 95 % were right where it was
  /// tried (docs/adr/0026).
  static let sharpness: Float = 4

  init(
    labels: [String], examples: Int, messages: Int, vocabulary: TriageVocabulary, weights: [Float]
  ) {
    self.labels = labels
    self.examples = examples
    self.messages = messages
    self.vocabulary = vocabulary
    self.weights = weights
  }

  /// Learns; the same input gives the same model, byte for byte.
  ///
  /// - Parameters:
  ///   - examples: messages with their class; needs at least two classes.
  ///   - others: messages without one: how common words are is counted over them too.
  ///   - lexicon: words that were known beforehand.
  public init(
    learning examples: [TriageExample], others: [TriageMessage] = [],
    lexicon: TriageLexicon = .shipped
  ) {
    let fields = examples.map { $0.message.fields }
    let known = Set(fields.map(\.sameness))
    let others = others.map(\.fields).filter { !known.contains($0.sameness) }
    self.init(learning: examples.map(\.label), fields, others: others, lexicon: lexicon)
  }

  init(
    learning labels: [String], _ fields: [[GramText]], others: [[GramText]],
    lexicon: TriageLexicon
  ) {
    let vocabulary = TriageVocabulary(lexicon: lexicon, labelled: fields, others: others)
    let names = Set(labels).sorted {
      Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8))
    }
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let fit = RidgeFit(
      rows: fields.map(vocabulary.row), labels: labels.map { places[$0] ?? 0 },
      classes: names.count, places: vocabulary.count)
    self.init(
      labels: names, examples: fields.count, messages: fields.count + others.count,
      vocabulary: vocabulary, weights: fit.weights)
  }
}

extension TriageModel {
  /// The class and why; not `explained` where nobody reads the reasons, which take time.
  public func answer(_ message: TriageMessage, explained: Bool = true) -> TriageAnswer {
    let fields = message.fields
    let row = vocabulary.row(fields)
    let sums = sums(row)
    let scores = Self.shares(sums)
    let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    return TriageAnswer(
      label: labels[best], score: scores[best], scores: scores,
      because: explained ? TriageReasons(self, fields, row, for: best).words : [])
  }

  /// The class alone.
  func best(_ fields: [GramText]) -> (label: Int, score: Double) {
    let sums = sums(vocabulary.row(fields))
    let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    return (best, Self.shares(sums)[best])
  }

  private func sums(_ row: TriageRow) -> [Float] {
    let classes = labels.count
    var sums = Array(weights[(vocabulary.count * classes)...])
    for (place, value) in zip(row.places, row.values) {
      let start = Int(place) * classes
      for one in 0..<classes { sums[one] += value * weights[start + one] }
    }
    return sums
  }

  private static func shares(_ sums: [Float]) -> [Double] {
    let most = sums.max() ?? 0
    let powers = sums.map { exp(Double(sharpness * ($0 - most))) }
    let whole = powers.reduce(0, +)
    return powers.map { $0 / whole }
  }
}

extension TriageMessage {
  /// Title and text as they are compared.
  var fields: [GramText] { [GramText(subject), GramText(text)] }
}

extension [GramText] {
  /// What makes two messages the same words.
  var sameness: [UInt32] { map(\.sameness).joined(separator: [0]).map(\.self) }
}
