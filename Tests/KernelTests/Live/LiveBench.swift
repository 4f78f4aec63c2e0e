import KernelTesting
import PostgresDriver
import Testing

@testable import Kernel

/// A site whose ids carry its clock's time, with one feed of `Noted` for those who may hear a subject.
struct LiveBench: Sendable {
  static let hearing = Permission(rawValue: "bench.hear")

  struct News: Encodable, Sendable { let numbers: [Int64] }

  let clock = TestClock()
  let database: Database
  let hub: LiveHub

  init(_ backend: Backend, limits: LiveHub.Limits = .init()) async throws {
    database = try await backend.database([KernelMigrations.all], world: Self.world(clock))
    hub = Self.hub(limits)
  }

  /// Ids that rise with the clock, as the live world's do.
  static func world(_ clock: TestClock) -> World {
    let ids = IDSequence()
    let fixed = World.fixed(clock)
    return World(
      now: fixed.now, newID: { ids.next(at: clock.now.rawValue) }, randomBytes: fixed.randomBytes)
  }

  static func hub(_ limits: LiveHub.Limits = .init()) -> LiveHub {
    let feeds = LiveFeeds()
    let source = feeds.source("noted", of: [Noted.name]) { events, _ in
      try events.compactMap { event in
        try event.decoded(as: Noted.self).map { LiveFact($0, of: event) }
      }
    }
    feeds.feed("notes", from: source, .can(hearing)) { form in
      let least = form.number("least") ?? 0
      return { viewer, facts -> News? in
        let own = facts.filter { note in
          note.number >= least
            && viewer.scopes(for: hearing).contains {
              $0 == .area(note.subject) || $0 == .everything
            }
        }
        return own.isEmpty ? nil : News(numbers: own.map(\.number))
      }
    }
    return LiveHub(feeds, limits: limits)
  }

  /// The same site as another process sees it.
  func other() throws -> Database {
    guard let driver = database.driver as? PostgresDriver else {
      return Database(driver: database.driver, world: database.world)
    }
    return Database(
      driver: try PostgresBackend.driver(schema: driver.options.schema), world: database.world)
  }

  func publish(_ subject: String, _ numbers: Int64..., on other: Database? = nil) async throws {
    try await (other ?? database).write { tx in
      for number in numbers { try tx.publish(Noted(subject: subject, number: number)) }
    }
  }

  /// An event that was made earlier and is committed now.
  func insert(_ subject: String, _ number: Int64, as id: String) async throws {
    let payload = try JSONText.encode(Noted(subject: subject, number: number))
    try await database.write { tx in
      try tx.run(
        """
        INSERT INTO outbox (id, name, subject, payload, published_at, pending)
        VALUES (\(id), \(Noted.name), \(subject), \(payload), \(tx.now), TRUE)
        """)
    }
  }

  static func viewer(_ person: String, hears scope: Scope?) -> Viewer {
    Viewer(
      person: Identifier(rawValue: person),
      grants: scope.map { [Grant([hearing], in: $0)] } ?? [])
  }

  func ears(_ query: [String: [String]] = [:]) throws -> [LiveEar] {
    let feed = try #require(hub.feeds["notes"])
    return [
      LiveEar(
        name: "notes", source: feed.source, access: feed.access,
        listener: try feed.listen(Form(values: query)))
    ]
  }

  func open(_ person: String, hears scope: Scope? = .everything) async throws -> LiveStream? {
    let stream = hub.open("token-" + person, Self.viewer(person, hears: scope), try ears())
    try await hub.settle(database)
    return stream
  }

  /// What waits for a page, as it would be written; the stream is over afterwards.
  func told(_ stream: LiveStream) async throws -> [String] {
    hub.close(stream)
    var told: [String] = []
    for await item in stream.items {
      switch item {
      case .news(let batch):
        if let news = try stream.ears.news(of: batch, for: stream.viewer) { told.append(news) }
      case .beat: told.append("beat")
      case .end(.over): break
      case .end(let reason): told.append("\(reason)")
      }
    }
    return told
  }
}
