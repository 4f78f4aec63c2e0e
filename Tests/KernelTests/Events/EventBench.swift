import Kernel
import KernelTesting
import Logging
import Testing

/// Something happened to a subject, for the `number`-th time.
struct Noted: Event {
  static let name = "bench.noted.v1"
  let subject: String
  let number: Int64
}

/// An outbox whose subscribers write down what they hear, and refuse what comes out of order.
struct EventBench: Sendable {
  struct OutOfOrder: Error {}

  typealias Handle = @Sendable (Noted, Transaction) throws -> Void

  let database: Database
  let clock = TestClock()

  static let migrations = MigrationSet(
    owner: "bench",
    [
      Migration(
        "001_heard",
        """
        CREATE TABLE heard (
          subscriber TEXT NOT NULL,
          subject TEXT NOT NULL,
          number BIGINT NOT NULL,
          times BIGINT NOT NULL,
          PRIMARY KEY (subscriber, subject, number)
        )
        """)
    ])

  init(_ backend: Backend) async throws {
    database = try await backend.database(
      KernelMigrations.all, Self.migrations, world: .fixed(clock))
  }

  func publish(_ subject: String, _ numbers: Int64...) async throws {
    try await database.write { tx in
      for number in numbers { try tx.publish(Noted(subject: subject, number: number)) }
    }
  }

  /// A subscriber that hears everything in order, once, when `check` lets it.
  static func hear(as name: String, _ check: @escaping Handle = { _, _ in }) -> Handle {
    { event, tx in
      try check(event, tx)
      let last = try tx.number(
        """
        SELECT MAX(number) AS n FROM heard
        WHERE subscriber = \(name) AND subject = \(event.subject)
        """)
      guard event.number >= last else { throw OutOfOrder() }
      try tx.run(
        """
        INSERT INTO heard (subscriber, subject, number, times)
        VALUES (\(name), \(event.subject), \(event.number), 1)
        ON CONFLICT (subscriber, subject, number) DO UPDATE SET times = heard.times + 1
        """)
    }
  }

  func delivery(_ subscribers: [(String, Handle)], on other: Database? = nil) -> OutboxDelivery {
    let subscriptions = Subscriptions()
    for (name, handle) in subscribers { subscriptions.on(Noted.self, as: name, handle) }
    return OutboxDelivery(
      database: other ?? database, subscriptions: subscriptions, logger: .silent)
  }

  /// Subscribers that never fail.
  func delivery(_ names: String..., on other: Database? = nil) -> OutboxDelivery {
    delivery(names.map { ($0, Self.hear(as: $0)) }, on: other)
  }

  /// What was heard: `a: x1 x2`, with `×2` behind what was heard twice.
  func heard() async throws -> [String] {
    let rows = try await database.read { db in
      try db.rows("SELECT * FROM heard ORDER BY subscriber, subject, number")
    }
    var lines: [String: [String]] = [:]
    for row in rows {
      let times: Int64 = try row.get("times")
      let what = try "\(row.get("subject", as: String.self))\(row.get("number", as: Int64.self))"
      lines[try row.get("subscriber"), default: []].append(what + (times == 1 ? "" : "×\(times)"))
    }
    return lines.sorted { $0.key < $1.key }.map { "\($0): " + $1.joined(separator: " ") }
  }

  func summary() async throws -> Outbox.Summary {
    try await database.read { try Outbox.summary(in: $0) }
  }

  func troubles() async throws -> [Outbox.Trouble] {
    try await database.read { try Outbox.troubles(in: $0) }
  }
}

extension OutboxDelivery {
  /// Until nothing is left to do now; answers how many events were settled.
  @discardableResult
  func deliverAll() async throws -> Int {
    var settled = 0
    while true {
      let count = try await deliverDue()
      if count == 0 { return settled }
      settled += count
    }
  }
}
