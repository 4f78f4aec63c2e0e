/// What can be said of a reply from its words: a prompt for whoever checks it, and no mark of a
/// person or a unit.
public struct ReplyQuality: Sendable, Hashable {
  /// Whether it speaks of what was written about, 0 to 100.
  public let relevance: Int
  /// Whether it says what was found, what is done, by when, and whom to ask, 0 to 100.
  public let completeness: Int
  /// Whether it can be followed: grounds, reasons, facts, sentences of bearable length, 0 to 100.
  public let interpretability: Int
  /// Whether it came in time, 0 to 100.
  public let timeliness: Int
  /// The four by their weights, 0 to 100.
  public let total: Int
  /// What is missing, the weightiest first.
  public let gaps: [ReplyGap]
}

/// What a reply lacks; its sentence is `reply.gap.` and the raw value, in both languages.
public enum ReplyGap: String, Sendable, CaseIterable {
  /// Nothing was answered.
  case noReply = "no-reply"
  /// Only that the message has come.
  case receipt
  /// Only that it went to somebody else.
  case passed
  /// Word for word what others were answered.
  case copied
  /// Hardly a word of the matter.
  case offTopic = "off-topic"
  /// Several matters, fewer answers.
  case unanswered
  /// Not what was found.
  case finding
  /// Not what is done about it.
  case measure
  /// Something is promised or asked for, and no date given.
  case date
  /// No law, rule or notice.
  case basis
  /// Not why.
  case reason
  /// No telephone, no office.
  case contact
  /// Sentences nobody reads to their end.
  case long
  /// Later than the limit.
  case late
}
