import Civics
import Kernel

/// What may be asked, and how it is decided.
enum RightsRules {
  static let wordLengths = 5...2000
  /// A refusal gives its reason in writing (PIPL article 50).
  static let reasonLengths = 10...2000

  /// Throws `Problem(.invalid)` naming the field.
  static func checkedWords(_ words: String, for kind: RightsRequest.Kind) throws -> String {
    let words = words.trimmed
    if kind.needsWords, words.count < wordLengths.lowerBound {
      throw Problem(field: "words", "right.mistake.words")
    }
    guard !words.isLonger(than: wordLengths.upperBound) else {
      throw Problem(
        field: "words", "right.mistake.long", values: ["n": String(wordLengths.upperBound)])
    }
    return words
  }

  static func checkedReason(_ text: String, isRefusal: Bool) throws -> String {
    let text = text.trimmed
    if isRefusal, text.count < reasonLengths.lowerBound {
      throw Problem(
        field: "answer", "right.mistake.reason", values: ["n": String(reasonLengths.lowerBound)])
    }
    guard !text.isLonger(than: reasonLengths.upperBound) else {
      throw Problem(
        field: "answer", "right.mistake.long", values: ["n": String(reasonLengths.upperBound)])
    }
    return text
  }

  /// The end of the last working day; the day of asking is not counted (Civil Code article 201).
  static func dueAt(
    _ limit: RightsLimit, from now: Timestamp, in calendar: BusinessCalendar
  ) -> Timestamp? {
    guard let limit = Limit(limit.days, .workingDays, counting: .civilToClosing) else { return nil }
    return LimitClock(limit, startedAt: now).deadline(in: calendar)?.at
  }
}
