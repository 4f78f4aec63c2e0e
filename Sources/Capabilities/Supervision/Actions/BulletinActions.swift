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
    let latest = today.adding(days: Promise.mostDays)
    if due.map({ $0 < today || $0 > latest }) ?? true {
      faults.append(FieldError("due_on", "sv.fault.due"))
    }
    let measure = typed.measure.trimmed
    if !(2...Promise.mostMeasure).contains(measure.count) {
      faults.append(
        FieldError("measure", "sv.fault.measure", values: ["n": String(Promise.mostMeasure)]))
    }
    guard faults.isEmpty, let due else { throw Problem(faults) }
    _ = try await database.command(key) { tx in
      guard let bulletin = try BulletinStore.find(week, in: tx) else { throw Problem(.notFound) }
      guard bulletin.state == .draft else { throw Bulletin.Refusal.over.problem }
      let about = try Self.about(typed.request, for: viewer, in: tx)
      let promise = Promise(
        id: tx.newID(), weekOn: week.monday, request: about?.id, number: about?.number,
        matter: matter, unit: typed.unit, dueOn: due, measure: measure)
      try PromiseStore.insert(promise, by: viewer.actor, in: tx)
      try Self.touch(bulletin, by: viewer, in: tx)
      try tx.audit(
        AuditEntry(
          actor: viewer.actor, action: "supervision.item_added", subject: "week:\(week)",
          detail: "unit=\(typed.unit) due=\(due)"))
      return true
    }
  }

  /// The request an item is about, as it is kept; what was posted beside its id says nothing.
  private static func about(
    _ request: String, for viewer: Viewer, in tx: Transaction
  ) throws -> (id: String, number: String)? {
    guard !request.isEmpty else { return nil }
    let reach = Reach(viewer, .editBulletin)
    guard let fact = try FactStore.find([request], in: tx).first, !fact.about.isRestricted,
      reach.holds(fact.about.area)
    else { throw Problem(.notFound) }
    return (fact.about.id, fact.about.number)
  }

  /// Whoever signs has seen everything that stands in it, and did not write it.
  private static func touch(
    _ bulletin: Bulletin, by viewer: Viewer, in tx: Transaction
  ) throws {
    guard
      try BulletinStore.update(
        bulletin.touched(by: viewer.actor), from: bulletin.version, in: tx)
    else { throw Bulletin.Refusal.outdated.problem }
  }

  /// Says how a promise came out; `isDone` ends it today.
  ///
  /// The draft in which it stands has changed by that.
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
        // Somebody else may have written that it is done.
        guard try PromiseStore.isThere(id, in: tx) else { throw Problem(.notFound) }
        throw Problem(.notNow, "sv.refusal.outdated")
      }
      // It stands in each draft since: who signs one has to have read how it came out.
      for draft in try BulletinStore.drafts(with: id, in: tx) {
        try Self.touch(draft, by: viewer, in: tx)
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
  ///
  /// `version` is the one that was read.
  func sign(_ week: Week, version: Int, by viewer: Viewer, key: CommandKey?) async throws {
    try admit(viewer, .signBulletin)
    try await change(week, key) { bulletin, tx in
      guard version == bulletin.version else { throw Bulletin.Refusal.outdated }
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
