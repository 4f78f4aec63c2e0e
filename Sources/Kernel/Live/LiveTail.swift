/// Reads what was committed since the last look, and what came late.
///
/// Tails the outbox itself: no event is lost by a crash, and those of another process or of the
/// command line are there too. Ids are made before the commit, so a row may appear below the newest
/// one read; as long as that can be, such rows are counted, and looked for when there are too many.
struct LiveTail: Sendable {
  /// How long after its id was made an event may still appear, clocks of two processes included.
  static let lateSeconds: Int64 = 15
  static let most = 1000

  private(set) var position: LivePosition
  /// Ids at most `lateSeconds` old that were read.
  private var recent: Set<String>

  /// What one look brought.
  struct Batch: Sendable {
    let events: [LiveEvent]
    let position: LivePosition
  }

  private init(position: LivePosition, recent: Set<String>) {
    self.position = position
    self.recent = recent
  }

  /// A tail that starts now.
  static func begin(at now: Timestamp, in db: some Reading) throws -> LiveTail {
    let position = try LivePosition.newest(in: db)
    let ids = try db.rows(
      "SELECT id FROM outbox WHERE id > \(floor(now)) AND id <= \(position.text)")
    return LiveTail(
      position: position, recent: Set(try ids.map { try $0.get("id", as: String.self) }))
  }

  private static func floor(_ now: Timestamp) -> String {
    LivePosition(at: now.adding(seconds: -lateSeconds)).text
  }

  /// What is new; `lookBack`: also what came late.
  mutating func next(
    lookBack: Bool, at now: Timestamp, in db: some Reading
  ) throws -> Batch {
    var events = try lookBack ? late(now, in: db) : []
    let fresh = try Self.events(after: position, limit: Self.most, in: db)
    events += fresh
    if let last = fresh.last { position = LivePosition(id: last.id) }
    recent.formUnion(events.map(\.id))
    return Batch(events: events, position: position)
  }

  private mutating func late(_ now: Timestamp, in db: some Reading) throws -> [LiveEvent] {
    let floor = Self.floor(now)
    recent = recent.filter { $0 > floor }
    let range: SQL = "id > \(floor) AND id <= \(position.text)"
    let there = try db.number("SELECT COUNT(*) FROM outbox WHERE \(range)")
    guard there > Int64(recent.count) else { return [] }
    return try db.rows(
      "SELECT id, name, payload FROM outbox WHERE \(range) ORDER BY id"
    ).map(LiveEvent.init).filter { !recent.contains($0.id) }
  }

  /// The oldest first.
  static func events(
    after position: LivePosition, limit: Int, in db: some Reading
  ) throws -> [LiveEvent] {
    try db.rows(
      """
      SELECT id, name, payload FROM outbox WHERE id > \(position.text)
      ORDER BY id LIMIT \(literal: limit)
      """
    ).map(LiveEvent.init)
  }
}

extension LiveEvent {
  init(_ row: Row) throws {
    self.init(
      id: try row.get("id"), name: try row.get("name"), payload: try row.get("payload"))
  }
}
