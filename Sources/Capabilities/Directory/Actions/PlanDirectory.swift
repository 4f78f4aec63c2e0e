public import Civics
public import Contracts
import Kernel
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
  }

  private let database: Database
  private let remembered = Mutex<Memory?>(nil)

  init(database: Database) { self.database = database }

  public func plan() async throws -> CityPlan { try await memory().plan }

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

  /// Puts a year's holidays and make-up days in force, for limits that begin from now on.
  ///
  /// Throws `Problem(.invalid)` for a table that contradicts itself.
  public func save(_ table: HolidayTable) async throws {
    try await database.write { tx in
      try HolidayStore.save(table, in: tx)
      _ = try CalendarRule.calendar(with: try HolidayStore.load(in: tx))
      try tx.audit(
        AuditEntry(
          actor: "operator", action: "directory.holidays_saved", subject: "year:\(table.year)"))
    }
    try await warm()
  }

  private func memory() async throws -> Memory {
    if let known = remembered.withLock({ $0 }) { return known }
    return try await load()
  }

  private func load() async throws -> Memory {
    let fresh = try await database.read { db in
      Memory(
        plan: try PlanStore.load(in: db),
        calendar: try CalendarRule.calendar(with: try HolidayStore.load(in: db)))
    }
    remembered.withLock { $0 = fresh }
    return fresh
  }
}
