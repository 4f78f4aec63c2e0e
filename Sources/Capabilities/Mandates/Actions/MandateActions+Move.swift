import Contracts
import Kernel

extension MandateActions {
  /// One of the two sides moves it; others are told that there is none.
  func move(
    _ id: Identifier<Mandate>, _ move: MandateMove, by viewer: Viewer, key: CommandKey?
  ) async throws {
    let person = try Self.person(viewer)
    _ = try await database.command(key) { tx in
      guard let found = try MandateStore.find(id, in: tx) else { throw Problem(.notFound) }
      let mandate = try seen(found, by: person, in: tx)
      guard let side = mandate.side(of: person) else { throw Problem(.notFound) }
      if case .confirm = move, mandate.isOpen(at: tx.now, terms), side != mandate.askedBy {
        try Self.requireChecked(person, in: tx)
      }
      try make(mandate, move, by: .side(side, person), in: tx)
      return id
    }
  }

  /// A window moves it: the paper was seen, its kind is written down, and no copy is kept.
  ///
  /// `isHeard`: a child old enough was asked for its own view (Civil Code article 35).
  func moveAtWindow(
    _ id: Identifier<Mandate>, _ move: MandateMove, isHeard: Bool = false, by viewer: Viewer,
    key: CommandKey?
  ) async throws {
    let staff = try Self.person(viewer)
    let reach = WindowReach(viewer)
    let wasWithin = try await database.command(key) { tx in
      guard let found = try MandateStore.find(id, in: tx) else { throw Problem(.notFound) }
      let takings = try MandateWindowStore.takings(of: [id], in: tx)[id] ?? []
      guard try isWithin(reach, found.mandate, takings, by: staff, in: tx) else { return false }
      if case .confirmAtWindow = move, found.mandate.basis == .minor,
        found.ward?.isHeard(at: tx.now, terms) == true
      {
        guard isHeard else { throw Problem(field: "heard", "window.mistake.heard") }
        try audit("child_heard", id, "", by: staff, in: tx)
      }
      if case .confirmAtWindow = move, found.mandate.basis == .ownWill,
        let present = found.mandate.presentAtWindow
      {
        try Self.requireGrown(present, field: "document", in: tx)
      }
      try make(found.mandate, move, by: .window(staff), in: tx)
      if case .confirmAtWindow = move {
        try MandateWindowStore.take(id, at: reach.areas, until: found.mandate.untilAt, in: tx)
      }
      return true
    }
    guard wasWithin else { throw Problem(.notFound) }
  }

  /// The mandate as this person sees it: their own number makes them the invited one.
  func seen(
    _ found: MandateStore.Found, by person: Identifier<Person>, in db: some Reading
  ) throws -> Mandate {
    let mandate = try settled(found, for: person, hashes: nil, in: db)
    guard mandate.side(of: person) != nil else { throw Problem(.notFound) }
    return mandate
  }

  /// With `hashes` of the person's own number where they are known already.
  func settled(
    _ found: MandateStore.Found, for person: Identifier<Person>, hashes: [String]?,
    in db: some Reading
  ) throws -> Mandate {
    var mandate = found.mandate
    guard mandate.state == .pending, let hash = found.invitedHash,
      mandate.side(of: person) == nil
    else { return mandate }
    let own = try hashes ?? self.hashes(of: people.phone(of: person, in: db))
    if own.contains(hash) { mandate.invited = person }
    return mandate
  }

  private func make(
    _ mandate: Mandate, _ move: MandateMove, by mover: MandateMover, in tx: Transaction
  ) throws {
    let change: Mandate.Change
    do throws(MandateRefusal) {
      change = try mandate.moved(move, by: mover, at: tx.now, terms)
    } catch {
      throw error.problem
    }
    try save(change, after: mandate, in: tx)
    let actor = change.entry.actor.map(\.rawValue) ?? "system"
    try tx.audit(
      AuditEntry(
        actor: actor, action: "mandates." + change.entry.move.rawValue,
        subject: "mandate:" + mandate.id.rawValue, detail: change.entry.detail ?? ""))
  }

  func save(_ change: Mandate.Change, after earlier: Mandate, in tx: Transaction) throws {
    let mandate = change.mandate
    let isWindow = change.entry.role == .window
    guard
      try MandateStore.save(mandate, verifiedBy: isWindow ? change.entry.actor : nil, in: tx)
    else { throw Problem(.staleVersion) }
    try MandateStore.save(change.switches, of: mandate.id, in: tx)
    try MandateStore.add(change.entry, to: mandate.id, in: tx)
    if earlier.state == .pending, mandate.state == .active {
      try noteGuardiansConsent(mandate, in: tx)
    }
    try tell(change, after: earlier, in: tx)
  }

  /// What the guardian agreed to when asking counts from the confirmation on.
  private func noteGuardiansConsent(_ mandate: Mandate, in tx: Transaction) throws {
    guard let version = mandate.consentVersion, let ward = mandate.principal,
      let guardian = mandate.delegate,
      let text = try ConsentStore.texts(at: tx.now, in: tx)[.child]?
        .first(where: { $0.version == version })
    else { return }
    try ConsentStore.insert(.given, to: text, of: ward, by: guardian, in: tx)
    try tx.publish(
      ConsentEvents.Given(
        person: ward, purpose: text.purpose.rawValue, version: version, at: tx.now))
  }

  private func tell(_ change: Mandate.Change, after earlier: Mandate, in tx: Transaction) throws {
    let mandate = change.mandate
    let id = mandate.id.rawValue
    if let reason = mandate.endReason {
      try tx.publish(
        MandateEvents.Ended(
          mandate: id, principal: mandate.principal, delegate: mandate.delegate,
          reason: reason.rawValue, at: tx.now))
      return
    }
    guard let principal = mandate.principal, let delegate = mandate.delegate else { return }
    if earlier.state == .pending {
      try tx.publish(
        MandateEvents.Confirmed(
          mandate: id, principal: principal, delegate: delegate,
          proof: (mandate.proof ?? .ownDevice).rawValue, untilAt: mandate.untilAt, at: tx.now))
    } else {
      for turned in change.switches {
        try tx.publish(
          MandateEvents.ScopeSwitched(
            mandate: id, principal: principal, delegate: delegate, scope: turned.scope.rawValue,
            isOn: turned.isOn, at: tx.now))
      }
    }
  }

  /// One side closes the account: the other is told at once.
  func close(_ mandate: Mandate, in tx: Transaction) throws {
    var after = mandate
    after.version += 1
    after.end(.closed, at: tx.now)
    let entry = MandateEntry(
      at: tx.now, actor: nil, role: .system, move: .expired,
      detail: Mandate.EndReason.closed.rawValue)
    try save(Mandate.Change(mandate: after, entry: entry), after: mandate, in: tx)
  }

  /// Ends what the clock says is over, so many at a time; returns how many.
  func expire(limit: Int) async throws -> Int {
    try await database.write { tx in
      let unanswered = tx.now.adding(days: -terms.answerWithinDays)
      let due = try MandateStore.due(
        at: tx.now, unansweredSince: unanswered, limit: limit, in: tx)
      for mandate in due {
        guard let change = mandate.expired(at: tx.now, terms) else { continue }
        try save(change, after: mandate, in: tx)
      }
      return due.count
    }
  }
}
