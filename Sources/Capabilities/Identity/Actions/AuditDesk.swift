import Kernel

/// What auditors do: read what was done, take it away, and have the chains walked.
struct AuditDesk: Sendable {
  let database: Database
  let keys: SecretKeys

  /// Lines one export holds at most; more are asked for day by day.
  static let mostExported = 50_000
  static let pageLength = 50

  /// Which lines are wanted, in the words of whoever asks.
  struct Question: Sendable {
    var from: LocalDate?
    /// Included.
    var to: LocalDate?
    /// A login, or the code that stands in the log: what they did, and what was tried in their name.
    var who: String?
    var deed: String?
    var subject: String?
  }

  struct Answer: Sendable {
    let lines: [AuditLog.Line]
    /// Where the next page goes on; nil on the last.
    let next: AuditLog.Place?
    /// Names of the people in the lines, by id.
    let names: [String: String]
    /// What roles are called now, by code.
    var roles: [String: AuditNames.InBoth] = [:]
    let ended: AuditCheck?
    let running: AuditCheck?
  }

  /// Throws `Problem(.notFound)` for whoever may not read the audit.
  func read(
    _ question: Question, after: AuditLog.Place?, for viewer: Viewer
  ) async throws -> Answer {
    try Self.require(viewer)
    let now = database.world.now()
    return try await database.read { db in
      let filter = try self.filter(question, in: db)
      var lines = try AuditLog.lines(
        filter, after: after, limit: Self.pageLength + 1, in: db)
      let isMore = lines.count > Self.pageLength
      if isMore { lines.removeLast() }
      let checks = try AuditCheckStore.newest(in: db)
      let said = try AuditNames.find(Self.people(in: lines), at: now, in: db)
      return Answer(
        lines: lines, next: isMore ? lines.last?.place : nil,
        names: said.people, roles: said.roles,
        ended: checks.ended, running: checks.running)
    }
  }

  /// Every line, for a file; the export itself is in the audit.
  ///
  /// Throws `Problem(.invalid)` when there are more than `mostExported`.
  func export(_ question: Question, by viewer: Viewer) async throws -> [AuditLog.Line] {
    try Self.require(viewer)
    return try await database.write { tx in
      let filter = try self.filter(question, in: tx)
      let lines = try AuditLog.lines(filter, limit: Self.mostExported + 1, in: tx)
      guard lines.count <= Self.mostExported else {
        throw Problem(
          field: "from", "audit.too-many", values: ["n": String(Self.mostExported)])
      }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "identity.audit_exported", subject: "audit",
          detail: String(lines.count)))
      return lines
    }
  }

  /// Has all chains walked soon; the page then says what was found.
  func check(by viewer: Viewer, key: CommandKey?) async throws {
    try Self.require(viewer)
    _ = try await database.command(key) { tx in
      let id: Identifier<AuditCheck> = tx.newID()
      try AuditCheckStore.start(id, by: viewer.actor, in: tx)
      try tx.enqueue(WalkAudit(check: id))
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "identity.audit_check_asked", subject: "audit"))
      return true
    }
  }

  /// Walks the chains and writes down what was found.
  func walk(_ check: Identifier<AuditCheck>, in database: Database) async throws {
    let report = try await AuditVerifier.verify(
      database, keys: keys.all(.token).map(\.bytes),
      expecting: AuditVerifier.Expectation(needsCheckpoint: true))
    try await database.write { try AuditCheckStore.finish(check, report, in: $0) }
  }

  /// The walk that nobody asked for, once a day.
  func walkDaily(in database: Database) async throws {
    let check: Identifier<AuditCheck> = database.world.id()
    try await database.write { try AuditCheckStore.start(check, by: "system", in: $0) }
    try await walk(check, in: database)
  }

  private static func require(_ viewer: Viewer) throws {
    guard viewer.can(.readAudit) else { throw Problem(.notFound) }
  }

  private func filter(
    _ question: Question, in db: some Reading
  ) throws -> AuditLog.Filter {
    var filter = AuditLog.Filter(action: question.deed, subject: question.subject)
    filter.from = question.from.map { CityTime.instant($0) }
    filter.until = question.to.map { CityTime.instant($0.adding(days: 1)) }
    if let who = question.who {
      let account = try LoginName(typed: who).flatMap { try StaffStore.find(login: $0, in: db) }
      let actor = account?.person.rawValue ?? who
      // Whoever is not signed in is nobody yet: what was tried stands under the name it was tried on.
      let typed = String(who.prefix(100)).lowercased()
      let unknown = try BrakeBook(keys: keys).names(login: typed, address: nil).account
      filter.actor = actor
      filter.triedOn = ["person:" + actor]
      if let unknown { filter.triedOn.append(SignInActions.subject("login", unknown)) }
    }
    return filter
  }

  private static func people(in lines: [AuditLog.Line]) -> [Identifier<Person>] {
    var ids = Set(lines.map(\.entry.actor))
    for line in lines where line.entry.subject.hasPrefix("person:") {
      ids.insert(String(line.entry.subject.dropFirst(7)))
    }
    return ids.filter { $0.utf8.count == 36 }.sorted().map { Identifier(rawValue: $0) }
  }
}

/// A walk over the audit's chains that somebody asked for.
struct WalkAudit: Job {
  static let name = "identity.walk_audit"
  let check: Identifier<AuditCheck>
}
