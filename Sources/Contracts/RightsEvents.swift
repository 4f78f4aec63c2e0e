public import Kernel

/// What people ask about their own data.
public enum RightsEvents {
  public struct Asked: Event, Hashable {
    public static let name = "rights.asked.v1"
    public let request: String
    public let person: Identifier<Person>
    public let kind: String
    public let dueAt: Timestamp
    public let at: Timestamp

    public init(
      request: String, person: Identifier<Person>, kind: String, dueAt: Timestamp, at: Timestamp
    ) {
      self.request = request
      self.person = person
      self.kind = kind
      self.dueAt = dueAt
      self.at = at
    }

    public var subject: String { request }
  }

  public struct Decided: Event, Hashable {
    public static let name = "rights.decided.v1"
    public let request: String
    public let person: Identifier<Person>
    public let kind: String
    /// `granted` or `refused`.
    public let decision: String
    public let at: Timestamp

    public init(
      request: String, person: Identifier<Person>, kind: String, decision: String, at: Timestamp
    ) {
      self.request = request
      self.person = person
      self.kind = kind
      self.decision = decision
      self.at = at
    }

    public var subject: String { request }
  }
  /// The answer takes longer; the person is told by when and why.
  public struct Extended: Event, Hashable {
    public static let name = "rights.extended.v1"
    public let request: String
    public let person: Identifier<Person>
    public let kind: String
    public let dueAt: Timestamp
    public let at: Timestamp

    public init(
      request: String, person: Identifier<Person>, kind: String, dueAt: Timestamp, at: Timestamp
    ) {
      self.request = request
      self.person = person
      self.kind = kind
      self.dueAt = dueAt
      self.at = at
    }

    public var subject: String { request }
  }
}
