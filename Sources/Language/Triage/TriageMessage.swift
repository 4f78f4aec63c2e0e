/// A message as it is sorted: its title and its text.
public struct TriageMessage: Sendable, Hashable {
  public let subject: String
  public let text: String

  public init(subject: String, text: String) {
    self.subject = subject
    self.text = text
  }
}

/// A message with the class that people gave it.
public struct TriageExample: Sendable, Hashable {
  public let message: TriageMessage
  public let label: String

  public init(_ message: TriageMessage, label: String) {
    self.message = message
    self.label = label
  }
}

/// What the words point to.
public struct TriageAnswer: Sendable, Hashable {
  public let label: String
  /// From 0 to 1, its part of the scores of all classes; how often such an answer is right shows
  /// `linli triage evaluate`.
  public let score: Double
  /// Of every class, in the order of the model.
  public let scores: [Double]
  /// Words of the message that decided, the weightiest first; at most three.
  public let because: [String]
}
