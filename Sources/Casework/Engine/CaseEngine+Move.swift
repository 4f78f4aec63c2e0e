import Civics
public import Kernel

/// What a move did, for events and answers.
public struct CaseMoved: Sendable {
  /// As the one who moved it may see it.
  public let item: Case
  public let move: CaseMove.Kind
  public let from: CaseState
  /// Of the history.
  public let event: String
  public let role: CaseRole
  /// Whether there is an account of the reporter's that is told what comes of it.
  public let tellsReporter: Bool
  /// Whether there is a mobile number instead, which gets a text of what goes out.
  public let textsCaller: Bool
  /// What followed of itself in the whole or in its parts.
  public var also: [CaseMoved] = []
}

extension CaseEngine {
  /// Moves a case the viewer may see.
  ///
  /// `version` is what the viewer looked at; nil where nothing was shown before. Throws
  /// `Problem(.notFound)`, `Problem(.staleVersion)` or a `CaseRefusal`.
  public func move(
    _ key: CaseStore.Key, _ move: CaseMove, expecting version: Int? = nil, by viewer: Viewer,
    in tx: Transaction
  ) throws -> CaseMoved {
    let sight = sight(of: viewer)
    // Neighbours join what is shared before it is theirs to see.
    let visible =
      move.kind == .support ? SQL.any([sight.condition, Self.isJoinable]) : sight.condition
    let item = try CaseStore.find(key, kind: kind.code, where: visible, in: tx)
    if let version, version != item.version { throw Problem(.staleVersion) }
    var facts = CaseFacts(now: tx.now, calendar: calendar(), table: table(of: item))
    try gather(&facts, for: move, on: item, sight, in: tx)
    let moved = try settled(
      apply(move, to: item, by: sight.actor(in: item), facts, in: tx), from: item, facts, in: tx)
    if moved.item.confidentiality == .restricted, item.confidentiality != .restricted,
      !sight.keepsRestricted(moved.item)
    {
      throw CaseRefusal.sightLost
    }
    return CaseMoved(
      item: sight.redacted(moved.item), move: moved.move, from: moved.from, event: moved.event,
      role: moved.role, tellsReporter: moved.tellsReporter,
      textsCaller: moved.textsCaller, also: moved.also)
  }

  /// Moves a case by the platform itself.
  public func moveBySystem(
    _ id: Identifier<Case>, _ move: CaseMove, in tx: Transaction
  ) throws -> CaseMoved {
    let item = try CaseStore.find(.id(id), kind: kind.code, where: "TRUE", in: tx)
    let facts = CaseFacts(now: tx.now, calendar: calendar(), table: table(of: item))
    return try settled(
      apply(move, to: item, by: .system, facts, in: tx), from: item, facts, in: tx)
  }

  private func gather(
    _ facts: inout CaseFacts, for move: CaseMove, on item: Case, _ sight: CaseSight,
    in tx: Transaction
  ) throws {
    switch move {
    case .merge(let target) where target != item.id:
      facts.target = try CaseStore.find(
        .id(target), kind: kind.code, where: sight.condition, in: tx)
    case .withdraw: facts.strangersWait = try CaseStore.hasStrangers(item.id, in: tx)
    case .nudge:
      let midnight = CityTime.instant(CityTime.date(of: tx.now))
      facts.nudgedToday = try CaseEventStore.wasNudged(item.id, since: midnight, in: tx)
    case .support:
      guard let person = sight.viewer.person else { break }
      facts.alreadySupports = try CaseEventStore.isSupporter(person, of: item.id, in: tx)
    default: break
    }
  }

  func apply(
    _ move: CaseMove, to item: Case, by actor: CaseActor, _ facts: CaseFacts, in tx: Transaction
  ) throws -> CaseMoved {
    try write(
      try item.moved(move, by: actor, facts), of: move.kind, on: item, by: actor, facts, in: tx
    ) {
      try follow(move, from: item, to: $0, by: actor, facts, in: tx)
    }
  }

