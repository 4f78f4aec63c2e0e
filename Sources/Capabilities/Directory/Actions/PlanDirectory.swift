public import Civics
public import Contracts
public import Kernel
import Synchronization

/// Answers from the tables, remembered: pages ask for names on every request, and have no queries
/// to spare for it.
///
/// A change made by another process is seen when `warm` is called again, which the server does
/// every half minute.
public final class PlanDirectory: CityDirectory, Sendable {
  private struct Memory: Sendable {
    let plan: CityPlan
    let calendar: BusinessCalendar
    /// Every line of every register, ended ones too.
    let entries: [Entry]
    let roster: Roster
  }

  let database: Database
  private let remembered = Mutex<Memory?>(nil)

  public convenience init(_ platform: Platform) { self.init(database: platform.database) }

  init(database: Database) { self.database = database }

  public func plan() async throws -> CityPlan { try await memory().plan }

  /// The registers as they were last read: what a line is shown beside, never what it is checked
  /// against.
  func entries() async throws -> [Entry] { try await memory().entries }

  /// Who is on duty when, by the registers as they were last read.
  func roster() async throws -> Roster {
    let memory = try await memory()
    return memory.roster
  }

  /// The business calendar as it was last read; the shipped one before the first look.
  public var calendar: BusinessCalendar { remembered.withLock { $0?.calendar } ?? .mainland }

  /// Reads everything anew, so that requests find it.
  public func warm() async throws { _ = try await load() }

  /// Adds units and areas, and renames those whose code is known.
  public func save(_ plan: CityPlan) async throws {
    try await database.write { tx in
      try PlanStore.save(plan, in: tx)
      try tx.audit(
        AuditEntry(actor: "operator", action: "directory.plan_saved", subject: "directory"))
    }
    try await warm()
  }

  /// Puts a year's holidays and make-up days in force.
  ///
  /// Tells it when the days are others than before, so that limits that run can be counted anew; a
  /// table that says the same again changes nothing. Throws `Problem(.invalid)` for one that
  /// contradicts itself.
  @discardableResult
  public func save(_ table: HolidayTable) async throws -> Bool {
    let isNew = try await database.write { tx in
      let today = CityTime.date(of: tx.now)
      let before = try HolidayStore.load(on: today, in: tx)
      try HolidayStore.save(table, in: tx)
      let after = try HolidayStore.load(on: today, in: tx)
      _ = try CalendarRule.calendar(with: after)
      try tx.audit(
        AuditEntry(
          actor: "operator", action: "directory.holidays_saved", subject: "year:\(table.year)"))
      guard
        CalendarRule.days(of: table.year, in: before)
          != CalendarRule.days(of: table.year, in: after)
      else { return false }
      try tx.publish(DirectoryEvents.CalendarChanged(year: table.year, at: tx.now))
      return true
    }
    try await warm()
    return isNew
  }

  private func memory() async throws -> Memory {
    if let known = remembered.withLock({ $0 }) { return known }
    return try await load()
  }

  private func load() async throws -> Memory {
    let today = CityTime.date(of: database.world.now())
    let fresh = try await database.read { db in
      let calendar = try CalendarRule.calendar(with: try HolidayStore.load(on: today, in: db))
      let entries = try EntryStore.all(in: db)
      return Memory(
        plan: try PlanStore.load(on: today, rulesIn: entries, in: db), calendar: calendar,
        entries: entries,
        roster: Roster(entries, calendar))
    }
    remembered.withLock { $0 = fresh }
    return fresh
  }
}
