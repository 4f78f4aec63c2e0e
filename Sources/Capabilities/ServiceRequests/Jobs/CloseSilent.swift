import Casework
import Civics
import Contracts
import Kernel

/// Closes a request whose reporter was not reached on two days and did not answer in the app.
struct CloseSilent: Job {
  static let name = "service_requests.close_silent"
  let request: Identifier<Case>
  /// Since when it had been waiting for its reporter; another round has a time of its own.
  let since: Timestamp?

  /// Queues it once calls have failed on enough days.
  ///
  /// The reporter may still answer in the app until the time for rating is over.
  static func enqueue(after moved: CaseMoved, _ engine: CaseEngine, in tx: Transaction) throws {
    guard moved.move == .noteAttempt else { return }
    let (item, table) = (moved.item, engine.table(at: tx.now))
    guard item.details.attemptDays?.count ?? 0 >= table.rules.attemptDays else { return }
    let until = engine.calendar().deadline(from: item.stateSince, limit: table.rate).at
    try tx.enqueue(
      CloseSilent(request: item.id, since: item.stateSince), at: max(until, tx.now),
      key: "\(name):\(item.id):\(item.version)")
  }

  /// Nothing happens where somebody has moved it since.
  func run(_ engine: CaseEngine, in database: Database) async throws {
    try await database.write { tx in
      guard let item = try engine.findBySystem(request, in: tx),
        since == nil || since == item.stateSince
      else { return }
      do {
        let moved = try engine.moveBySystem(request, .close(Closing(basis: .silence)), in: tx)
        for one in [moved] + moved.also {
          try tx.publish(ServiceRequestEvents.Moved(one, at: tx.now))
        }
      } catch is CaseRefusal {
        return
      }
    }
  }
}
