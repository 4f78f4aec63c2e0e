import Casework
import Contracts
import Kernel

/// Keeps requests findable by their words, behind the filing and not in it.
struct SearchSubscriber: Sendable {
  static let name = "service_requests.search"
  let engine: CaseEngine

  func subscribe(to events: Subscriptions) {
    events.on(ServiceRequestEvents.Submitted.self, as: Self.name) { event, tx in
      try engine.index(Identifier(rawValue: event.request), anew: false, in: tx)
    }
    events.on(ServiceRequestEvents.Moved.self, as: Self.name) { event, tx in
      guard event.move == CaseMove.Kind.correct.rawValue else { return }
      try engine.index(Identifier(rawValue: event.request), anew: true, in: tx)
    }
  }
}
