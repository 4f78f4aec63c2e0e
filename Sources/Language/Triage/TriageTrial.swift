/// How well the classes of messages are told that were not learned from: cross-validation in parts
/// that hold each class alike.
public struct TriageTrial: Sendable {
  /// Of one class: shares from 0 to 1.
  public struct Figures: Sendable, Hashable {
    public let label: String
    public let messages: Int
    public let precision: Double
    public let recall: Double
    public let f1: Double
  }

  public let classes: [Figures]
  /// F1 of each class, averaged with equal weight.
  public let macroF1: Double
  /// How many were right.
  public let accuracy: Double
  /// Of answers with a score of at least 0.8: how many there were, and how many of them right.
  public let sure: (share: Double, right: Double)

  /// - Parameters:
  ///   - examples: messages with their class.
  ///   - others: messages without one, over which words are counted too.
  ///   - folds: how many parts; each is answered by a model that learned from the others.
  ///   - seed: another seed, other parts.
  ///   - only: how many of the parts to try; all when nil.
  ///   - lexicon: words that were known beforehand.
  ///   - progress: parts done.
  public init(
    _ examples: [TriageExample], others: [TriageMessage] = [], folds: Int, seed: UInt64 = 1,
    only: Int? = nil, lexicon: TriageLexicon = .shipped, progress: (Int) -> Void = { _ in }
  ) {
    let fields = examples.map { $0.message.fields }
    let known = Set(fields.map(\.sameness))
    let rest = others.map(\.fields).filter { !known.contains($0.sameness) }
    let parts = Self.parts(examples.map(\.label), folds: folds, seed: seed)
    var answers: [(truth: String, said: String, score: Double)] = []
    for fold in 0..<min(folds, only ?? folds) {
      let learned = examples.indices.filter { parts[$0] != fold }
      let model = TriageModel(
        learning: learned.map { examples[$0].label }, learned.map { fields[$0] }, others: rest,
        lexicon: lexicon)
      for index in examples.indices where parts[index] == fold {
        let (label, score) = model.best(fields[index])
        answers.append((examples[index].label, model.labels[label], score))
      }
      progress(fold + 1)
    }
    classes = Set(examples.map(\.label)).sorted().map { label in
      let right = Double(answers.count { $0.truth == label && $0.said == label })
      let said = Double(answers.count { $0.said == label })
      let there = answers.count { $0.truth == label }
      return Figures(
        label: label, messages: there, precision: said > 0 ? right / said : 0,
        recall: there > 0 ? right / Double(there) : 0,
        f1: said + Double(there) > 0 ? 2 * right / (said + Double(there)) : 0)
    }
    macroF1 = classes.map(\.f1).reduce(0, +) / Double(max(1, classes.count))
    let all = Double(max(1, answers.count))
    accuracy = Double(answers.count { $0.truth == $0.said }) / all
    let sure = answers.filter { $0.score >= 0.8 }
    self.sure = (
      Double(sure.count) / all,
      Double(sure.count { $0.truth == $0.said }) / Double(max(1, sure.count))
    )
  }

  /// Which part each message is in.
  static func parts(_ labels: [String], folds: Int, seed: UInt64) -> [Int] {
    var parts = [Int](repeating: 0, count: labels.count)
    var next = 0
    for label in Set(labels).sorted() {
      let own = labels.indices.filter { labels[$0] == label }
      for place in FixedOrder(seed: seed).order(of: own.count) {
        parts[own[place]] = next % folds
        next += 1
      }
    }
    return parts
  }
}
