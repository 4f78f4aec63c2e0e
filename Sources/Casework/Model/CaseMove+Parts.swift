public import Civics
public import Kernel

/// What 立案 fixes: class, urgency and the handling limit of the table.
public struct Filing: Hashable, Sendable {
  public var classCode: String
  public var urgency: Urgency
  /// Nil: by the level it will be dispatched to.
  public var limit: Limit?
  public var words: String?

  public init(classCode: String, urgency: Urgency, limit: Limit?, words: String? = nil) {
    self.classCode = classCode
    self.urgency = urgency
    self.limit = limit
    self.words = words
  }
}

/// Whom a case is given to.
public struct Assignment: Hashable, Sendable {
  public var level: CaseLevel
  /// Nil: whoever handles for the place at this level, such as the grid's worker.
  public var unit: String?
  public var coUnits: [String]
  /// Another limit than the filed one.
  public var limit: Limit?
  /// 派单附言.
  public var words: String?
  /// What the platform proposed, whoever gets it.
  public var proposal: Proposal?

  public init(
    level: CaseLevel, unit: String? = nil, coUnits: [String] = [], limit: Limit? = nil,
    words: String? = nil
  ) {
    self.level = level
    self.unit = unit
    self.coUnits = coUnits
    self.limit = limit
    self.words = words
  }
}

/// What came of it.
public struct CaseResult: Hashable, Sendable {
  public var outcome: CaseOutcome
  public var text: String
  public var afterPhotos: [Identifier<CaseFile>]
  /// The reporter said on the spot that it is done: as good as a photo.
  public var reporterConfirms: Bool

  public init(
    outcome: CaseOutcome, text: String, afterPhotos: [Identifier<CaseFile>] = [],
    reporterConfirms: Bool = false
  ) {
    self.outcome = outcome
    self.text = text
    self.afterPhotos = afterPhotos
    self.reporterConfirms = reporterConfirms
  }
}

/// How supervision closes.
public struct Closing: Hashable, Sendable {
  public var basis: ClosingBasis
  /// Needed with `.answers` only.
  public var answers: CallBack?
  /// Needed where the reporter says unsolved: why it is closed all the same.
  public var words: String?

  public init(basis: ClosingBasis, answers: CallBack? = nil, words: String? = nil) {
    self.basis = basis
    self.answers = answers
    self.words = words
  }
}

/// Who reads added words.
public enum Audience: String, CaseIterable, Codable, Sendable {
  /// The reporter and the staff.
  case reporter
  case staff
}

/// What an operator puts right; nil leaves as it is.
public struct Correction: Hashable, Sendable {
  public var classCode: String?
  public var requestKind: RequestKind?
  public var service: String?
  public var item: String?
  public var urgency: Urgency?
  public var place: CasePlace?
  public var title: String?
  public var confidentiality: Confidentiality?
  public var season: SeasonMark?

  /// A season of the table, or that none presses it.
  public enum SeasonMark: Hashable, Sendable {
    case lifted
    case before(String)
  }

  public init() {}

  public var isEmpty: Bool { self == Correction() }
}
