/// What a page missed while it was away, from the outbox itself.
struct LiveReplay: Sendable {
  /// Beyond so many events a page is told to look anew instead.
  static let most = 2000

  /// Where the page comes again from: `LivePosition.settled`.
  let position: LivePosition
  /// The events it tells of.
  let heard: Set<String>
  /// JSON; nil for nothing.
  let news: String?
  /// More was missed than is told.
  let isLost: Bool

  /// What is told first, and what happened `after`.
  ///
  /// Nil `after`: from now on.
  static func read(
    after: LivePosition?, _ ears: [LiveEar], for viewer: Viewer, _ hub: LiveHub,
    _ database: Database
  ) async throws -> (replay: LiveReplay, first: String?) {
    let (sources, wanted) = (hub.sources, Set(ears.map(\.source)))
    let now = database.world.now()
    return try await database.read { db in
      let first = try ears.first(for: viewer, in: db)
      guard let after else {
        return (LiveReplay(standing: try .newest(in: db).settled(at: now), isLost: false), first)
      }
      let events = try LiveTail.events(after: after, limit: most + 1, in: db)
      guard events.count <= most else {
        return (LiveReplay(standing: try .newest(in: db).settled(at: now), isLost: true), first)
      }
      let position = events.last.map { LivePosition(id: $0.id) } ?? after
      let batch = try LiveBatch(
        events, position, sources.filter { wanted.contains($0.key) }, in: db)
      return (
        LiveReplay(
          position: position.settled(at: now, after: after), heard: Set(events.map(\.id)),
          news: try ears.news(of: batch, for: viewer), isLost: false), first
      )
    }
  }
}

extension LiveReplay {
  /// Nothing to tell.
  private init(standing position: LivePosition, isLost: Bool) {
    self.init(position: position, heard: [], news: nil, isLost: isLost)
  }
}
