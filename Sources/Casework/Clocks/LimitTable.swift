public import Civics
public import Kernel

/// How long each duty may take, from one day on; laws and local rules are data with dates.
public struct LimitTable: Hashable, Codable, Sendable {
  /// Named in histories: `2026-1`.
  public var version: String
  public var from: LocalDate
  /// From submission to 受理.
  public var accept: Limit
  /// From 受理 to 派单.
  public var dispatch: ByUrgency
  /// From 派单 to the first word with the reporter.
  public var contact: ByUrgency
  /// Handling where neither the type nor the level says otherwise.
  public var general: Limit
  public var levels: ByLevel
  /// Handling by type, or by `type.kind`, which goes first.
  public var services: [String: Limit]
  /// From the result to 结案.
  public var check: Limit
  /// How long the reporter is asked for a rating.
  public var rate: Limit
  /// Within which a unit may say that a case is not its own.
  public var objection: Limit
  /// Within which an objection or an extension has to be decided.
  public var decide: Limit
  /// What the platform passes up where nobody accepts or gives out.
  public var ladder: Ladder
  public var rules: Rules
  /// Last days of the year for what weather decides; local.
  public var seasons: [Season] = []
  /// Handling by class and condition, as cities list it; `services` has the usual ones of them.
  public var classes: [ClassLimit] = []

  public struct ByUrgency: Hashable, Codable, Sendable {
    public var normal: Limit
    public var urgent: Limit
    public var emergency: Limit

    public subscript(urgency: Urgency) -> Limit {
      switch urgency {
      case .normal: normal
      case .urgent: urgent
      case .emergency: emergency
      }
    }
  }

  /// By when it is owed by whom, once the dispatch desk has missed its own limit.
  public struct Ladder: Hashable, Codable, Sendable {
    /// Whoever approves for the place.
    public var chief: ByUrgency
    public var leader: ByUrgency
  }

  public struct ByLevel: Hashable, Codable, Sendable {
    public var grid: Limit
    public var community: Limit
    public var street: Limit
    public var district: Limit
    public var leader: Limit

    public subscript(level: CaseLevel) -> Limit {
      switch level {
      case .grid: grid
      case .community: community
      case .street: street
      case .district: district
      case .leader: leader
      }
    }
  }

  /// Numbers that are not durations of duties.
  public struct Rules: Hashable, Codable, Sendable {
    /// Characters of a result.
    public var resultLength = 20
    /// Characters of a reason.
    public var reasonLength = 5
    /// 24-hour days after closing within which it may be reopened or rated.
    public var reopenDays = 15
    public var ownReopenings = 1
    /// The reporter's and supervision's together.
    public var reopenings = 2
    public var extensions = 1
    /// How often a case may come back from a unit; an objection after that goes to an arbiter.
    public var returns = 2
    /// Different days on which a call-back has to fail before silence may close.
    public var attemptDays = 2
    /// Calendar days in which a reporter may answer a question; they are reminded at the warn point.
    public var answerDays = 5
    /// Whether what the unit owes stands still until then.
    public var answerPauses = false
    /// 24-hour days for which a link to somebody outside holds.
    public var outsideDays = 7

    public init() {}
  }

  /// What a case of this type and kind is given, if the table names it.
  public func limit(service: String, item: String?) -> Limit? {
    if let item, let limit = services["\(service).\(item)"] { return limit }
    return services[service]
  }
}

/// All versions of the table.
public struct LimitBook: Sendable, Hashable {
  public let tables: [LimitTable]

  /// Nil without a table.
  public init?(_ tables: [LimitTable]) {
    guard !tables.isEmpty else { return nil }
    self.tables = tables.sorted { $0.from < $1.from }
  }

  /// The table of that day; the first one for days before it.
  public func table(on date: LocalDate) -> LimitTable {
    tables.last { $0.from <= date } ?? tables[0]
  }
}
