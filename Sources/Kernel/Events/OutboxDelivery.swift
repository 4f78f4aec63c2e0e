public import Logging

/// Hands published events to their subscribers, each (event, subscriber) pair once.
///
/// The usual way takes many events in one transaction and is done. When a subscriber fails, that
/// transaction leaves nothing, and the events are taken one by one, each pair in a transaction of
/// its own; what still fails is retried with growing pauses and parked after ten attempts.
/// Events of one subject keep their order: a later one waits for an earlier one that fails.
public struct OutboxDelivery: Sendable {
  static let batchSize = 200
  static let maxAttempts: Int64 = 10

  let database: Database
  let subscribers: [String: [Subscriptions.Subscriber]]
  let logger: Logger

  typealias Subscriber = Subscriptions.Subscriber

  public init(database: Database, subscriptions: Subscriptions, logger: Logger) {
    self.database = database
    subscribers = Dictionary(grouping: subscriptions.all, by: \.event)
    self.logger = logger
  }

  struct Entry: Sendable {
    let id: String
    let name: String
    let subject: String
    let payload: String
  }

  /// Delivers what is due; returns how many events were settled.
  ///
  /// Call until it returns 0.
  @discardableResult
  public func deliverDue() async throws -> Int {
    let settled: Int
    do {
      settled = try await deliverBatch()
    } catch {
      logger.info("outbox batch failed, going one by one", metadata: ["error": "\(error)"])
      return try await deliverSingly()
    }
    return try await settled + deliverSingly(onlyTouched: true)
  }

  private func deliverBatch() async throws -> Int {
    let subscribers = subscribers
    return try await database.write { tx in
      let due = try Self.due(in: tx, limit: Self.batchSize)
      for entry in due {
        for subscriber in subscribers[entry.name] ?? [] {
          try subscriber.handle(entry.payload, tx)
        }
      }
      try Self.settle(due.map(\.id), in: tx)
      return due.count
    }
  }

  /// Pending events, oldest first, without the subjects that are being taken one by one.
  private static func due(in tx: Transaction, limit: Int) throws -> [Entry] {
    let due = try tx.rows(
      """
      SELECT id, name, subject, payload FROM outbox
      WHERE pending AND subject NOT IN (
        SELECT o.subject FROM outbox_deliveries d CROSS JOIN outbox o
        WHERE o.id = d.event_id AND o.pending)
      ORDER BY id LIMIT \(literal: limit)\(tx.connection.dialect.claimLock)
      """
    ).map(Entry.init)
    guard tx.connection.dialect == .postgres, let last = due.last else { return due }
    // Another process may hold an earlier event of a subject: the later ones wait for it.
    let mine = Set(due.map(\.id))
    let held = try earlier(than: last.id, in: tx).filter { try !mine.contains($0.get("id")) }
    let waiting = Set(try held.map { try $0.get("subject", as: String.self) })
    return due.filter { !waiting.contains($0.subject) }
  }

  /// Every pending event before one.
  ///
  /// Few as a rule, which only a limit tells the planner: without one it reads the whole table for
  /// each batch when there are many to come.
  private static func earlier(than id: String, in tx: Transaction) throws -> [Row] {
    let query: SQL = "SELECT id, subject FROM outbox WHERE pending AND id < \(id) ORDER BY id"
    let usual = batchSize * 10
    let rows = try tx.rows("\(query) LIMIT \(literal: usual)")
    return rows.count < usual ? rows : try tx.rows(query)
  }

  static func settle(_ ids: [String], in tx: Transaction) throws {
    guard !ids.isEmpty else { return }
    try tx.later("UPDATE outbox SET pending = FALSE WHERE id IN \(list: ids)")
  }
}

extension OutboxDelivery.Entry {
  init(_ row: Row) throws {
    self.init(
      id: try row.get("id"), name: try row.get("name"), subject: try row.get("subject"),
      payload: try row.get("payload"))
  }
}
