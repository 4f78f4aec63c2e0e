public import Kernel

/// What supervision counts with and events do not carry; ServiceRequests answers.
///
/// Ids, codes, numbers and times only: no names and no text leave the case.
public protocol ServiceRequestFactsAsking: Sendable {
  /// The facts of these requests as they are now, in a few statements; unknown ids are left out.
  func facts(of requests: [String], in db: some Reading) throws -> [ServiceRequestFacts]

  /// The next ids after `id` in the order of ids, for going through all of them.
  func ids(after id: String, limit: Int, in db: some Reading) throws -> [String]
}

/// One request as figures see it.
public struct ServiceRequestFacts: Hashable, Sendable {
  public var id: String
  public var number: String
  public var service: String
  public var item: String?
  public var classCode: String
  public var requestKind: String
  public var area: String
  public var state: String
  public var isOpen: Bool
  public var isImported: Bool
  /// Found by those who work here before anybody reported it.
  public var isProactive: Bool
  public var isRestricted: Bool
  /// Merged into another.
  public var isDuplicate: Bool
  /// One of the matters of another request, or the one that was split into them.
  public var isPart = false
  public var isSplit = false
  /// Who leads now, and to whom it was sent first.
  public var unit: String?
  public var firstUnit: String?
  /// Whom the dispatch catalogue named then; nil where nobody.
  public var proposedUnit: String?
  public var outcome: String?
  /// What it was closed on; nil while it is not.
  public var closing: String?
  /// The ground of a refusal.
  public var ground: String?
  public var submittedAt: Timestamp
  public var dispatchedAt: Timestamp?
  /// The first contact the unit owed: until when, and when it was made.
  public var contactDueAt: Timestamp?
  public var contactedAt: Timestamp?
  /// The last round of handling: until when, and when the result was told.
  public var handleDueAt: Timestamp?
  public var handledAt: Timestamp?
  public var closedAt: Timestamp?
  /// When it was owed first of all that runs, past where it is late.
  public var dueAt: Timestamp?
  /// The three answers; nil where nobody answered.
  public var isContacted: Bool?
  public var isSolved: Bool?
  public var isSatisfied: Bool?
  /// Objections upheld, handed to another unit, passed up, sent back after the answer, others who have it too.
  public var returns = 0
  public var reassignments = 0
  public var escalations = 0
  public var reworks = 0
  public var supporters = 0

  public init(
    id: String, number: String, service: String, classCode: String, requestKind: String,
    area: String, state: String, isOpen: Bool, submittedAt: Timestamp
  ) {
    (self.id, self.number, self.service, self.classCode) = (id, number, service, classCode)
    (self.requestKind, self.area, self.state) = (requestKind, area, state)
    (self.isOpen, self.submittedAt) = (isOpen, submittedAt)
    (isImported, isProactive, isRestricted, isDuplicate) = (false, false, false, false)
  }
}
