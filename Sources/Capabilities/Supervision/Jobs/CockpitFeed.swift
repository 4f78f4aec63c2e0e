import Contracts
import Kernel

/// Tells the wall that its sums have changed; what they are it asks for itself.
struct CockpitFeed: Sendable {
  struct Fact: Sendable { let area: String }
  struct News: Encodable, Sendable { let n: Int }

  func add(to feeds: LiveFeeds) {
    let source = feeds.source(
      "counted",
      of: [ServiceRequestEvents.Submitted.name, ServiceRequestEvents.Moved.name]
    ) { events, _ in
      try events.compactMap { event in
        if let filed = try event.decoded(as: ServiceRequestEvents.Submitted.self) {
          return LiveFact(Fact(area: filed.area), of: event)
        }
        return try event.decoded(as: ServiceRequestEvents.Moved.self)
          .map { LiveFact(Fact(area: $0.area), of: event) }
      }
    }
    feeds.feed("cockpit", from: source, .can(.readSupervision)) { _ in
      { viewer, facts -> News? in
        let reach = Reach(viewer, .readSupervision)
        let count = facts.count { reach.holds($0.area) }
        return count == 0 ? nil : News(n: count)
      }
    }
  }
}
