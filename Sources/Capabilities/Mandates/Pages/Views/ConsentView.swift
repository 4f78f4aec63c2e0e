internal import Contracts
internal import Kernel

/// What a person is asked, and what they said.
struct ConsentView: Sendable {
  let purpose: String
  let version: String
  let title: String
  let why: String
  let effect: String
  let kinds: [String]
  let recipient: String?
  let isSensitive: Bool
  let chip: MandateChip
  /// Purpose, method or kinds have changed since the person agreed.
  let isOutdated: Bool
  let canGive: Bool
  let canRefuse: Bool
  let canWithdraw: Bool
  /// From which day on the text holds; nil for the first.
  let since: String?

  init?(_ book: ConsentBook, _ say: MandateSay) {
    guard let text = book.current else { return nil }
    let sentences = text.sentences(in: say.language)
    purpose = text.purpose.rawValue
    version = String(text.version)
    title = sentences.title
    why = sentences.why
    effect = sentences.effect
    kinds = text.kinds.map { say("consent.kind." + $0.rawValue) }
    recipient = text.recipient.map { say("consent.recipient." + $0.rawValue) }
    isSensitive = text.isSensitive
    chip = say.chip(book.state)
    isOutdated = book.state == .outdated
    canGive = book.state != .given
    canRefuse = book.state == .open || book.state == .outdated
    canWithdraw = book.state == .given
    since =
      text.validFrom.rawValue > 0
      ? Say.date(CityTime.date(of: text.validFrom), now: say.now, in: say.language) : nil
  }
}
