import Casework
import Contracts
import Kernel

/// Closes a request whose reporter was not reached on two days and did not answer in the app.
struct CloseSilent: Job {
  static let name = "service_requests.close_silent"
  let request: Identifier<Case>

  /// Nothing happens where somebody has moved it since: the rules refuse, and that is right.
  func run(_ engine: CaseEngine, in database: Database) async throws {
    try await database.write { tx in
      do {
        let moved = try engine.moveBySystem(request, .close(Closing(basis: .silence)), in: tx)
        try tx.publish(ServiceRequestEvents.Moved(moved, at: tx.now))
      } catch is CaseRefusal {
        return
      }
    }
  }
}
