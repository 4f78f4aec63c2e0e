import Civics
import Contracts
import Kernel

/// What people ask about their own data: one method, one transaction.
struct RightsActions: Sendable {
  let database: Database
  let people: any PeopleDirectory
  let register: any PeopleRegister
  let consents: any ConsentKeeping
  let records: [any PersonalRecords]
  /// The working days limits are counted with.
  let calendar: @Sendable () -> BusinessCalendar

  /// The same kind twice at once is one request.
  func ask(
    _ kind: RightsRequest.Kind, words: String, by viewer: Viewer, key: CommandKey?
  ) async throws -> Identifier<RightsRequest> {
    let person = try Self.person(viewer)
    let words = try RightsRules.checkedWords(words, for: kind)
    let calendar = calendar()
    return try await database.command(key) { tx in
      if let open = try RightsStore.open(kind, of: person, in: tx) { return open.id }
      guard let limit = try RightsStore.limit(kind, at: tx.now, in: tx),
        let dueAt = RightsRules.dueAt(limit, from: tx.now, in: calendar)
      else { throw StoreError.other("no limit for \(kind.rawValue)") }
      let request = RightsRequest(
        id: tx.newID(), person: person, kind: kind, words: words,
        state: kind.isImmediate ? .granted : .open, askedAt: tx.now, dueAt: dueAt,
        decidedAt: kind.isImmediate ? tx.now : nil, version: 1)
      try RightsStore.insert(request, in: tx)
      try audit("asked", request, by: person.rawValue, in: tx)
      try tx.publish(
        RightsEvents.Asked(
          request: request.id.rawValue, person: person, kind: kind.rawValue, dueAt: dueAt,
          at: tx.now))
      return request.id
    }
  }

  /// Taken back by the person, as long as nobody has decided.
  func cancel(
    _ id: Identifier<RightsRequest>, by viewer: Viewer, key: CommandKey?
  ) async throws {
    let person = try Self.person(viewer)
    _ = try await database.command(key) { tx in
      var request = try own(id, of: person, in: tx)
      guard request.state == .open else { throw Problem(.notNow, "right.not-now") }
      request.state = .cancelled
      request.decidedAt = tx.now
      request.version += 1
      guard try RightsStore.save(request, in: tx) else { throw Problem(.staleVersion) }
      try audit("cancelled", request, by: person.rawValue, in: tx)
      return id
    }
  }

  func requests(of viewer: Viewer) async throws -> [RightsRequest] {
    let person = try Self.person(viewer)
    return try await database.read { try RightsStore.all(of: person, in: $0) }
  }

  func request(
    _ id: Identifier<RightsRequest>, of viewer: Viewer
  ) async throws -> RightsRequest {
    try await look(at: id, of: viewer).request
  }

  /// One's own request, and whether a restriction by it holds still.
  func look(
    at id: Identifier<RightsRequest>, of viewer: Viewer
  ) async throws -> (request: RightsRequest, isRestricted: Bool) {
    let person = try Self.person(viewer)
    return try await database.read { db in
      let request = try own(id, of: person, in: db)
      return (request, try isHolding(request, in: db))
    }
  }

  /// Everything held on the person, for a request that was granted not long ago.
  ///
  /// Put together anew each time, so that no file with all of it lies about; each one is audited.
  func copy(
    _ id: Identifier<RightsRequest>, of viewer: Viewer
  ) async throws -> [PersonalRecord] {
    let person = try Self.person(viewer)
    return try await database.write { tx in
      let request = try own(id, of: person, in: tx)
      guard request.isFetchable(at: tx.now) else { throw Problem(.notFound) }
      try audit("copied", request, by: person.rawValue, in: tx)
      return try records.flatMap { try $0.copy(of: person, in: tx) }
    }
  }

  func own(
    _ id: Identifier<RightsRequest>, of person: Identifier<Person>, in db: some Reading
  ) throws -> RightsRequest {
    guard let request = try RightsStore.find(id, in: db), request.person == person else {
      throw Problem(.notFound)
    }
    return request
  }

  static func person(_ viewer: Viewer) throws -> Identifier<Person> {
    guard let person = viewer.person else { throw Problem(.signInNeeded) }
    return person
  }

  func audit(
    _ deed: String, _ request: RightsRequest, by actor: String, in tx: Transaction
  ) throws {
    try tx.audit(
      AuditEntry(
        actor: actor, action: "rights." + deed, subject: "rights:" + request.id.rawValue,
        detail: request.kind.rawValue))
  }
}
