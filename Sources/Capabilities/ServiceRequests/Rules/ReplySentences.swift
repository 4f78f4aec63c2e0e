public import Kernel
public import Language

/// What a reply lacks, in sentences.
public struct ReplySentences: Sendable {
  private let words: Words

  init(_ words: Words) { self.words = words }

  /// - Throws: when the shipped words are broken.
  public init() throws { words = try Words(WordFile.serviceRequests) }

  public func lines(_ gaps: [ReplyGap], in language: Language) -> [String] {
    gaps.map { words.text("reply.gap." + $0.rawValue, in: language) }
  }

  public func text(_ gaps: [ReplyGap], in language: Language) -> String {
    lines(gaps, in: language).joined(separator: language == .chinese ? "；" : "; ")
  }
}

extension ReplyReader {
  /// What the answer to a case lacks; nil without one.
  ///
  /// Whether it was late is told by its clock, which knows working days and extensions.
  func gaps(title: String, body: String, at: Timestamp, reply: String?) -> [ReplyGap]? {
    guard let reply, !reply.isEmpty else { return nil }
    let message = AnsweredMessage(
      id: "", subject: title, text: body, at: at, reply: reply, repliedAt: at)
    return read(message).gaps
  }
}
