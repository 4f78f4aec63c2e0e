import Contracts
import Kernel

/// What people do with a week: decide in the meeting, write, sign, put out.
struct BulletinActions: Sendable {
  let database: Database
  let directory: any CityDirectory
  let region: String

  /// A bulletin is the whole site's: who works on it works for all of it.
  ///
  /// Throws `Problem(.notFound)`.
  func admit(_ viewer: Viewer, _ permission: Permission) throws {
    guard Reach(viewer, permission).covers(region) else { throw Problem(.notFound) }
  }

  /// An item as it was typed.
  struct TypedItem: Hashable, Sendable {
    var matter: String
    var unit: String
    var dueOn: String
    var measure: String
    var number: String
    var request: String
  }

  /// Writes down what the meeting decided: which unit, until when, how.
  func add(
    _ typed: TypedItem, to week: Week, by viewer: Viewer, key: CommandKey?
  ) async throws {
    try admit(viewer, .editBulletin)
    let plan = try await directory.plan()
    let today = CityTime.date(of: database.world.now())
    var faults: [FieldError] = []
    let matter = typed.matter.trimmed
    if !(2...Promise.mostMatter).contains(matter.count) {
      faults.append(
        FieldError("matter", "sv.fault.matter", values: ["n": String(Promise.mostMatter)]))
    }
    if !plan.hasUnit(typed.unit) { faults.append(FieldError("unit", "sv.fault.unit")) }
    let due = LocalDate(typed.dueOn)
    if due.map({ $0 < today }) ?? true { faults.append(FieldError("due_on", "sv.fault.due")) }
    let measure = typed.measure.trimmed
    if !(2...Promise.mostMeasure).contains(measure.count) {
      faults.append(
        FieldError("measure", "sv.fault.measure", values: ["n": String(Promise.mostMeasure)]))
    }
    guard faults.isEmpty, let due else { throw Problem(faults) }
    _ = try await database.command(key) { tx in
      guard let bulletin = try BulletinStore.find(week, in: tx) else { throw Problem(.notFound) }
      guard bulletin.state == .draft else { throw Bulletin.Refusal.over.problem }
      let promise = Promise(
        id: tx.newID(), weekOn: week.monday,
        request: typed.request.isEmpty ? nil : typed.request,
        number: typed.number.isEmpty ? nil : typed.number, matter: matter, unit: typed.unit,
        dueOn: due, measure: measure)
      try PromiseStore.insert(promise, by: viewer.actor, in: tx)
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "supervision.item_added", subject: "week:\(week)",
          detail: "unit=\(typed.unit) due=\(due)"))
      return true
    }
  }

  /// Says how a promise came out; `isDone` ends it today.
  func settle(
    _ id: String, result: String, isDone: Bool, by viewer: Viewer, key: CommandKey?
  ) async throws {
    try admit(viewer, .editBulletin)
    let result = result.trimmed
    guard (2...Promise.mostMeasure).contains(result.count) else {
      throw Problem(
        field: "result", "sv.fault.measure", values: ["n": String(Promise.mostMeasure)])
    }
    _ = try await database.command(key) { tx in
      let day = isDone ? CityTime.date(of: tx.now) : nil
      guard try PromiseStore.settle(id, result: result, doneOn: day, in: tx) else {
        throw Problem(.notFound)
      }
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "supervision.item_settled", subject: "item:\(id)",
          detail: isDone ? "done" : "open"))
      return true
    }
  }

  /// Writes the words of a draft; `version` is the one that was read.
  func edit(
    _ week: Week, _ words: Bulletin.Words, version: Int, by viewer: Viewer, key: CommandKey?
  ) async throws {
    try admit(viewer, .editBulletin)
    let faults = words.all.filter { $0.text.count > Bulletin.Words.most }.map {
      FieldError($0.field, "sv.fault.long", values: ["n": String(Bulletin.Words.most)])
    }
    guard faults.isEmpty else { throw Problem(faults) }
    try await change(week, key) { bulletin, tx in
      guard bulletin.version == version else { throw Bulletin.Refusal.outdated }
      try tx.audit(
        AuditEntry(actor: viewer.actor, action: "supervision.edited", subject: "week:\(week)"))
      return try bulletin.edited(words, by: viewer.actor, as: viewer.signature, at: tx.now)
    }
  }

  /// Signs what others wrote: its words and promises are fixed.
  func sign(_ week: Week, by viewer: Viewer, key: CommandKey?) async throws {
    try admit(viewer, .signBulletin)
    try await change(week, key) { bulletin, tx in
      try tx.audit(
        AuditEntry(actor: viewer.actor, action: "supervision.signed", subject: "week:\(week)"))
      return try bulletin.signed(
        PromiseStore.standing(in: week, in: tx), by: viewer.actor, as: viewer.signature,
        at: tx.now)
    }
  }

  /// Lets everybody read it.
  func publish(_ week: Week, by viewer: Viewer, key: CommandKey?) async throws {
    try admit(viewer, .signBulletin)
    try await change(week, key) { bulletin, tx in
      try tx.audit(
        AuditEntry(actor: viewer.actor, action: "supervision.published", subject: "week:\(week)"))
      return try bulletin.published(at: tx.now)
    }
  }

  private func change(
    _ week: Week, _ key: CommandKey?,
    _ next: @escaping @Sendable (Bulletin, Transaction) throws -> Bulletin
  ) async throws {
    do {
      _ = try await database.command(key) { tx in
        guard let bulletin = try BulletinStore.find(week, in: tx) else { throw Problem(.notFound) }
        guard try BulletinStore.update(next(bulletin, tx), from: bulletin.version, in: tx) else {
          throw Bulletin.Refusal.outdated
        }
        return true
      }
    } catch let refusal as Bulletin.Refusal {
      throw refusal.problem
    }
  }
}

extension Viewer {
  /// Post and name, as it is printed under what an office puts out.
  var signature: String { [post, name].compactMap(\.self).joined(separator: " ") }
}
