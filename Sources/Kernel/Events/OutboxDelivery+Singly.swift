import Logging

extension OutboxDelivery {
  /// One event at a time, each subscriber in its own transaction, failures remembered.
  ///
  /// `onlyTouched`: only events that were tried this way before.
  func deliverSingly(onlyTouched: Bool = false) async throws -> Int {
    let now = database.world.now()
    let touched: SQL = onlyTouched ? "id IN (SELECT event_id FROM outbox_deliveries)" : "TRUE"
    let entries = try await database.read { db in
      try db.rows(
        """
        SELECT id, name, subject, payload FROM outbox
        WHERE pending AND \(touched) AND subject NOT IN (
          SELECT o.subject FROM outbox_deliveries d CROSS JOIN outbox o
          WHERE o.id = d.event_id AND d.state = 'failing' AND d.next_at > \(now))
        ORDER BY id LIMIT \(literal: Self.batchSize)
        """
      ).map(Entry.init)
    }
    var settled = 0
    var blocked: Set<String> = []
    for entry in entries where !blocked.contains(entry.subject) {
      if try await deliver(entry) { settled += 1 } else { blocked.insert(entry.subject) }
    }
    return settled
  }

  /// True when nothing is left to do for this event.
  private func deliver(_ entry: Entry) async throws -> Bool {
    var allDone = true
    for subscriber in subscribers[entry.name] ?? [] {
      do {
        try await database.write { tx in
          guard try Self.isOpen(entry.id, for: subscriber.name, in: tx) else { return }
          try subscriber.handle(entry.payload, tx)
          try Self.record(.done, of: entry.id, to: subscriber.name, in: tx)
        }
      } catch {
        if try await !recordFailure(of: entry, to: subscriber.name, error) { allDone = false }
      }
    }
    guard allDone else { return false }
    try await database.write { tx in
      try Self.settle([entry.id], in: tx)
      // What was delivered has to be known only as long as something of the event may run again.
      try tx.later(
        """
        DELETE FROM outbox_deliveries WHERE event_id = \(entry.id) AND NOT EXISTS (
          SELECT 1 FROM outbox_deliveries p WHERE p.event_id = \(entry.id) AND p.state = 'parked')
        """)
    }
    return true
  }

  /// True when the delivery is parked, and so no longer in the way.
  private func recordFailure(
    of entry: Entry, to subscriber: String, _ error: any Error
  ) async throws -> Bool {
    let outcome = try await database.write { tx -> (attempts: Int64, parked: Bool)? in
      guard try Self.isOpen(entry.id, for: subscriber, in: tx) else { return nil }
      let earlier = try Self.delivery(of: entry.id, to: subscriber, in: tx)
      let attempts = (earlier?.attempts ?? 0) + 1
      let parked = attempts >= Self.maxAttempts
      // 2, 4, 8 … seconds, an hour at most.
      let pause = min(3600, Int64(1) << min(attempts, 12))
      try Self.record(
        parked ? .parked : .failing, of: entry.id, to: subscriber, attempts: attempts,
        nextAt: tx.now.adding(seconds: pause), error: "\(error)", in: tx)
      return (attempts, parked)
    }
    // Another process was luckier with it.
    guard let (attempts, parked) = outcome else { return true }
    logger.error(
      "event delivery failed",
      metadata: [
        "event": "\(entry.name)", "id": "\(entry.id)", "subscriber": "\(subscriber)",
        "attempts": "\(attempts)", "parked": "\(parked)", "error": "\(error)",
      ])
    return parked
  }

  /// Whether the event is still waiting for this subscriber: asked in the transaction that hands
  /// it over, because another process may have been quicker.
  private static func isOpen(
    _ event: String, for subscriber: String, in tx: Transaction
  ) throws -> Bool {
    guard try tx.row("SELECT id FROM outbox WHERE id = \(event) AND pending") != nil else {
      return false
    }
    let state = try delivery(of: event, to: subscriber, in: tx)?.state ?? .failing
    return state == .failing
  }

  enum DeliveryState: String, ColumnValue { case done, failing, parked }

  private static func delivery(
    of event: String, to subscriber: String, in db: some Reading
  ) throws -> (state: DeliveryState, attempts: Int64)? {
    let row = try db.row(
      """
      SELECT state, attempts FROM outbox_deliveries
      WHERE event_id = \(event) AND subscriber = \(subscriber)
      """)
    guard let row else { return nil }
    return (try row.get("state"), try row.get("attempts"))
  }

  private static func record(
    _ state: DeliveryState, of event: String, to subscriber: String, attempts: Int64 = 1,
    nextAt: Timestamp? = nil, error: String? = nil, in tx: Transaction
  ) throws {
    try tx.run(
      """
      INSERT INTO outbox_deliveries (event_id, subscriber, state, attempts, next_at, last_error)
      VALUES (\(event), \(subscriber), \(state), \(attempts), \(nextAt ?? tx.now), \(error))
      ON CONFLICT (event_id, subscriber) DO UPDATE SET state = excluded.state,
        attempts = excluded.attempts, next_at = excluded.next_at, last_error = excluded.last_error
      """)
  }
}
