import Casework
import Kernel

/// One question to somebody without an account, about one case, by a link that works once.
struct OutsideQuestion: Identifiable, Hashable, Sendable {
  let id: String
  let request: Identifier<Case>
  let tokenHash: String
  /// Whom it was sent to, as whoever asked named them.
  let party: String
  let question: String
  /// What of the case they see; never who reported it, nor a number.
  let shown: Set<Part>
  let askedBy: String
  let askedAt: Timestamp
  let expiresAt: Timestamp
  let answeredAt: Timestamp?
  let revokedAt: Timestamp?

  enum Part: String, CaseIterable, Sendable {
    case words, photos, place
  }

  enum Standing: String, CaseIterable, Sendable {
    case waiting, answered, revoked, expired
  }

  func standing(at now: Timestamp) -> Standing {
    if answeredAt != nil { return .answered }
    if revokedAt != nil { return .revoked }
    return now < expiresAt ? .waiting : .expired
  }
}
