import Contracts
import Kernel

struct ReceiptReply: Encodable {
  let id: String
  /// Said at a window.
  let code: String
}

struct MandateListReply: Encodable { let mandates: [MandateReply] }

/// A mandate as one of its two sides sees it.
struct MandateReply: Encodable {
  let id: String
  let side: String
  let asked_by: String
  let relation: String
  let basis: String
  let state: String
  let other_name: String?
  let other_phone: String?
  let scopes: [String]
  let asked_at: Timestamp
  let until_at: Timestamp
  let confirmed_at: Timestamp?
  let proof: String?
  let ended_at: Timestamp?
  let end_reason: String?

  /// Nil for anybody else.
  init?(
    _ mandate: Mandate, _ switches: [MandateSwitch], _ cards: [Identifier<Person>: PersonCard],
    for person: Identifier<Person>, at now: Timestamp
  ) {
    guard let side = mandate.side(of: person) else { return nil }
    let other = OtherSide(mandate, side, cards)
    id = mandate.id.rawValue
    self.side = side.rawValue
    asked_by = mandate.askedBy.rawValue
    relation = mandate.relation.rawValue
    basis = mandate.basis.rawValue
    state = mandate.stateShown(at: now).rawValue
    other_name = other.name
    other_phone = other.phone
    scopes = switches.filter(\.isOn).map(\.scope.rawValue)
    asked_at = mandate.askedAt
    until_at = mandate.untilAt
    confirmed_at = mandate.confirmedAt
    proof = mandate.proof?.rawValue
    ended_at = mandate.endedAt
    end_reason = mandate.endReason?.rawValue
  }
}

struct ConsentListReply: Encodable { let consents: [ConsentReply] }

/// One purpose: what is asked today and where the person stands.
struct ConsentReply: Encodable {
  let purpose: String
  let version: Int
  let state: String
  let title: String
  let why: String
  let effect: String
  let kinds: [String]
  let recipient: String?
  let is_sensitive: Bool
  let may_ask: Bool

  init?(_ book: ConsentBook, at now: Timestamp, in language: Language) {
    guard let text = book.current else { return nil }
    let sentences = text.sentences(in: language)
    purpose = text.purpose.rawValue
    version = text.version
    state = book.state.rawValue
    title = sentences.title
    why = sentences.why
    effect = sentences.effect
    kinds = text.kinds.map(\.rawValue)
    recipient = text.recipient?.rawValue
    is_sensitive = text.isSensitive
    may_ask = book.mayAsk(at: now)
  }
}
