import Logging

extension OutboxDelivery {
  /// One event at a time, each subscriber in its own transaction, failures remembered.
  func deliverSingly() async throws -> Int {
    let now = database.world.now()
    let entries = try await database.read { db in
      try db.rows(
        """
        SELECT id, name, subject, payload FROM outbox WHERE pending ORDER BY id
        LIMIT \(literal: Self.batchSize)
        """
      ).map(Entry.init)
    }
    var settled = 0
    var blocked: Set<String> = []
    for entry in entries where !blocked.contains(entry.subject) {
      if try await deliver(entry, now: now) { settled += 1 } else { blocked.insert(entry.subject) }
    }
    return settled
  }

  /// True when nothing is left to do for this event.
  private func deliver(_ entry: Entry, now: Timestamp) async throws -> Bool {
    var allDone = true
    for subscriber in subscribers[entry.name] ?? [] {
      let state = try await database.read { db in
        try Self.delivery(of: entry.id, to: subscriber.name, in: db)
      }
      if let state, state.state != .failing { continue }
      if let state, state.nextAt > now {
        allDone = false
        continue
      }
      do {
        try await database.write { tx in
          try subscriber.handle(entry.payload, tx)
          try Self.record(.done, of: entry.id, to: subscriber.name, in: tx)
        }
      } catch {
        let parked = try await recordFailure(
          of: entry, to: subscriber.name, attempts: (state?.attempts ?? 0) + 1, error)
        if !parked { allDone = false }
      }
    }
    guard allDone else { return false }
    try await database.write { tx in try Self.settle([entry.id], in: tx) }
    return true
  }

  private func recordFailure(
    of entry: Entry, to subscriber: String, attempts: Int64, _ error: any Error
  ) async throws -> Bool {
    let parked = attempts >= Self.maxAttempts
    logger.error(
      "event delivery failed",
      metadata: [
        "event": "\(entry.name)", "id": "\(entry.id)", "subscriber": "\(subscriber)",
        "attempts": "\(attempts)", "parked": "\(parked)", "error": "\(error)",
      ])
    try await database.write { tx in
      // 2, 4, 8 … seconds, an hour at most.
      let pause = min(3600, Int64(1) << min(attempts, 12))
      try Self.record(
        parked ? .parked : .failing, of: entry.id, to: subscriber, attempts: attempts,
        nextAt: tx.now.adding(seconds: pause), error: "\(error)", in: tx)
    }
    return parked
  }

  enum DeliveryState: String, ColumnValue { case done, failing, parked }

  private static func delivery(
    of event: String, to subscriber: String, in db: some Reading
  ) throws -> (state: DeliveryState, attempts: Int64, nextAt: Timestamp)? {
    let row = try db.row(
      """
      SELECT state, attempts, next_at FROM outbox_deliveries
      WHERE event_id = \(event) AND subscriber = \(subscriber)
      """)
    guard let row else { return nil }
    return (try row.get("state"), try row.get("attempts"), try row.get("next_at"))
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
