import Casework
import Contracts
import Kernel

/// Passes up what nobody accepted, gave out or did in time, and tells those who have it now.
///
/// Several processes may run it at once, and each as often as it likes: a case that was passed up
/// has a limit that lies ahead, and whoever saves second starts over.
struct RequestLadder: Sendable {
  static let name = "service_requests.ladder"
  /// Few at once: where many are late together, whoever files something waits for one round only.
  static let batchSize = 10

  let engine: CaseEngine

  /// Returns how many cases went up.
  @discardableResult
  func run(in database: Database) async throws -> Int {
    var climbed = 0
    while true {
      try Task.checkCancellation()
      let (found, went) = try await database.write { tx in
        let ids = try engine.toClimb(limit: Self.batchSize, at: tx.now, in: tx)
        var went = 0
        for id in ids {
          guard let step = try engine.climb(id, in: tx) else { continue }
          try publish(step, in: tx)
          went += 1
        }
        return (ids.count, went)
      }
      climbed += went
      if found < Self.batchSize { return climbed }
    }
  }

  private func publish(_ step: CaseClimbed, in tx: Transaction) throws {
    let item = step.moved.item
    try tx.publish(ServiceRequestEvents.Moved(step.moved, at: tx.now))
    try tx.publish(
      ServiceRequestEvents.Climbed(
        request: item.id.rawValue, duty: step.duty.rawValue, from: step.from, owner: step.owner,
        level: item.level?.rawValue, area: item.place.area, entry: step.moved.event,
        dueAt: step.dueAt, at: tx.now))
  }
}
