import Kernel

/// The cycle of a week: freeze, meeting, bulletin.
struct WeekActions: Sendable {
  /// How far back the clock looks for weeks that nobody counted; older ones are an operator's
  /// (`linli supervision rebuild`).
  static let weeksBack = 4

  /// Freezes a week: its figures, the requests behind them, and a draft of its bulletin.
  ///
  /// Nothing where it is frozen already. What happened after Sunday 24:00 is not in it; how a
  /// request that was there by then stands is as of now, so it should run soon after.
  func freeze(_ week: Week, on database: Database) async throws {
    try await database.write { tx in
      guard try WeekStore.frozen(since: week.monday, in: tx).contains(week.monday) == false else {
        return
      }
      let edition = try FormulaStore.book(in: tx).edition(on: week.monday)
      let facts = try FactStore.members(of: week, in: tx).map {
        Fact($0.about, by: edition.formula)
      }
      let open = try FactStore.open(before: week.end, in: tx)
      let count = WeekCount(week, facts, by: edition, open: open, at: tx.now)
      try WeekStore.insert(count.frozen, count.members, in: tx)
      try BulletinStore.insert(Bulletin(week: week, isShown: !count.members.isEmpty), in: tx)
      try tx.audit(
        AuditEntry(
          actor: "system", action: "supervision.frozen", subject: "week:\(week)",
          detail: "members=\(count.members.count) formula=\(edition.validOn)"))
    }
  }

  /// Puts the bulletin of a week out with figures only, because nobody signed it in time; one that
  /// was signed and forgotten goes out as it is.
  func issue(_ week: Week, on database: Database) async throws {
    try await database.write { tx in
      guard let bulletin = try BulletinStore.find(week, in: tx), bulletin.state != .published else {
        return
      }
      let items = try PromiseStore.standing(in: week, in: tx)
      let next = try bulletin.issued(items, at: tx.now)
      guard try BulletinStore.update(next, from: bulletin.version, in: tx) else {
        throw Bulletin.Refusal.outdated
      }
      try tx.audit(
        AuditEntry(
          actor: "system", action: "supervision.issued", subject: "week:\(week)",
          detail: next.isMissed ? "figures only" : "signed"))
    }
  }

  /// What the clock does: freezes weeks that are over and puts out bulletins whose time is.
  ///
  /// `since`: the first Monday to look at; nil for the last weeks.
  func turn(_ database: Database, since: LocalDate? = nil) async throws {
    let now = database.world.now()
    let current = Week(of: CityTime.date(of: now))
    let earliest = since ?? current.monday.adding(days: -7 * Self.weeksBack)
    let (first, frozen) = try await database.read { db in
      (
        try FactStore.first(in: db).map(CityTime.date(of:)),
        try WeekStore.frozen(since: earliest, in: db)
      )
    }
    guard let first else { return }
    var week = Week(of: max(first, earliest))
    while week < current {
      try Task.checkCancellation()
      if !frozen.contains(week.monday) { try await freeze(week, on: database) }
      week = week.next
    }
    try await issueMissed(current, now, database)
  }

  private func issueMissed(_ current: Week, _ now: Timestamp, _ database: Database) async throws {
    let (waiting, book) = try await database.read { db in
      (
        try BulletinStore.waiting(upTo: current.previous.monday, in: db),
        try FormulaStore.book(in: db)
      )
    }
    for bulletin in waiting {
      let days = book.edition(on: bulletin.week.monday).formula.issueDays
      guard bulletin.week.end.adding(days: Int64(days)) <= now else { continue }
      try await issue(bulletin.week, on: database)
    }
  }
}
