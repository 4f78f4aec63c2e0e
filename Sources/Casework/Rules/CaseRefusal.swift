public import Kernel

/// Why a move is not made; closed, so that whoever words it must word all.
public enum CaseRefusal: Error, Hashable, Sendable {
  case notYours(CaseMove.Kind)
  case notNow(CaseMove.Kind, CaseState)
  /// A text with fewer characters than this.
  case tooShort(Field, minimum: Int)
  case tooLong(Field, maximum: Int)
  /// This channel does not go with the ground.
  case wrongChannel(RefusalGround)
  case sameCase, targetClosed
  /// Neighbours joined it and wait for the answer too.
  case othersWait
  /// A unit has it already; reworks stay with the same unit.
  case hasUnit
  case objectionLate(since: Timestamp)
  case objectionDecided, returnsUsedUp, extensionsUsedUp
  /// Whoever sent it before is no arbiter of it.
  case decidedBefore
  /// Who asked for more time does not grant it.
  case ownAsking
  /// More than this, or less than one.
  case amountOutOfRange(most: Int)
  case reviewNotAhead
  case reviewTooFar
  case levelAtTop
  case outcomeUnfit(CaseOutcome, RequestKind)
  /// Neither an after-photo nor the reporter's word.
  case evidenceMissing
  case answersMissing, ratingMissing
  /// On how many different days somebody has to have called.
  case attemptsMissing(needed: Int)
  case contactKnown, notImported
  case reopenLate(since: Timestamp)
  case reopeningsUsedUp
  /// Supervision reopens on a bad rating only.
  case nothingToReview
  case ratedAlready, rateLate
  case nudgedToday
  case supportedAlready, notShared
  case nothingChanged
  /// Restricting it would hide it from the one who does.
  case sightLost
  /// The place has no such season.
  case seasonUnknown
  /// Its parts are worked on, or it is one itself, or the other one is.
  case waitsForParts, isPart, targetIsPart
  /// Fewer parts than this, or more; or two for one unit.
  case partsOutOfRange(least: Int, most: Int), partsAlike
  case askedAlready, nothingAsked
  /// There is nobody to ask.
  case nobodyToAsk

  /// Which answer of a form it is about.
  public enum Field: String, CaseIterable, Sendable {
    case reason, text, plan, fact, words, whose, title, question, party
  }
}
