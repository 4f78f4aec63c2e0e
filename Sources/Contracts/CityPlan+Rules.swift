public import Kernel

extension CityPlan {
  /// What a rule may be about: a type, one of its kinds, or a class, with its names.
  public struct Topic: Sendable, Hashable {
    /// `service`, `service/item` or `class:code`.
    public let code: String
    public let name: String
    public let english: String

    public init(code: String, name: String, english: String) {
      self.code = code
      self.name = name
      self.english = english
    }
  }

  /// A matter to be given to somebody.
  public struct Matter: Sendable, Hashable {
    public let service: String
    public let item: String?
    public let classCode: String
    public let area: String

    public init(service: String, item: String?, classCode: String, area: String) {
      self.service = service
      self.item = item
      self.classCode = classCode
      self.area = area
    }
  }

  /// A line of the dispatch catalogue (派单目录): what, where and when goes to whom.
  public struct Rule: Sendable, Hashable, Codable {
    /// The matter of a rule for whatever no other names.
    public static let everything = "all"

    public let code: String
    public let name: String
    public let english: String?
    /// `service/item`, `service`, `class:code`, or `all`.
    public let matter: String
    /// Digits that every place begins with; empty for the whole site.
    public let area: String
    public let time: RuleTime
    public let lead: String
    public let coUnits: [String]

    public init(
      code: String, name: String, english: String? = nil, matter: String, area: String = "",
      time: RuleTime = RuleTime(), lead: String, coUnits: [String] = []
    ) {
      self.code = code
      self.name = name
      self.english = english
      self.matter = matter
      self.area = area
      self.time = time
      self.lead = lead
      self.coUnits = coUnits
    }

    public func name(in language: Language) -> String {
      language == .english ? english ?? name : name
    }

    /// Whether it names this matter in this place, whenever that is.
    public func fits(_ matter: Matter) -> Bool {
      guard matter.area.hasPrefix(area) else { return false }
      return self.matter == Self.everything || self.matter == matter.service
        || self.matter == "class:" + matter.classCode
        || matter.item.map { self.matter == matter.service + "/" + $0 } ?? false
    }

    /// Of two that fit, the one that says more goes first: matter, then place, then time.
    public var rank: [Int] { [about.rank, area.utf8.count, time.conditions] }

    public var about: Reason {
      if matter == Self.everything { return .everything }
      if matter.hasPrefix("class:") { return .classCode }
      return matter.contains("/") ? .item : .service
    }

    /// Whether a matter could come up for which neither goes first.
    public func collides(with other: Rule) -> Bool {
      matter == other.matter && area == other.area && rank == other.rank
        && time.mayMeet(other.time)
    }
  }
}

extension CityPlan.Reason {
  fileprivate var rank: Int {
    switch self {
    case .item: 3
    case .service: 2
    case .classCode: 1
    case .everything, .place, .time, .limits: 0
    }
  }
}
