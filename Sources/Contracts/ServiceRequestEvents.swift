public import Kernel

/// What service requests tell the rest of the city: ids and codes, no names and no text.
public enum ServiceRequestEvents {
  public struct Submitted: Event, Hashable {
    public static let name = "service_requests.submitted.v1"
    public let request: String
    public let service: String
    public let area: String
    public let urgency: String
    public let version: Int
    /// Brought in from elsewhere: no messages, no rates.
    public let isImported: Bool
    public let at: Timestamp

    public init(
      request: String, service: String, area: String, urgency: String, version: Int,
      isImported: Bool, at: Timestamp
    ) {
      self.request = request
      self.service = service
      self.area = area
      self.urgency = urgency
      self.version = version
      self.isImported = isImported
      self.at = at
    }

    public var subject: String { request }
  }

  /// Every move, also those after which the state is the same: words added, nudges, ratings.
  public struct Moved: Event, Hashable {
    public static let name = "service_requests.moved.v1"
    public let request: String
    public let move: String
    public let from: String
    public let to: String
    public let version: Int
    /// Who leads now.
    public let unit: String?
    public let level: String?
    /// Who has it to do, as the clocks write it: a unit's code, `area:` with the digits of a
    /// level's own people, or a desk; nil in events of before.
    public let owner: String?
    public let area: String
    /// The line of history, for its words.
    public let entry: String
    /// In which role it was moved, such as `reporter`, `handler`, `system`.
    public let role: String
    public let isImported: Bool
    public let at: Timestamp

    public init(
      request: String, move: String, from: String, to: String, version: Int, unit: String?,
      level: String?, owner: String?, area: String, entry: String, role: String, isImported: Bool,
      at: Timestamp
    ) {
      self.request = request
      self.move = move
      self.from = from
      self.to = to
      self.version = version
      self.unit = unit
      self.level = level
      self.owner = owner
      self.area = area
      self.entry = entry
      self.role = role
      self.isImported = isImported
      self.at = at
    }

    public var subject: String { request }
  }

  /// So many residents have joined one request that somebody should look at it.
  public struct ManyJoined: Event, Hashable {
    public static let name = "service_requests.many_joined.v1"
    public let request: String
    /// The number that was reached, of those at which this is told.
    public let joined: Int
    /// Who has it to do: a unit's id, `area:…` or `desk:…`.
    public let owner: String
    public let area: String
    public let version: Int
    public let at: Timestamp

    public init(
      request: String, joined: Int, owner: String, area: String, version: Int, at: Timestamp
    ) {
      self.request = request
      self.joined = joined
      self.owner = owner
      self.area = area
      self.version = version
      self.at = at
    }

    public var subject: String { request }
  }

  /// A duty has reached its warn point.
  public struct LimitNear: Event, Hashable {
    public static let name = "service_requests.limit_near.v1"
    public let request: String
    public let duty: String
    /// A unit's id, `area:…` or `desk:…`.
    public let owner: String
    public let area: String
    public let dueAt: Timestamp?

    public init(request: String, duty: String, owner: String, area: String, dueAt: Timestamp?) {
      self.request = request
      self.duty = duty
      self.owner = owner
      self.area = area
      self.dueAt = dueAt
    }

    public var subject: String { request }
  }

  /// A duty is over its deadline; told again one level up at 150 %.
  public struct LimitMissed: Event, Hashable {
    public static let name = "service_requests.limit_missed.v1"
    public let request: String
    public let duty: String
    public let owner: String
    public let area: String
    public let dueAt: Timestamp?
    public let isFarOver: Bool

    public init(
      request: String, duty: String, owner: String, area: String, dueAt: Timestamp?,
      isFarOver: Bool
    ) {
      self.request = request
      self.duty = duty
      self.owner = owner
      self.area = area
      self.dueAt = dueAt
      self.isFarOver = isFarOver
    }

    public var subject: String { request }
  }

  /// Nobody did it in time: the platform passed it up, by one line of history.
  public struct Climbed: Event, Hashable {
    public static let name = "service_requests.climbed.v1"
    public let request: String
    public let duty: String
    /// Who was late: a unit's id, `area:…` or `desk:…`.
    public let from: String
    /// Who owes it now; `desk:chief` and `desk:leader` are those who approve for the place.
    public let owner: String
    /// Which level has it now; nil for what nobody was given yet.
    public let level: String?
    public let area: String
    /// The line of history.
    public let entry: String
    /// By when the new owner owes it.
    public let dueAt: Timestamp?
    public let at: Timestamp

    public init(
      request: String, duty: String, from: String, owner: String, level: String?, area: String,
      entry: String, dueAt: Timestamp?, at: Timestamp
    ) {
      self.request = request
      self.duty = duty
      self.from = from
      self.owner = owner
      self.level = level
      self.area = area
      self.entry = entry
      self.dueAt = dueAt
      self.at = at
    }

    public var subject: String { request }
  }
}
