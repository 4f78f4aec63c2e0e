import Synchronization

/// Everybody on one site who listens in this process, and what they are told.
///
/// One tail feeds them all: however many listen, a batch costs one look at the database.
public final class LiveHub: Sendable {
  /// How many may listen at once.
  public struct Limits: Sendable {
    /// Of one person: tabs that are looked at; the oldest gives way.
    public var ofPerson = 8
    public var ofProcess = 2000

    public init() {}
  }

  struct State {
    var streams: [Int: LiveStream] = [:]
    var next = 0
    var tail: LiveTail?
    /// Which tail it is: it starts anew when somebody listens again.
    var tailNumber = 0
    var isClosed = false
  }

  let sources: [String: LiveFeeds.Source]
  let feeds: [String: LiveFeeds.Feed]
  let limits: Limits
  /// Rings when the first one begins to listen.
  let bell = Bell()
  private let state = Mutex(State())

  public init(_ feeds: LiveFeeds, limits: Limits = Limits()) {
    sources = feeds.sources
    self.feeds = feeds.feeds
    self.limits = limits
  }

  public var count: Int { state.withLock { $0.streams.count } }
  var isClosed: Bool { state.withLock(\.isClosed) }
  var isFull: Bool { count >= limits.ofProcess }
  var streams: [LiveStream] { state.withLock { Array($0.streams.values) } }

  /// Takes a page in; nil when there is no room or the server is stopping.
  func open(_ token: String, _ viewer: Viewer, _ ears: [LiveEar]) -> LiveStream? {
    let (stream, oldest) = state.withLock { state -> (LiveStream?, LiveStream?) in
      guard !state.isClosed, state.streams.count < limits.ofProcess else { return (nil, nil) }
      let own = state.streams.values.filter { $0.person == viewer.person }
      let oldest = own.count < limits.ofPerson ? nil : own.min { $0.number < $1.number }
      if let oldest { state.streams[oldest.number] = nil }
      state.next += 1
      let stream = LiveStream(number: state.next, token: token, viewer: viewer, ears: ears)
      state.streams[stream.number] = stream
      return (stream, oldest)
    }
    oldest?.end(.replaced)
    if stream != nil { bell.ring() }
    return stream
  }

  func close(_ stream: LiveStream) {
    state.withLock { state in
      state.streams[stream.number] = nil
      if state.streams.isEmpty { state.tail = nil }
    }
    stream.end(.over)
  }

  /// Ends all of them and takes in no more: the server stops.
  public func close() {
    let all = state.withLock { state in
      defer { state.streams = [:] }
      state.isClosed = true
      return Array(state.streams.values)
    }
    for stream in all { stream.end(.over) }
  }

  /// Starts the tail for whoever comes first, so that nothing falls between two looks.
  func settle(_ database: Database) async throws {
    guard state.withLock({ $0.tail == nil }) else { return }
    let now = database.world.now()
    let tail = try await database.read { try LiveTail.begin(at: now, in: $0) }
    state.withLock { state in
      guard state.tail == nil, !state.streams.isEmpty else { return }
      state.tail = tail
      state.tailNumber += 1
    }
  }

  /// One look at what was committed, told to all; returns how many events there were.
  ///
  /// Called by one task at a time.
  func lookOn(_ database: Database, lookBack: Bool) async throws -> Int {
    let (begun, number) = state.withLock { ($0.tail, $0.tailNumber) }
    guard let begun else { return 0 }
    let now = database.world.now()
    let (batch, moved) = try await database.read { [sources] db in
      var tail = begun
      let read = try tail.next(lookBack: lookBack, at: now, in: db)
      let batch = try LiveBatch(read.events, read.position, sources, in: db)
      return (batch, tail)
    }
    let listening = state.withLock { state in
      if state.tail != nil, state.tailNumber == number { state.tail = moved }
      return Array(state.streams.values)
    }
    if batch.count > 0 { for stream in listening { stream.hear(batch) } }
    return batch.count
  }
}

/// What happened between two looks, looked up once for everybody.
struct LiveBatch: Sendable {
  let count: Int
  let position: LivePosition
  let facts: [String: LiveFacts]

  init(
    _ events: [LiveEvent], _ position: LivePosition, _ sources: [String: LiveFeeds.Source],
    in db: Snapshot
  ) throws {
    count = events.count
    self.position = position
    var facts: [String: LiveFacts] = [:]
    for (name, source) in sources {
      let fitting = events.filter { source.events.contains($0.name) }
      if !fitting.isEmpty { facts[name] = try source.look(fitting, db) }
    }
    self.facts = facts
  }
}
