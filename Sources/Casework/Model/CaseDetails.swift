public import Civics
public import Kernel

/// What a case remembers besides its columns: read whole, never searched.
public struct CaseDetails: Hashable, Codable, Sendable {
  /// Fixed when filed; nil: by the level it is dispatched to.
  public var handleLimit: Limit?
  public var coUnits: [String]?
  public var refusal: Refusal?
  public var dispatchedAt: Timestamp?
  public var objection: Objection?
  /// How often an objection was upheld.
  public var returns: Int?
  /// Who decided objections to it before: none of them is its arbiter.
  public var objectionsBy: [String]?
  /// An arbiter has said whose it is, for good.
  public var isArbitrated: Bool?
  public var extensionAsked: ExtensionAsked?
  public var extensions: Int?
  public var parking: Parking?
  /// Failed call-backs of this round, by day.
  public var attemptDays: [LocalDate]?
  public var rating: CaseRating?
  public var closing: ClosingBasis?
  public var callBack: CallBack?
  public var reworks: Int?
  public var reopenings: Int?
  public var ownReopenings: Int?
  /// Who told what came of it, in every round: they did the work and do not check it.
  public var resultsBy: [String]?
  /// How many parts it was split into.
  public var parts: Int?
  public var asking: Asking?

  public init() {}

  public struct Refusal: Hashable, Codable, Sendable {
    public let ground: RefusalGround
    public let channel: RefusalChannel
    public let reason: String

    public init(ground: RefusalGround, channel: RefusalChannel, reason: String) {
      self.ground = ground
      self.channel = channel
      self.reason = reason
    }
  }

  public struct Objection: Hashable, Codable, Sendable {
    public let unit: String?
    public let reason: String
    /// Whose matter it is, in the objecting unit's eyes.
    public let whose: String
    /// Nil until the operator has decided, once.
    public var upheld: Bool?
    /// It came back too often: an arbiter decides it, and nobody after.
    public var isLast: Bool?
  }

  public struct ExtensionAsked: Hashable, Codable, Sendable {
    /// In units of the handling limit.
    public let amount: Int
    public let reason: String
    /// Who asked, who does not decide it; nil for what was asked before this was kept.
    public let by: String?
  }

  public struct Parking: Hashable, Codable, Sendable {
    public let cause: ParkingCause
    public let plan: String
    public let reviewOn: LocalDate

    public init(cause: ParkingCause, plan: String, reviewOn: LocalDate) {
      self.cause = cause
      self.plan = plan
      self.reviewOn = reviewOn
    }
  }
}

/// The three answers of a call-back, which the three rates are computed from.
public struct CallBack: Hashable, Codable, Sendable {
  public let contacted: Bool
  public let solved: Bool
  public let satisfied: Bool

  public init(contacted: Bool, solved: Bool, satisfied: Bool) {
    self.contacted = contacted
    self.solved = solved
    self.satisfied = satisfied
  }
}

/// What a case was closed on; only the first two are a valid call-back.
public enum ClosingBasis: String, CaseIterable, Codable, Sendable {
  /// Supervision asked, or the reporter answered in the app.
  case answers, rating
  /// Nobody was reached on two different days.
  case silence
  /// There is nobody to ask: filed without a person and without a contact.
  case noContact = "no_contact"
  /// Closed before it came here.
  case imported
}

/// The reporter's own word.
public struct CaseRating: Hashable, Codable, Sendable {
  public let mark: Mark
  public let contacted: Bool
  public let words: String?
  public let at: Timestamp

  /// 办好了, 还凑合, 没办好.
  public enum Mark: String, CaseIterable, Codable, Sendable {
    case done
    case soSo = "so_so"
    case notDone = "not_done"
  }

  public init(mark: Mark, contacted: Bool, words: String?, at: Timestamp) {
    self.mark = mark
    self.contacted = contacted
    self.words = words
    self.at = at
  }

  /// One tap fills two answers, contact has its own tick.
  public var answers: CallBack {
    CallBack(contacted: contacted, solved: mark != .notDone, satisfied: mark == .done)
  }
}
