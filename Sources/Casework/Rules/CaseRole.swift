public import Kernel

/// What somebody is to one case: worked out from their grants, never stored.
public enum CaseRole: String, CaseIterable, Codable, Sendable, ColumnValue {
  case reporter
  /// Signed in, and somebody else.
  case neighbour
  /// Accepts, files, dispatches.
  case `operator`
  /// Looks at the spot: grid worker, visiting cadre.
  case fieldWorker = "field_worker"
  /// Of the lead unit, or of the level that has the case.
  case handler
  case coHandler = "co_handler"
  /// Grants time and parks.
  case approver
  /// Calls back and closes; never of the unit that did the work, nor who did it.
  case supervisor
  /// The platform's own jobs.
  case system
}

/// Who moves a case.
public struct CaseActor: Hashable, Sendable {
  /// Person, client or `system`, as written into the history.
  public let id: String
  public let person: Identifier<Person>?
  public let roles: Set<CaseRole>
  /// What they are called at work at that time; nil for those who do not work here.
  public let post: String?

  public init(
    id: String, person: Identifier<Person>? = nil, roles: Set<CaseRole>, post: String? = nil
  ) {
    self.id = id
    self.person = person
    self.roles = roles
    self.post = post
  }

  public static let system = CaseActor(id: "system", roles: [.system])

  public func has(_ role: CaseRole) -> Bool { roles.contains(role) }
}

extension CaseRole {
  /// Whether one moves in it as somebody who works here.
  public var isStaff: Bool {
    switch self {
    case .reporter, .neighbour, .system: false
    case .operator, .fieldWorker, .handler, .coHandler, .approver, .supervisor: true
    }
  }
}

extension CaseMove.Kind {
  /// Who may, whatever the state (docs/rules.md §4).
  public var roles: [CaseRole] {
    switch self {
    case .submit: CaseRole.allCases
    case .withdraw, .rate, .nudge, .answer: [.reporter]
    case .ask, .askOutside, .revokeOutside: [.operator, .handler]
    case .merge, .refuse, .accept, .dispatch, .decideObjection, .correct, .reassign, .setCoUnits,
      .split:
      [.operator]
    case .file: [.operator, .fieldWorker]
    case .solveOnSite: [.fieldWorker]
    case .object, .start, .contact, .askExtension, .escalate, .takeOver, .report: [.handler]
    case .decideExtension, .park: [.approver]
    case .resume: [.approver, .handler]
    case .startVerifying, .close: [.supervisor, .system]
    case .noteAttempt, .rework, .keepClosed: [.supervisor]
    case .reopen: [.reporter, .supervisor]
    case .addWords:
      [.reporter, .operator, .fieldWorker, .handler, .coHandler, .approver, .supervisor]
    case .support: [.neighbour]
    case .recount, .climb, .combine, .remindAnswer, .lapse, .hearOutside: [.system]
    }
  }

  /// The role in which an actor moves this case: the first of `roles` they have.
  ///
  /// What came back too often is not the dispatch desk's to decide any more.
  public func role(of actor: CaseActor, in item: Case) -> CaseRole? {
    if self == .decideObjection, item.needsArbiter { return actor.has(.approver) ? .approver : nil }
    return roles.first(where: actor.has)
  }

  /// Whether it takes a version: voices do not, so that nobody's open form goes stale by them.
  public var decides: Bool {
    switch self {
    case .addWords, .nudge, .support, .remindAnswer: false
    case .askOutside, .hearOutside, .revokeOutside: false
    default: true
    }
  }

  /// From which states, whoever it is.
  public func isPossible(in state: CaseState) -> Bool {
    switch self {
    case .submit, .recount, .climb: false
    case .withdraw, .correct, .nudge: state.isOpen && !state.isAnswered
    case .addWords, .support, .revokeOutside: state.isOpen
    case .split: state == .accepted || state == .filed
    case .combine: state == .inProgress
    case .ask, .answer, .remindAnswer, .lapse, .askOutside, .hearOutside: state.isWorkedOn
    case .merge, .refuse, .accept: state == .submitted
    case .file: state == .accepted
    case .solveOnSite: state == .filed
    case .dispatch: state == .filed || state == .reopened
    case .reassign: [.dispatched, .inProgress, .escalated, .reopened].contains(state)
    case .setCoUnits: state.isWithUnit
    case .object: state == .dispatched
    case .decideObjection: state == .objection
    case .start: state == .dispatched || state == .reopened
    case .contact: [.dispatched, .inProgress, .extensionAsked, .reopened].contains(state)
    case .askExtension, .park, .escalate, .report: state == .inProgress
    case .decideExtension: state == .extensionAsked
    case .resume: state == .parked
    case .takeOver: state == .escalated
    case .startVerifying: state == .reported || state == .solvedOnSite
    case .noteAttempt, .close, .rework: state == .verifying
    case .reopen, .keepClosed: state == .closed
    case .rate: state.isAnswered || state == .closed
    }
  }
}

extension CaseState {
  /// Somebody here has it, and it is not answered yet.
  public var isWorkedOn: Bool { self == .accepted || self == .filed || isWithUnit }
}

extension CaseMove.Kind {
  /// What is said between the reporter and whoever works on it: no step for neighbours.
  static let talks: [Self] = [.addWords, .ask, .answer, .remindAnswer, .lapse]

  var isTalk: Bool { Self.talks.contains(self) }

  /// Whether its words are what came of it, which everybody may read.
  var tellsResult: Bool { self == .report || self == .solveOnSite || self == .combine }

  /// What is done to the whole and not to a part of it: its reporter follows the whole.
  var isOfWhole: Bool {
    switch self {
    case .withdraw, .merge, .refuse, .split, .startVerifying, .noteAttempt, .close, .rework,
      .reopen, .keepClosed, .rate, .nudge, .support, .ask, .answer, .combine:
      true
    default: false
    }
  }

  /// What can be done to a case whose parts are being worked on.
  var goesWithParts: Bool {
    switch self {
    case .withdraw, .addWords, .nudge, .support, .correct, .combine, .ask, .answer, .remindAnswer,
      .lapse, .askOutside, .hearOutside, .revokeOutside, .recount:
      true
    default: false
    }
  }
}
