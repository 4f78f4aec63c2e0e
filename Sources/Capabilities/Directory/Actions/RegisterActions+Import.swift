import Contracts
import Kernel

extension RegisterActions {
  /// A file that was read, and what it would do now.
  struct Staged: Sendable {
    let stored: ImportStore.Stored
    let plan: ImportPlan
  }

  /// How much a file changed.
  struct Done: Sendable, Codable {
    let register: Register
    let created: Int
    let changed: Int
    let ended: Int
  }

  /// Keeps a file's rows until they are confirmed; answers under which id.
  func stage(
    _ table: ImportTable, named name: String, isComplete: Bool, by viewer: Viewer,
    key: CommandKey?
  ) async throws -> String {
    try await database.command(key) { tx in
      let id = tx.newID()
      try ImportStore.insert(
        id, name, table, isComplete: isComplete, by: viewer.actor, in: tx)
      return id
    }
  }

  /// Throws `Problem(.notFound)` for an unknown one, and for somebody else's.
  func staged(_ id: String, for viewer: Viewer) async throws -> Staged {
    let stored = try await database.read { db in
      try ImportStore.find(id, of: viewer.actor, in: db)
    }
    guard let stored else { throw Problem(.notFound) }
    return Staged(
      stored: stored,
      plan: plan(
        of: stored, on: CityTime.date(of: database.world.now()),
        given: try await directory.entries()))
  }

  private func plan(
    of stored: ImportStore.Stored, on day: LocalDate, given current: [Entry]
  ) -> ImportPlan {
    ImportPlan(
      stored.table, isComplete: stored.isComplete, current: current, region: region, today: day,
      topics: topics)
  }

  /// Does everything the file says, or nothing.
  ///
  /// `fingerprint`: of what was shown; another plan by now is `Problem(.staleVersion)`.
  func apply(
    _ id: String, fingerprint: String, by viewer: Viewer, key: CommandKey?
  ) async throws -> Done {
    do {
      return try await applied(id, fingerprint: fingerprint, by: viewer, key: key)
    } catch let problem as Problem where problem.kind == .staleVersion {
      // Another process may have changed it: what is shown next is to be what there is.
      try await directory.warm()
      throw problem
    }
  }

  private func applied(
    _ id: String, fingerprint: String, by viewer: Viewer, key: CommandKey?
  ) async throws -> Done {
    let done = try await database.command(key) { tx in
      guard let stored = try ImportStore.find(id, of: viewer.actor, in: tx) else {
        throw Problem(.notFound)
      }
      guard try ImportStore.finish(id, in: tx) else { throw Problem(.notNow) }
      let plan = plan(
        of: stored, on: CityTime.date(of: tx.now), given: try EntryStore.all(in: tx))
      guard plan.fingerprint == fingerprint else { throw Problem(.staleVersion) }
      guard plan.faults.isEmpty else { throw Problem(.notNow) }
      for step in plan.works {
        let deed = EntryChange.Deed(rawValue: step.effect.rawValue) ?? .changed
        try store(step.after, step.before, deed, by: viewer, imported: true, in: tx)
      }
      let done = Done(
        register: plan.register, created: plan.count(.created),
        changed: plan.count(.changed) + plan.count(.revived), ended: plan.count(.ended))
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "directory.file_imported", subject: "import:" + id,
          detail:
            "\(done.register.rawValue) +\(done.created) ~\(done.changed) -\(done.ended)"))
      return done
    }
    try await directory.warm()
    return done
  }
}
