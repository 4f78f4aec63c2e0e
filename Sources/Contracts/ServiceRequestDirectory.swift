public import Civics
public import Kernel

/// What others may ask about a service request.
public protocol ServiceRequestDirectory: Sendable {
  /// Nil when there is none.
  func summary(of request: String, in db: some Reading) throws -> ServiceRequestSummary?

  /// The number that was left with a request by somebody who has no account, to send a text to.
  ///
  /// Whoever shows it to somebody writes the audit row.
  func phoneLeft(with request: String, in db: some Reading) throws -> PhoneNumber?

  /// Codes of the types there are, in the order of the catalogue; each is named by the word
  /// `service.CODE`.
  var services: [String] { get }
}

extension ServiceRequestDirectory {
  /// None, where nobody asks for them.
  public var services: [String] { [] }
}

/// A request in codes and ids, for messages and figures.
public struct ServiceRequestSummary: Hashable, Sendable {
  public let id: String
  public let number: String
  public let service: String
  public let item: String?
  public let area: String
  public let state: String
  public let leadUnit: String?
  public let level: String?
  public let outcome: String?
  /// By when whoever has it now owes the next step.
  public let dueAt: Timestamp?
  /// By when it was owed first: in the past where it is late, whoever has it now.
  public let owedAt: Timestamp?
  /// Who is told how it goes: the reporter first, then those who joined.
  public let reporter: Identifier<Person>?
  public let supporters: [Identifier<Person>]
  /// Requests with which a number was left and no person: this one, and those merged into it.
  public let callers: [Caller]
  public let isImported: Bool
  /// Whether neighbours may read it.
  public let isShared: Bool
  /// Found by those who work here before anybody reported it.
  public let isProactive: Bool

  /// Somebody who left a number with a request and has no account.
  public struct Caller: Hashable, Sendable {
    public let request: String
    /// Of their own request: the only one they were ever told.
    public let number: String

    public init(request: String, number: String) {
      self.request = request
      self.number = number
    }
  }

  public init(
    id: String, number: String, service: String, item: String?, area: String, state: String,
    leadUnit: String?, level: String?, outcome: String?, dueAt: Timestamp?,
    owedAt: Timestamp?,
    reporter: Identifier<Person>?, supporters: [Identifier<Person>], callers: [Caller] = [],
    isImported: Bool, isShared: Bool = false, isProactive: Bool = false
  ) {
    self.id = id
    self.number = number
    self.service = service
    self.item = item
    self.area = area
    self.state = state
    self.leadUnit = leadUnit
    self.level = level
    self.outcome = outcome
    self.dueAt = dueAt
    self.owedAt = owedAt
    self.reporter = reporter
    self.supporters = supporters
    self.callers = callers
    self.isImported = isImported
    self.isShared = isShared
    self.isProactive = isProactive
  }
}
