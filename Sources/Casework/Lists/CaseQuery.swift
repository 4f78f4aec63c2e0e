public import Kernel

/// What a list shows, in which order, from where.
public struct CaseQuery: Sendable {
  /// Empty: all states.
  public var states: Set<CaseState> = []
  public var openOnly = false
  public var requestKinds: Set<RequestKind> = []
  public var classCodes: Set<String> = []
  public var services: Set<String> = []
  public var item: String?
  /// The first digits of an area code.
  public var area: String?
  public var unit: String?
  public var level: CaseLevel?
  public var time: TimeLeft?
  /// What was found by those who work here, and nothing else.
  public var proactiveOnly = false
  /// Before what time of the year it has to be done.
  public var season: String?
  /// Words of title, text, address or number.
  public var text: String?
  /// What the text comes to, once it was looked up for several statements.
  var found: Found?
  /// A reporter's telephone, hashed with each key.
  public var contact: [LookupHash] = []
  public var submittedFrom: Timestamp?
  /// Not included.
  public var submittedBefore: Timestamp?
  public var closedFrom: Timestamp?
  public var sort = Sort.newest
  public var after: CaseCursor?
  /// Rows, 1 to 200.
  public var limit = 20

  public init() {}

  /// Lateness is no state; it rides beside one.
  public enum TimeLeft: String, CaseIterable, Codable, Sendable {
    /// Past its own warn point.
    case near
    case over
  }

  public enum Sort: String, CaseIterable, Codable, Sendable {
    /// Open cases only.
    case timeLeft = "time_left"
    case newest
    case grid
  }

  enum Found: Sendable {
    case number(SQL)
    /// Newest first; none where nothing has the words.
    case refs([Int64])
  }
}

/// Where the next page begins; as text it goes into links.
public struct CaseCursor: Hashable, Sendable {
  let sort: CaseQuery.Sort
  let key: String
  let ref: Int64

  /// `newest..123`, `time_left.1767.123`, `grid.150703001001.123`.
  public var text: String { "\(sort.rawValue).\(key).\(ref)" }

  init(sort: CaseQuery.Sort, key: String, ref: Int64) {
    self.sort = sort
    self.key = key
    self.ref = ref
  }

  /// Whether it was made by a list in this order.
  public func fits(_ sort: CaseQuery.Sort) -> Bool { self.sort == sort }

  /// Nil for anything that is no cursor.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let sort = CaseQuery.Sort(rawValue: String(parts[0])),
      let ref = Int64(parts[2]), parts[1].utf8.count <= 20,
      parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
      sort != .timeLeft || Int64(parts[1]) != nil
    else { return nil }
    self.init(sort: sort, key: String(parts[1]), ref: ref)
  }
}

extension CaseCursor {
  init(_ sort: CaseQuery.Sort, after item: CaseListItem) {
    let key =
      switch sort {
      case .newest: ""
      case .timeLeft: String((item.dueAt ?? CaseStore.never).rawValue)
      case .grid: item.place.area
      }
    self.init(sort: sort, key: key, ref: item.ref)
  }
}
