import Casework
import Contracts
import Kernel

/// What consoles and case pages hear of requests while they are looked at.
struct RequestFeeds: Sendable {
  let engine: CaseEngine

  /// Something that happened to a case.
  struct Fact: Sendable {
    let signal: CaseSignal
    let isFiled: Bool
    let isDispatched: Bool
  }

  /// As little as a page needs to say "3 new" and to mark the rows that it shows.
  struct QueueNews: Encodable, Sendable {
    /// How many came into the list.
    var new = 0
    /// Some of them, so that a page does not count what it shows already.
    var ids: [String] = []
    var changed: [Change] = []
  }

  struct Change: Encodable, Sendable {
    let id: String
    let version: Int
  }

  /// Ids in one line; beyond them the page only counts.
  static let most = 20

  func add(to feeds: LiveFeeds, console: Access) {
    let engine = engine
    let cases = feeds.source(
      "cases", of: [ServiceRequestEvents.Submitted.name, ServiceRequestEvents.Moved.name]
    ) { events, db in try Self.facts(events, engine, in: db) }

    feeds.feed("queue", from: cases, console) { form -> @Sendable (Viewer, [Fact]) -> QueueNews? in
      let filter = try QueueFilter(form, at: Timestamp(milliseconds: 0))
      let query = filter.query
      return { viewer, facts in
        Self.queue(facts, query, engine.sight(of: viewer))
      }
    }
    feeds.feed("case", from: cases, .signedIn) { form -> @Sendable (Viewer, [Fact]) -> Change? in
      let wanted = form.text("case")
      return { viewer, facts in
        let own = facts.filter { $0.signal.id.rawValue == wanted }
        guard let last = own.max(by: { $0.signal.version < $1.signal.version }),
          engine.sight(of: viewer).sees(last.signal)
        else { return nil }
        return Change(id: last.signal.id.rawValue, version: last.signal.version)
      }
    }
  }

  private static func facts(
    _ events: [LiveEvent], _ engine: CaseEngine, in db: Snapshot
  ) throws -> [LiveFact<Fact>] {
    var kinds: [(event: LiveEvent, id: Identifier<Case>, isFiled: Bool, isDispatched: Bool)] = []
    for event in events {
      if let filed = try event.decoded(as: ServiceRequestEvents.Submitted.self) {
        if !filed.isImported {
          kinds.append((event, Identifier(rawValue: filed.request), true, false))
        }
      } else if let moved = try event.decoded(as: ServiceRequestEvents.Moved.self),
        !moved.isImported
      {
        let isDispatched = moved.to == CaseState.dispatched.rawValue && moved.from != moved.to
        kinds.append((event, Identifier(rawValue: moved.request), false, isDispatched))
      }
    }
    let signals = try engine.signals(of: Set(kinds.map(\.id)), in: db)
    return kinds.compactMap { kind in
      signals[kind.id].map { signal in
        LiveFact(
          Fact(signal: signal, isFiled: kind.isFiled, isDispatched: kind.isDispatched),
          of: kind.event)
      }
    }
  }

  /// Nil when nothing of it is in the viewer's list.
  private static func queue(
    _ facts: [Fact], _ query: CaseQuery, _ sight: CaseSight
  ) -> QueueNews? {
    var news = QueueNews()
    var seen: Set<Identifier<Case>> = []
    for fact in facts where sight.seesAsStaff(fact.signal) {
      let isNew =
        fact.isFiled || fact.isDispatched && sight.seesByUnitOnly(fact.signal)
      if isNew, query.fits(fact.signal) {
        news.new += 1
        if news.ids.count < most { news.ids.append(fact.signal.id.rawValue) }
      } else if news.changed.count < most, seen.insert(fact.signal.id).inserted {
        // Also what has left the list: its row says so until the list is looked at anew.
        news.changed.append(Change(id: fact.signal.id.rawValue, version: fact.signal.version))
      }
    }
    return news.new == 0 && news.changed.isEmpty ? nil : news
  }
}
