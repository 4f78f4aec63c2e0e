public import Casework
import Civics
public import Kernel

extension CaseRefusal: ProblemConvertible {
  /// Every refusal as a sentence; the keys are in `Words/ServiceRequestErrors`.
  public var problem: Problem {
    switch self {
    case .notYours(let move):
      Problem(.forbidden, "refusal.not-yours", values: ["move": move.rawValue])
    case .notNow(_, let state): Problem(.notNow, "refusal.now.\(state.rawValue)")
    case .tooShort(let field, let minimum):
      Problem(field: field.rawValue, "refusal.too-short", values: ["n": String(minimum)])
    case .tooLong(let field, let maximum):
      Problem(field: field.rawValue, "refusal.too-long", values: ["n": String(maximum)])
    case .wrongChannel: Problem(field: "channel", "refusal.wrong-channel")
    case .sameCase: Problem(field: "into", "refusal.same-case")
    case .targetClosed: Problem(field: "into", "refusal.target-closed")
    case .outcomeUnfit: Problem(field: "outcome", "refusal.outcome-unfit")
    case .evidenceMissing: Problem(field: "photos", "refusal.evidence-missing")
    case .amountOutOfRange: Problem(field: "amount", "refusal.amount-out-of-range")
    case .reviewNotAhead: Problem(field: "review_on", "refusal.review-not-ahead")
    case .answersMissing: Problem(field: "answers", "refusal.answers-missing")
    case .nothingChanged: Problem(field: "correction", "refusal.nothing-changed")
    case .attemptsMissing(let days):
      Problem(.notNow, "refusal.attempts-missing", values: ["n": String(days)])
    case .objectionLate(let since): Problem(.notNow, "refusal.objection-late", values: day(since))
    case .reopenLate(let since): Problem(.notNow, "refusal.reopen-late", values: day(since))
    case .othersWait, .hasUnit, .objectionDecided, .returnsUsedUp, .extensionsUsedUp, .levelAtTop,
      .ratingMissing, .contactKnown, .notImported, .reopeningsUsedUp, .nothingToReview,
      .ratedAlready, .rateLate, .nudgedToday, .supportedAlready, .notShared:
      Problem(.notNow, "refusal.\(plainKey)")
    }
  }

  private func day(_ at: Timestamp) -> [String: String] {
    ["date": CityTime.date(of: at).description]
  }

  /// For refusals that name nothing.
  private var plainKey: String {
    switch self {
    case .othersWait: "others-wait"
    case .hasUnit: "has-unit"
    case .objectionDecided: "objection-decided"
    case .returnsUsedUp: "returns-used-up"
    case .extensionsUsedUp: "extensions-used-up"
    case .levelAtTop: "level-at-top"
    case .ratingMissing: "rating-missing"
    case .contactKnown: "contact-known"
    case .notImported: "not-imported"
    case .reopeningsUsedUp: "reopenings-used-up"
    case .nothingToReview: "nothing-to-review"
    case .ratedAlready: "rated-already"
    case .rateLate: "rate-late"
    case .nudgedToday: "nudged-today"
    case .supportedAlready: "supported-already"
    case .notShared: "not-shared"
    default: ""
    }
  }
}

extension DispatchRefusal: ProblemConvertible {
  var problem: Problem {
    switch self {
    case .departmentDuty: Problem(field: "level", "refusal.department-duty")
    }
  }
}
