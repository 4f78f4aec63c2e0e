import Casework
import Civics
import Contracts
import Kernel

/// What an administrator does with the list of limits; one transaction each.
struct LimitActions: Sendable {
  let actions: ServiceRequestActions
  let directory: any CityDirectory
  /// Every name of a unit of time, folded, and its code.
  let units: [String: Limit.Unit]

  var database: Database { actions.database }

  /// A file with what it says now and what is wrong with it.
  struct Staged: Sendable {
    let draft: LimitTableStore.Draft
    let file: LimitFile
    /// What is wrong with its day or its name.
    let problem: Problem?
    /// What holds on the day before it begins, and would hold no longer.
    let lost: [LimitTable.ClassLimit]
  }

  /// Keeps a file's rows until they are confirmed; answers under which id.
  func stage(
    _ records: [LimitFile.Record], named name: String, from: LocalDate, file: String,
    by viewer: Viewer, key: CommandKey?
  ) async throws -> String {
    try await database.command(key) { tx in
      let versions = try LimitTableStore.active(in: tx)
      if let problem = Self.problem(name, from, versions, today: CityTime.date(of: tx.now)) {
        throw problem
      }
      let id = tx.newID()
      try LimitTableStore.insert(
        id, name, from: from, file: file, records, by: viewer.actor, in: tx)
      return id
    }
  }

  /// Throws `Problem(.notFound)` for an unknown one, and for somebody else's.
  func staged(_ id: String, for viewer: Viewer) async throws -> Staged {
    let plan = try await directory.plan()
    let today = CityTime.date(of: database.world.now())
    return try await database.read { db in
      guard let draft = try LimitTableStore.draft(id, of: viewer.actor, in: db) else {
        throw Problem(.notFound)
      }
      let versions = draft.activatedAt == nil ? try LimitTableStore.active(in: db) : []
      let file = file(draft.records, plan)
      let before = try LimitTables.book(versions).table(on: draft.from.adding(days: -1))
      return Staged(
        draft: draft, file: file,
        problem: draft.activatedAt == nil
          ? Self.problem(draft.name, draft.from, versions, today: today) : nil,
        lost: draft.activatedAt == nil ? before.classes.lost(in: file.classes) : [])
    }
  }

  /// Puts a checked file in force from its day on, whole or not at all.
  ///
  /// What is open by then keeps the version it began with. Throws `Problem(.notNow)` for a file
  /// with faults, or one that was put in force before.
  func activate(_ id: String, by viewer: Viewer, key: CommandKey?) async throws -> String {
    let plan = try await directory.plan()
    let name = try await database.command(key) { tx in
      guard let draft = try LimitTableStore.draft(id, of: viewer.actor, in: tx) else {
        throw Problem(.notFound)
      }
      let file = file(draft.records, plan)
      guard file.faults.isEmpty else { throw Problem(.notNow, "limits.faulty") }
      let versions = try LimitTableStore.active(in: tx)
      let today = CityTime.date(of: tx.now)
      guard draft.activatedAt == nil else { throw Problem(.notNow, "limits.done-before") }
      if let problem = Self.problem(draft.name, draft.from, versions, today: today) {
        throw problem
      }
      guard try LimitTableStore.activate(id, file.classes, in: tx) else {
        throw Problem(.notNow, "limits.done-before")
      }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "service_requests.limits_activated",
          subject: "limits:" + draft.name, detail: "\(draft.from) \(file.classes.count)"))
      return draft.name
    }
    try await actions.tables.warm(from: database)
    return name
  }

  /// Takes back a version that has not begun; what holds before it goes on.
  ///
  /// Throws `Problem(.notNow)` for one that holds already, and where that day has none of that name.
  func withdraw(
    _ name: String, from day: LocalDate, by viewer: Viewer, key: CommandKey?
  ) async throws {
    _ = try await database.command(key) { tx in
      // On its own day it holds already, for what came in since midnight.
      guard day > CityTime.date(of: tx.now), try LimitTableStore.withdraw(name, from: day, in: tx)
      else { throw Problem(.notNow, "limits.begun") }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "service_requests.limits_withdrawn",
          subject: "limits:" + name, detail: "\(day)"))
      return true
    }
    try await actions.tables.warm(from: database)
  }

  /// Lists there were, are and will be; the shipped one first.
  func versions() async throws -> [LimitVersion] {
    try await database.read { try LimitTableStore.active(in: $0) }
  }

  private func file(_ records: [LimitFile.Record], _ plan: CityPlan) -> LimitFile {
    LimitFile(records, actions.catalogue, units: units) { code in
      plan.units.isEmpty || plan.unit(code) != nil
    }
  }

  /// A version begins on a day of its own, tomorrow at the earliest: what came in today was told
  /// today's times.
  static func problem(
    _ name: String, _ from: LocalDate, _ versions: [LimitVersion], today: LocalDate
  ) -> Problem? {
    guard (2...40).contains(name.count) else { return Problem(field: "name", "limits.wrong.name") }
    let shipped = LimitBook.serviceRequests.tables.map(\.version)
    guard !(versions.map(\.name) + shipped).contains(name) else {
      return Problem(field: "name", "limits.wrong.name-taken")
    }
    guard from > today else { return Problem(field: "from", "limits.wrong.past") }
    guard from <= today.adding(days: LimitFile.mostDays) else {
      return Problem(field: "from", "limits.wrong.far")
    }
    guard let other = versions.first(where: { $0.from == from }) else { return nil }
    return Problem(field: "from", "limits.wrong.day-taken", values: ["name": other.name])
  }
}

extension [LimitTable.ClassLimit] {
  /// Those of a class and condition that the others do not have.
  func lost(in others: [LimitTable.ClassLimit]) -> [LimitTable.ClassLimit] {
    func place(_ row: LimitTable.ClassLimit) -> [String] {
      [row.service, row.item ?? "", row.condition]
    }
    let kept = Set(others.map(place))
    return filter { !kept.contains(place($0)) }
  }
}
