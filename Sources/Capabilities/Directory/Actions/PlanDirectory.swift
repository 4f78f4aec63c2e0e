public import Contracts
import Kernel
import Synchronization

/// Answers from the tables, remembered for half a minute: pages ask for names on every request.
public final class PlanDirectory: CityDirectory, Sendable {
  private static let memorySeconds: Int64 = 30

  private let database: Database
  private let remembered = Mutex<(plan: CityPlan, until: Timestamp)?>(nil)

  init(database: Database) { self.database = database }

  public func plan() async throws -> CityPlan {
    let now = database.world.now()
    if let known = remembered.withLock({ $0 }), known.until > now { return known.plan }
    let plan = try await database.read { try PlanStore.load(in: $0) }
    remembered.withLock { $0 = (plan, now.adding(seconds: Self.memorySeconds)) }
    return plan
  }

  /// Adds units and areas, and renames those whose code is known.
  public func save(_ plan: CityPlan) async throws {
    try await database.write { tx in try PlanStore.save(plan, in: tx) }
    remembered.withLock { $0 = nil }
  }
}
