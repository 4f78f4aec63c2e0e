import Kernel

/// Reads replies by the rules; formulas in `docs/language.md`.
public struct ReplyReader: Sendable {
  public let rules: ReplyRules
  private let common: Set<String>

  public init(rules: ReplyRules = .shipped) {
    self.rules = rules
    common = Set(rules.words.common)
  }

  /// In the order of the messages; what several got word for word is known as copied.
  public func read(_ messages: [AnsweredMessage]) -> [ReplyQuality] {
    let texts = messages.map { ReplyText($0, rules.words) }
    var subjects: [String: Set<String>] = [:]
    for (message, text) in zip(messages, texts) where text.length >= rules.leastLength {
      subjects[text.sameness, default: []].insert(message.subject)
    }
    return zip(messages, texts).map { message, text in
      let isCopied = (subjects[text.sameness]?.count ?? 0) >= rules.copies
      return read(message, text, isCopied: isCopied)
    }
  }

  /// One reply for itself.
  public func read(_ message: AnsweredMessage) -> ReplyQuality {
    read(message, ReplyText(message, rules.words), isCopied: false)
  }

  private func read(
    _ message: AnsweredMessage, _ text: ReplyText, isCopied: Bool
  ) -> ReplyQuality {
    guard let repliedAt = message.repliedAt, !text.whole.isEmpty else {
      return ReplyQuality(
        relevance: 0, completeness: 0, interpretability: 0, timeliness: 0, total: 0,
        gaps: [.noReply])
    }
    var gaps: [ReplyGap] = []
    let days = Double(repliedAt.milliseconds(since: message.at)) / 86_400_000
    let timeliness = Self.percent(
      (rules.lastDays - days) / (rules.lastDays - rules.inTimeDays))
    if days > rules.inTimeDays { gaps.append(.late) }
    let isReceipt = text.length < rules.leastLength
    let isPassed = !isReceipt && text.length < rules.shortLength && text.has(rules.words.passed)
    var relevance = isReceipt ? 0 : self.relevance(message, text)
    if isCopied { relevance /= 2 }
    if isReceipt { gaps.append(.receipt) }
    if isPassed { gaps.append(.passed) }
    if isCopied { gaps.append(.copied) }
    if !isReceipt, !isPassed, relevance < rules.offTopic { gaps.append(.offTopic) }
    var (completeness, interpretability) = (0, 0)
    if !isReceipt {
      completeness = self.completeness(message, text, &gaps)
      interpretability = self.interpretability(text, &gaps)
    }
    // Where it went is something, and no answer.
    if isPassed {
      completeness = min(completeness, 25)
      let said: Set<ReplyGap> = [.finding, .measure, .reason, .basis]
      gaps.removeAll(where: said.contains)
    }
    let parts = [relevance, completeness, interpretability, timeliness]
    let total = zip(parts, rules.weights).reduce(0) { $0 + Double($1.0) * $1.1 }
    return ReplyQuality(
      relevance: relevance, completeness: completeness, interpretability: interpretability,
      timeliness: timeliness, total: Int(total.rounded()),
      gaps: ReplyGap.allCases.filter(gaps.contains))
  }

  /// Half for the subject's pairs of characters that come back, full at half of them; half for
  /// what message and reply have in common, full at a fifth of the shorter.
  private func relevance(_ message: AnsweredMessage, _ text: ReplyText) -> Int {
    let reply = pairs(text.body)
    let subject = pairs(message.subject)
    let whole = pairs(message.subject + "。" + message.text)
    guard !whole.isEmpty, !reply.isEmpty else { return 0 }
    let back = subject.isEmpty ? 0 : share(subject.intersection(reply).count, of: subject.count)
    let both = share(whole.intersection(reply).count, of: min(whole.count, reply.count))
    return Self.percent(min(1, back * 2) / 2 + min(1, both * 5) / 2)
  }

  private func share(_ part: Int, of whole: Int) -> Double { Double(part) / Double(whole) }

  /// Pairs of ideographs, without what every message has.
  private func pairs(_ text: String) -> Set<String> {
    let scalars = Array(text.unicodeScalars)
    var pairs: Set<String> = []
    for index in scalars.indices.dropLast() {
      let (a, b) = (scalars[index], scalars[index + 1])
      guard (0x3400...0x9FFF).contains(a.value), (0x3400...0x9FFF).contains(b.value) else {
        continue
      }
      let pair = String(a) + String(b)
      if !common.contains(pair), !"的了是在不有我你您们".unicodeScalars.contains(a) { pairs.insert(pair) }
    }
    return pairs
  }

  /// 30 for what was found, 30 for what is done, 15 for a date or none needed, 15 for whom to ask,
  /// 10 for more than a line; 20 less where several matters have fewer answers.
  private func completeness(
    _ message: AnsweredMessage, _ text: ReplyText, _ gaps: inout [ReplyGap]
  ) -> Int {
    var points = 0
    func give(_ some: Int, _ holds: Bool, else gap: ReplyGap) {
      if holds { points += some } else { gaps.append(gap) }
    }
    give(30, text.has(rules.words.findings), else: .finding)
    give(30, text.has(rules.words.measures), else: .measure)
    let asked = rules.words.whens.contains { (message.subject + message.text).contains($0) }
    let needsDate = asked || text.has(rules.words.promises)
    give(15, !needsDate || text.has(rules.words.dates) && text.figures > 0, else: .date)
    give(15, text.has(rules.words.contacts), else: .contact)
    if text.length >= rules.shortLength { points += 10 }
    let matters = ReplyText.items(in: message.text)
    if matters >= 2, max(ReplyText.items(in: text.body), text.sentences.count) < matters {
      points -= 20
      gaps.append(.unanswered)
    }
    return max(0, points)
  }

  /// 35 for grounds, 30 for a reason, 20 for facts in figures, 15 for sentences one can read.
  private func interpretability(_ text: ReplyText, _ gaps: inout [ReplyGap]) -> Int {
    var points = 0
    if text.has(rules.words.bases) { points += 35 } else { gaps.append(.basis) }
    if text.has(rules.words.reasons) { points += 30 } else { gaps.append(.reason) }
    points += min(text.figures, 2) * 10
    let sentences = max(1, text.sentences.count)
    if text.length / sentences <= rules.sentenceLength {
      points += 15
    } else {
      gaps.append(.long)
    }
    return points
  }

  private static func percent(_ share: Double) -> Int {
    Int((max(0, min(1, share)) * 100).rounded())
  }
}
