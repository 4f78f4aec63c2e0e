public import Casework
public import Kernel

extension CaseRefusal: ProblemConvertible {
  /// A refusal in the words of the word files; what names an answer says which.
  public var problem: Problem {
    switch self {
    case .notYours: Problem(.notFound)
    case .notNow: Problem(.notNow, "refusal.not-now")
    case .tooShort(let field, let minimum):
      Problem(field: field.rawValue, "refusal.too-short", values: ["n": String(minimum)])
    case .tooLong(let field, let maximum):
      Problem(field: field.rawValue, "refusal.too-long", values: ["n": String(maximum)])
    case .wrongChannel: Problem(field: "channel", "refusal.wrong-channel")
    case .sameCase: Problem(field: "into", "refusal.same-case")
    case .targetClosed: Problem(field: "into", "refusal.target-closed")
    case .othersWait: Problem(.notNow, "refusal.others-wait")
    case .hasUnit: Problem(.notNow, "refusal.has-unit")
    case .objectionLate: Problem(.notNow, "refusal.objection-late")
    case .objectionDecided: Problem(.notNow, "refusal.objection-decided")
    case .returnsUsedUp: Problem(.notNow, "refusal.returns-used-up")
    case .decidedBefore: Problem(.notNow, "refusal.decided-before")
    case .extensionsUsedUp: Problem(.notNow, "refusal.extensions-used-up")
    case .ownAsking: Problem(.notNow, "refusal.own-asking")
    case .amountOutOfRange(let most):
      Problem(field: "amount", "refusal.amount", values: ["most": String(most)])
    case .reviewNotAhead: Problem(field: "review_on", "refusal.review-not-ahead")
    case .reviewTooFar: Problem(field: "review_on", "refusal.review-too-far")
    case .levelAtTop: Problem(.notNow, "refusal.level-at-top")
    case .outcomeUnfit: Problem(field: "outcome", "refusal.outcome-unfit")
    case .evidenceMissing: Problem(field: "evidence", "mistake.no-evidence")
    case .answersMissing: Problem(field: "answers", "refusal.answers-missing")
    case .ratingMissing: Problem(.notNow, "refusal.rating-missing")
    case .attemptsMissing(let needed):
      Problem(.notNow, "refusal.attempts-missing", values: ["n": String(needed)])
    case .contactKnown: Problem(.notNow, "refusal.contact-known")
    case .notImported: Problem(.notNow, "refusal.not-imported")
    case .reopenLate: Problem(.notNow, "refusal.reopen-late")
    case .reopeningsUsedUp: Problem(.notNow, "refusal.reopenings-used-up")
    case .nothingToReview: Problem(.notNow, "refusal.nothing-to-review")
    case .ratedAlready: Problem(.notNow, "refusal.rated-already")
    case .rateLate: Problem(.notNow, "refusal.rate-late")
    case .nudgedToday: Problem(.notNow, "refusal.nudged-today")
    case .supportedAlready: Problem(.notNow, "refusal.supported-already")
    case .notShared: Problem(.notFound)
    case .sightLost: Problem(field: "confidentiality", "refusal.sight-lost")
    case .seasonUnknown: Problem(field: "season", "mistake.no-season")
    case .nothingChanged: Problem(.notNow, "refusal.nothing-changed")
    case .waitsForParts: Problem(.notNow, "refusal.waits-for-parts")
    case .isPart: Problem(.notNow, "refusal.is-part")
    case .targetIsPart: Problem(field: "into", "refusal.target-is-part")
    case .partsOutOfRange(let least, let most):
      Problem(
        field: "parts", "refusal.parts-out-of-range",
        values: ["least": String(least), "most": String(most)])
    case .partsAlike: Problem(field: "parts", "refusal.parts-alike")
    case .askedAlready: Problem(.notNow, "refusal.asked-already")
    case .nothingAsked: Problem(.notNow, "refusal.nothing-asked")
    case .nobodyToAsk: Problem(.notNow, "refusal.nobody-to-ask")
    }
  }
}