  /// Writes what a move comes to: the case, its clocks, the history and the audit.
  func write(
    _ change: CaseChange, of kind: CaseMove.Kind, on item: Case, by actor: CaseActor,
    _ facts: CaseFacts, in tx: Transaction, then follow: (Case) throws -> Void = { _ in }
  ) throws -> CaseMoved {
    var next = change.item
    if !change.clocks.isEmpty, !item.isImported {
      let before = try CaseLimitStore.all(of: item.id, in: tx)
      let after = before.taking(change.clocks, at: tx.now, in: facts.calendar)
        .climbing(next, facts.table, in: facts.calendar)
      (next.dueAt, next.warnAt) = (after.nearest?.owedAt, after.nearest?.warnAt)
      try CaseLimitStore.save(after, before: before, of: item.id, in: tx)
    }
    if kind.decides {
      next.version += 1
      try CaseStore.update(next, in: tx)
    }
    try follow(next)
    let role = kind.role(of: actor, in: item) ?? .system
    let event = try CaseEventStore.append(
      kind, of: next, from: item.state, by: actor, as: role, words: change.text,
      isPublic: change.isPublic, data: change.data, in: tx)
    try audit(kind, next, by: actor, in: tx)
    return CaseMoved(
      item: next, move: kind, from: item.state, event: event, role: role,
      tellsReporter: item.reporter.person != nil && !item.isImported,
      textsCaller: item.reporter.person == nil && !item.isImported
        && item.reporter.contactMasked?.hasPrefix("1") == true)
  }

  /// What a move changes beside the case: units, files, supporters, the other case.
  private func follow(
    _ move: CaseMove, from item: Case, to next: Case, by actor: CaseActor, _ facts: CaseFacts,
    in tx: Transaction
  ) throws {
    switch move {
    case .correct: try index(next, isNew: false, in: tx)
    case .dispatch, .escalate, .reassign, .setCoUnits:
      try CaseEventStore.assign(next, in: tx)
    case .addWords(_, _, let photos), .answer(_, let photos), .hearOutside(_, _, let photos):
      try CaseEventStore.attach(photos, .before, to: item.id, by: actor, in: tx)
    case .decideObjection(true, _): try CaseEventStore.release(item.id, in: tx)
    case .report(let result), .solveOnSite(let result):
      try CaseEventStore.attach(result.afterPhotos, .after, to: item.id, by: actor, in: tx)
    case .support:
      guard let person = actor.person else { throw Problem(.signInNeeded) }
      try CaseStore.addSupporter(person, to: item.id, in: tx)
    case .merge:
      guard let target = facts.target else { break }
      try join(item, to: target, by: actor, in: tx)
    default: break
    }
  }

  /// Whoever waited for the merged case waits for the other one now.
  private func join(
    _ item: Case, to target: Case, by actor: CaseActor, in tx: Transaction
  ) throws {
    var joined = 0
    if let person = item.reporter.person, person != target.reporter.person {
      joined += try tx.run(
        """
        INSERT INTO case_supporters (case_id, person, at) VALUES (\(target.id), \(person), \(tx.now))
        ON CONFLICT (case_id, person) DO NOTHING
        """)
    }
    if item.supporters > 0 {
      joined += try tx.run(
        """
        INSERT INTO case_supporters (case_id, person, at)
        SELECT \(target.id), person, at FROM case_supporters
        WHERE case_id = \(item.id) AND person <> \(target.reporter.person?.rawValue ?? "")
        ON CONFLICT (case_id, person) DO NOTHING
        """)
    }
    // Whoever waits for what was merged into it, too.
    try tx.later(
      """
      UPDATE cases SET duplicate_of = \(target.id)
      WHERE duplicate_of = \(item.id) AND state = \(CaseState.merged)
      """)
    if joined > 0 {
      try tx.later("UPDATE cases SET supporters = supporters + \(joined) WHERE id = \(target.id)")
    }
    try CaseEventStore.append(
      .merge, of: target, from: target.state, by: actor, as: .operator, words: nil,
      isPublic: false, data: ["from": item.no.rawValue], in: tx)
  }
}
