import Civics
import Contracts
import Kernel

/// The desk that decides.
extension RightsActions {
  enum Decision: Hashable, Sendable {
    /// With what the person is told; `newName` where a name is put right.
    case grant(answer: String, newName: String?)
    case refuse(reason: String)
  }

  static let shown = 200

  /// A request as the desk sees it.
  struct DeskLook: Sendable {
    let request: RightsRequest
    let card: PersonCard?
    /// Who decided.
    let decider: PersonCard?
    let limit: RightsLimit?
  }

  func queue(isOpen: Bool) async throws -> (
    rows: [RightsRequest], cards: [Identifier<Person>: PersonCard]
  ) {
    try await database.read { db in
      let rows = try RightsStore.queue(isOpen: isOpen, limit: Self.shown, in: db)
      return (rows, try people.cards(of: rows.map(\.person), in: db))
    }
  }

  /// Opening one is audited: it names a person and says what they want.
  func look(_ id: Identifier<RightsRequest>, by viewer: Viewer) async throws -> DeskLook {
    let staff = try Self.person(viewer)
    return try await database.write { tx in
      guard let request = try RightsStore.find(id, in: tx) else { throw Problem(.notFound) }
      try audit("opened", request, by: staff.rawValue, in: tx)
      let cards = try people.cards(
        of: [request.person, request.decidedBy].compactMap { $0 }, in: tx)
      return DeskLook(
        request: request, card: cards[request.person],
        decider: request.decidedBy.flatMap { cards[$0] },
        limit: try RightsStore.limit(request.kind, at: request.askedAt, in: tx))
    }
  }

  /// Decides and does it, all in one: what was granted is done, or nothing is.
  func decide(
    _ id: Identifier<RightsRequest>, _ decision: Decision, by viewer: Viewer, key: CommandKey?
  ) async throws {
    let staff = try Self.person(viewer)
    _ = try await database.command(key) { tx in
      guard var request = try RightsStore.find(id, in: tx) else { throw Problem(.notFound) }
      guard request.state == .open else { throw Problem(.notNow, "right.not-now") }
      guard request.person != staff else { throw Problem(field: "answer", "right.own-matter") }
      request.decidedAt = tx.now
      request.decidedBy = staff
      request.version += 1
      switch decision {
      case .refuse(let reason):
        request.answer = try RightsRules.checkedReason(reason, isRefusal: true)
        request.state = .refused
      case .grant(let answer, let newName):
        let answer = try RightsRules.checkedReason(answer, isRefusal: false)
        if request.kind == .explanation, answer.isEmpty {
          throw Problem(field: "answer", "right.mistake.answer")
        }
        request.answer = answer.isEmpty ? nil : answer
        request.state = .granted
        request.erased = try fulfil(request, newName, in: tx)
      }
      guard try RightsStore.save(request, in: tx) else { throw Problem(.staleVersion) }
      try audit(request.state.rawValue, request, by: staff.rawValue, in: tx)
      try tx.publish(
        RightsEvents.Decided(
          request: id.rawValue, person: request.person, kind: request.kind.rawValue,
          decision: request.state.rawValue, at: tx.now))
      return id
    }
  }

  /// Takes as long again, once, before the limit is over; the person is told why.
  func extend(
    _ id: Identifier<RightsRequest>, reason: String, by viewer: Viewer, key: CommandKey?
  ) async throws {
    let staff = try Self.person(viewer)
    let reason = try RightsRules.checkedReason(reason, isRefusal: true)
    let calendar = calendar()
    _ = try await database.command(key) { tx in
      guard var request = try RightsStore.find(id, in: tx) else { throw Problem(.notFound) }
      guard request.isExtendable(at: tx.now) else { throw Problem(.notNow, "right.not-longer") }
      guard request.person != staff else { throw Problem(field: "answer", "right.own-matter") }
      guard let limit = try RightsStore.limit(request.kind, at: request.askedAt, in: tx),
        let dueAt = RightsRules.dueAt(limit, from: request.dueAt, in: calendar)
      else { throw StoreError.other("no limit for \(request.kind.rawValue)") }
      request.dueAt = dueAt
      request.extensionReason = reason
      request.version += 1
      guard try RightsStore.save(request, in: tx) else { throw Problem(.staleVersion) }
      try audit("extended", request, by: staff.rawValue, in: tx)
      try tx.publish(
        RightsEvents.Extended(
          request: id.rawValue, person: request.person, kind: request.kind.rawValue, dueAt: dueAt,
          at: tx.now))
      return id
    }
  }

  private func fulfil(
    _ request: RightsRequest, _ newName: String?, in tx: Transaction
  ) throws -> RightsRequest.Outcome? {
    switch request.kind {
    case .view, .copy, .explanation, .withdrawal: return nil
    case .correction:
      guard let typed = newName, !typed.isEmpty else { return nil }
      guard let name = try? PersonName(typed) else {
        throw Problem(field: "name", "right.mistake.name")
      }
      try register.rename(request.person, to: name, in: tx)
      return nil
    case .restriction:
      try RightsStore.restrict(request.person, by: request.id, in: tx)
      return nil
    case .deletion: return outcome(try erase(request.person, .past, in: tx))
    case .closure:
      let erased = try erase(request.person, .account, in: tx)
      guard erased.kept == 0 else {
        throw Problem(field: "answer", "right.open-matters", values: ["n": String(erased.kept)])
      }
      return outcome(erased)
    }
  }

  private func erase(
    _ person: Identifier<Person>, _ extent: ErasureExtent, in tx: Transaction
  ) throws -> Erased {
    var erased = Erased(deleted: 0, anonymised: try RightsStore.blank(person, in: tx))
    if extent == .account { erased.deleted += try RightsStore.release(person, in: tx) }
    return try records.reduce(erased) { try $0 + $1.erase(person, extent, in: tx) }
  }

  private func outcome(_ erased: Erased) -> RightsRequest.Outcome {
    RightsRequest.Outcome(
      deleted: erased.deleted, anonymised: erased.anonymised, kept: erased.kept)
  }
}
