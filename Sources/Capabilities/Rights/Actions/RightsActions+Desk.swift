import Civics
import Contracts
import Kernel

/// The desk that decides.
extension RightsActions {
  enum Decision: Hashable, Sendable {
    /// With what the person is told, and what is done with it.
    case grant(answer: String, Fulfilment = Fulfilment())
    case refuse(reason: String)
  }

  /// As it was typed and ticked, where the kind of the request asks for it.
  struct Fulfilment: Hashable, Sendable {
    var newName: String?
    var newPhone: String?
    /// Purposes whose consent is taken back.
    var withdrawn: [String] = []
  }

  static let shown = 200

  /// A request as the desk sees it.
  struct DeskLook: Sendable {
    let request: RightsRequest
    let card: PersonCard?
    /// Who decided.
    let decider: PersonCard?
    let limit: RightsLimit?
    /// Consents that can be taken back; only where that is what was asked.
    var standing: [ConsentPurpose] = []
    /// A restriction that holds still.
    var isRestricted = false
  }

  /// Throws `Problem(.notFound)` for a grant that does not reach the whole site: people have no
  /// area, so there is one desk, and a try is audited.
  private func requireReach(_ viewer: Viewer, _ subject: String) async throws {
    guard !viewer.scopes(for: .workRights).contains(.everything) else { return }
    let staff = try Self.person(viewer)
    try await database.write { tx in
      try tx.audit(
        AuditEntry(
          actor: staff.rawValue, action: "rights.turned_away", subject: "rights:" + subject))
    }
    throw Problem(.notFound)
  }

  func queue(isOpen: Bool, by viewer: Viewer) async throws -> (
    rows: [RightsRequest], cards: [Identifier<Person>: PersonCard]
  ) {
    try await requireReach(viewer, "queue")
    return try await database.read { db in
      let rows = try RightsStore.queue(isOpen: isOpen, limit: Self.shown, in: db)
      return (rows, try people.cards(of: rows.map(\.person), in: db))
    }
  }

  /// Opening one is audited: it names a person and says what they want.
  func look(_ id: Identifier<RightsRequest>, by viewer: Viewer) async throws -> DeskLook {
    let staff = try Self.person(viewer)
    try await requireReach(viewer, id.rawValue)
    return try await database.write { tx in
      guard let request = try RightsStore.find(id, in: tx) else { throw Problem(.notFound) }
      try audit("opened", request, by: staff.rawValue, in: tx)
      let cards = try people.cards(
        of: [request.person, request.decidedBy].compactMap { $0 }, in: tx)
      return DeskLook(
        request: request, card: cards[request.person],
        decider: request.decidedBy.flatMap { cards[$0] },
        limit: try RightsStore.limit(request.kind, at: request.askedAt, in: tx),
        standing: request.kind == .withdrawal && request.state == .open
          ? try consents.standing(of: request.person, in: tx) : [],
        isRestricted: try isHolding(request, in: tx))
    }
  }

  /// Decides and does it, all in one: what was granted is done, or nothing is.
  func decide(
    _ id: Identifier<RightsRequest>, _ decision: Decision, by viewer: Viewer, key: CommandKey?
  ) async throws {
    let staff = try Self.person(viewer)
    try await requireReach(viewer, id.rawValue)
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
      case .grant(let answer, let fulfilment):
        let answer = try RightsRules.checkedReason(answer, isRefusal: false)
        if request.kind == .explanation, answer.isEmpty {
          throw Problem(field: "answer", "right.mistake.answer")
        }
        request.answer = answer.isEmpty ? nil : answer
        request.state = .granted
        request.erased = try fulfil(request, fulfilment, by: staff, in: tx)
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
    try await requireReach(viewer, id.rawValue)
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
}
