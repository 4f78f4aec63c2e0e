/// One row of the outbox as live pages hear of it: after the commit, whoever has written it.
public struct LiveEvent: Sendable {
  public let id: String
  public let name: String
  let payload: String

  /// The event itself, if it is one of these.
  public func decoded<E: Event>(as type: E.Type) throws -> E? {
    try name == E.name ? JSONText.decode(E.self, from: payload) : nil
  }
}

/// What live pages may listen to.
///
/// Filled once at start-up by the capabilities. A source looks up what a batch of events is about,
/// once for everybody who listens; a feed says of it what one viewer may hear.
public final class LiveFeeds {
  struct Source: Sendable {
    let events: Set<String>
    let look: @Sendable ([LiveEvent], Snapshot) throws -> LiveFacts
  }

  struct Feed: Sendable {
    let source: String
    let access: Access
    /// Throws `Problem` for a query that cannot be one.
    let listen: @Sendable (Form) throws -> LiveListener
  }

  private(set) var sources: [String: Source] = [:]
  private(set) var feeds: [String: Feed] = [:]

  public init() {}

  /// `look`: the facts of a batch, each with the event it comes from, in a few statements.
  public func source<Fact: Sendable>(
    _ name: String, of events: [String],
    look: @escaping @Sendable ([LiveEvent], Snapshot) throws -> [LiveFact<Fact>]
  ) -> LiveSource<Fact> {
    sources[name] = Source(events: Set(events)) { events, db in
      LiveFacts(list: try look(events, db))
    }
    return LiveSource(name: name)
  }

  /// - Parameters:
  ///   - name: what a page asks for.
  ///   - source: where its facts come from.
  ///   - access: whom it is for; asked again while they listen.
  ///   - first: what a page is told when it begins to listen; nil for nothing.
  ///   - listen: reads the page's wishes and gives what tells news from facts; nil is no news.
  public func feed<Fact: Sendable, News: Encodable & Sendable>(
    _ name: String, from source: LiveSource<Fact>, _ access: Access,
    first: (@Sendable (Viewer, Snapshot) throws -> News?)? = nil,
    listen: @escaping @Sendable (Form) throws -> @Sendable (Viewer, [Fact]) -> News?
  ) {
    feeds[name] = Feed(source: source.name, access: access) { form in
      let tell = try listen(form)
      return LiveListener(
        first: { viewer, db in try first?(viewer, db).map { try JSONText.encode($0) } },
        tell: { viewer, facts, heard in
          guard let list = facts.list as? [LiveFact<Fact>] else { return nil }
          let unheard = heard.isEmpty ? list : list.filter { !heard.contains($0.event) }
          guard !unheard.isEmpty, let news = tell(viewer, unheard.map(\.fact)) else { return nil }
          return try JSONText.encode(news)
        })
    }
  }
}

/// The facts of one source, by its name.
public struct LiveSource<Fact: Sendable>: Sendable {
  let name: String
}

/// What an event was about.
public struct LiveFact<Fact: Sendable>: Sendable {
  let event: String
  let fact: Fact

  public init(_ fact: Fact, of event: LiveEvent) {
    self.event = event.id
    self.fact = fact
  }
}

struct LiveFacts: Sendable {
  let list: any Sendable
}

/// One page's ear for one feed; both answers are JSON.
struct LiveListener: Sendable {
  let first: @Sendable (Viewer, Snapshot) throws -> String?
  /// `heard`: events the page knows from another way.
  let tell: @Sendable (Viewer, LiveFacts, _ heard: Set<String>) throws -> String?
}
