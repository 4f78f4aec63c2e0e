import Contracts
import Kernel

extension Mandate {
  /// What one move makes of it, and the line it leaves in the history.
  struct Change: Hashable, Sendable {
    var mandate: Mandate
    var entry: MandateEntry
    /// Switches as they are afterwards, where the move turns any.
    var switches: [MandateSwitch] = []
  }

  /// Decides alone from what is given; the clock's word comes first, so that a mandate whose time
  /// is over cannot be moved even before the job has noted it.
  func moved(
    _ move: MandateMove, by mover: MandateMover, at now: Timestamp,
    _ terms: MandateTerms = .standard
  ) throws(MandateRefusal) -> Change {
    switch (move, mover) {
    case (.confirm(let scopes), .side(let side, let person)):
      try confirmed(by: side, person, scopes, now, terms)
    case (.decline, .side(let side, let person)):
      try over(side, person, now, [.pending], side != askedBy, .declined, .declined)
    case (.cancel, .side(let side, let person)):
      try over(side, person, now, [.pending], side == askedBy, .cancelled, .cancelled)
    case (.withdraw, .side(let side, let person)):
      try over(side, person, now, [.active], side == .principal, .withdrawn, .withdrawn)
    case (.giveBack, .side(let side, let person)):
      try over(side, person, now, [.active], side == .delegate, .givenBack, .givenBack)
    case (.turn(let scope, let isOn), .side(let side, let person)):
      try turned(scope, isOn, side, person, now)
    case (.confirmAtWindow(let document), .window(let person)):
      try confirmed(at: document, by: person, now, terms)
    case (.withdrawAtWindow(let document), .window(let person)):
      try withdrawn(at: document, by: person, now)
    default: throw .notNow
    }
  }

  /// The ask has not been left lying too long, and its own end is not over.
  func isOpen(at now: Timestamp, _ terms: MandateTerms) -> Bool {
    state == .pending && now < askedAt.adding(days: terms.answerWithinDays) && now < untilAt
  }

  private func confirmed(
    by side: Side, _ person: Identifier<Person>, _ scopes: Set<MandateScope>?, _ now: Timestamp,
    _ terms: MandateTerms
  ) throws(MandateRefusal) -> Change {
    guard isOpen(at: now, terms), side != askedBy else { throw .notNow }
    guard basis == .ownWill else { throw .needsWindow }
    if let scopes, scopes.isEmpty { throw .nothingOn }
    var change = change(.confirmed, side == .principal ? .principal : .delegate, person, now)
    if side == .principal {
      change.mandate.principal = person
    } else {
      change.mandate.delegate = person
    }
    change.mandate.state = .active
    change.mandate.confirmedAt = now
    change.mandate.proof = .ownDevice
    // Only the principal decides what may be done; a delegate takes what is offered.
    if side == .principal, let scopes {
      change.switches = MandateScope.allCases.map {
        MandateSwitch(scope: $0, isOn: scopes.contains($0))
      }
    }
    return change
  }

  /// Whose paper a window looks at: whoever was asked, giving or taking; nil where nobody has signed
  /// in with that number.
  var presentAtWindow: Identifier<Person>? {
    askedBy == .delegate ? principal ?? invited : delegate ?? invited
  }

  private func confirmed(
    at document: Document, by person: Identifier<Person>, _ now: Timestamp, _ terms: MandateTerms
  ) throws(MandateRefusal) -> Change {
    guard isOpen(at: now, terms) else { throw .notNow }
    guard side(of: person) == nil else { throw .ownMatter }
    guard document.proves(basis) else { throw .wrongPaper }
    guard let present = presentAtWindow else { throw .unknownPrincipal }
    var change = change(.confirmed, .window, person, now, document.rawValue)
    if askedBy == .delegate {
      change.mandate.principal = present
    } else {
      change.mandate.delegate = present
    }
    change.mandate.state = .active
    change.mandate.confirmedAt = now
    change.mandate.proof = .window
    change.mandate.document = document
    return change
  }

  private func withdrawn(
    at document: Document, by person: Identifier<Person>, _ now: Timestamp
  ) throws(MandateRefusal) -> Change {
    guard holds(at: now) else { throw .notNow }
    guard side(of: person) == nil else { throw .ownMatter }
    guard document.proves(basis) else { throw .wrongPaper }
    var change = change(.withdrawn, .window, person, now, document.rawValue)
    change.mandate.end(.window, at: now)
    return change
  }

  private func turned(
    _ scope: MandateScope, _ isOn: Bool, _ side: Side, _ person: Identifier<Person>,
    _ now: Timestamp
  ) throws(MandateRefusal) -> Change {
    guard holds(at: now), side == .principal else { throw .notNow }
    var change = change(
      isOn ? .switchedOn : .switchedOff, .principal, person, now, scope.rawValue)
    change.switches = [MandateSwitch(scope: scope, isOn: isOn)]
    return change
  }

  private func over(
    _ side: Side, _ person: Identifier<Person>, _ now: Timestamp, _ from: [State],
    _ mayIt: Bool, _ reason: EndReason, _ move: MandateEntry.Move
  ) throws(MandateRefusal) -> Change {
    guard mayIt, from.contains(state), now < untilAt else { throw .notNow }
    var change = change(move, side == .principal ? .principal : .delegate, person, now)
    change.mandate.end(reason, at: now)
    return change
  }

  private func change(
    _ move: MandateEntry.Move, _ role: MandateEntry.Role, _ person: Identifier<Person>,
    _ now: Timestamp, _ detail: String? = nil
  ) -> Change {
    var mandate = self
    mandate.version += 1
    let entry = MandateEntry(at: now, actor: person, role: role, move: move, detail: detail)
    return Change(mandate: mandate, entry: entry)
  }

  mutating func end(_ reason: EndReason, at now: Timestamp) {
    state = [.runOut, .unanswered].contains(reason) ? .expired : .revoked
    endedAt = now
    endReason = reason
  }

  /// What the clock says now; nil while it says nothing.
  func expired(at now: Timestamp, _ terms: MandateTerms = .standard) -> Change? {
    let reason: EndReason
    switch state {
    case .active where now >= untilAt: reason = .runOut
    case .pending where !isOpen(at: now, terms): reason = .unanswered
    default: return nil
    }
    var mandate = self
    mandate.version += 1
    mandate.end(reason, at: now)
    return Change(
      mandate: mandate,
      entry: MandateEntry(
        at: now, actor: nil, role: .system, move: .expired, detail: reason.rawValue))
  }
}

extension Mandate.Document {
  /// Whether it says what has to be said: who somebody is, or whose guardian somebody is.
  func proves(_ basis: Mandate.Basis) -> Bool {
    switch self {
    case .identityCard, .passport, .residencePermit: basis == .ownWill
    case .householdRegister: basis != .incapacity
    case .birthCertificate: basis == .minor
    case .guardianshipPaper, .courtDecision: basis != .ownWill
    }
  }
}
