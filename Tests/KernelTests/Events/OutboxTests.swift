import KernelTesting
import Testing

@testable import Kernel

struct OutboxTests {
  @Test(arguments: Backend.all)
  func `each subscriber hears each event once, in order`(backend: Backend) async throws {
    let bench = try await EventBench(backend)
    let delivery = bench.delivery("a", "b")
    try await bench.publish("x", 1, 2, 3)
    try await bench.publish("y", 1)

    #expect(try await delivery.deliverAll() == 4)

    #expect(try await bench.heard() == ["a: x1 x2 x3 y1", "b: x1 x2 x3 y1"])
    #expect(try await delivery.deliverDue() == 0)
    #expect(try await bench.heard() == ["a: x1 x2 x3 y1", "b: x1 x2 x3 y1"])
    #expect(try await bench.summary() == Outbox.Summary(pending: 0, failing: 0, parked: 0))
  }

  @Test(arguments: Backend.all)
  func `more events than one batch holds are delivered`(backend: Backend) async throws {
    let bench = try await EventBench(backend)
    let count = OutboxDelivery.batchSize * 2 + 1
    try await bench.database.write { tx in
      for number in 1...count { try tx.publish(Noted(subject: "x", number: Int64(number))) }
    }

    #expect(try await bench.delivery("a").deliverAll() == count)
  }

  @Test(arguments: Backend.all)
  func `an event of a transaction that fails was never published`(backend: Backend) async throws {
    let bench = try await EventBench(backend)

    await #expect(throws: Switch.Broken.self) {
      try await bench.database.write { tx in
        try tx.publish(Noted(subject: "x", number: 1))
        throw Switch.Broken()
      }
    }

    #expect(try await bench.delivery("a").deliverAll() == 0)
  }

  @Test(arguments: Backend.all)
  func `an event nobody listens to is settled`(backend: Backend) async throws {
    let bench = try await EventBench(backend)
    try await bench.publish("x", 1)

    #expect(try await bench.delivery([]).deliverAll() == 1)

    #expect(try await bench.summary().pending == 0)
  }

  @Test(arguments: Backend.all)
  func `a payload that no longer decodes is kept as trouble`(backend: Backend) async throws {
    let bench = try await EventBench(backend)
    try await bench.database.write { tx in
      try tx.run(
        """
        INSERT INTO outbox (id, name, subject, payload, published_at, pending)
        VALUES ('1', \(Noted.name), 'x', '{}', 0, TRUE)
        """)
    }

    #expect(try await bench.delivery("a").deliverAll() == 0)

    #expect(try await bench.troubles().map(\.subscriber) == ["a"])
  }

  @Test(arguments: Backend.all)
  func `delivered events are kept for thirty days, waiting and parked ones for ever`(
    backend: Backend
  ) async throws {
    let bench = try await EventBench(backend)
    try await bench.publish("old", 1)
    try await bench.publish("parked", 1)
    let delivery = bench.delivery([
      ("a", EventBench.hear(as: "a") { event, _ in if event.subject == "parked" { throw Lost() } })
    ])
    for _ in 0..<10 {
      try await delivery.deliverAll()
      bench.clock.advance(hours: 1)
    }
    try await bench.publish("waiting", 1)
    bench.clock.advance(days: Outbox.keptDays)
    try await bench.publish("fresh", 1)
    try await bench.database.write { tx in
      try tx.run("UPDATE outbox SET pending = FALSE WHERE subject = 'fresh'")
    }

    bench.clock.advance(days: 1)
    try await bench.database.write { try Outbox.sweep(in: $0) }

    let left = try await bench.database.read { db in
      try db.rows("SELECT subject FROM outbox ORDER BY id").map {
        try $0.get("subject", as: String.self)
      }
    }
    #expect(left == ["parked", "waiting", "fresh"])
  }

  private struct Lost: Error {}
}
