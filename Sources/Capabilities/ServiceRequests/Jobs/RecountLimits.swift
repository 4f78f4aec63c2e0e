import Casework
import Contracts
import Kernel

/// Counts the limits of all open requests anew after the calendar changed.
///
/// A second run after a broken one goes on where something is left to change: what is right already
/// is not touched.
struct RecountLimits: Job {
  static let name = "service_requests.recount_limits"
  /// Longer than any process remembers the calendar, so that the new one is counted with.
  static let waitSeconds: Int64 = 45
  static let batchSize = 100

  let year: Int

  /// Returns how many requests have other limits now.
  ///
  /// `refresh` makes sure that the calendar was read after the wait.
  @discardableResult
  func run(
    _ engine: CaseEngine, refresh: @Sendable () async throws -> Void, in database: Database
  ) async throws -> Int {
    try await refresh()
    let open = try await database.read { try engine.running(in: $0) }
    var moved = 0
    for start in stride(from: 0, to: open.count, by: Self.batchSize) {
      let batch = Array(open[start..<min(start + Self.batchSize, open.count)])
      moved += try await database.write { tx in
        var changed = 0
        for id in batch where try engine.recount(id, in: tx) { changed += 1 }
        return changed
      }
    }
    return moved
  }
}

/// Queues the recount when the calendar has changed.
struct CalendarSubscriber: Sendable {
  static let name = "service_requests.calendar"

  func subscribe(to events: Subscriptions) {
    events.on(DirectoryEvents.CalendarChanged.self, as: Self.name) { event, tx in
      try tx.enqueue(
        RecountLimits(year: event.year), at: tx.now.adding(seconds: RecountLimits.waitSeconds),
        key: "\(RecountLimits.name):\(event.year):\(event.at.rawValue)")
    }
  }
}
