import KernelTesting
import Testing

@testable import Kernel

/// What a subscriber that fails does to the others, to its subject and to itself.
struct OutboxFailureTests {
  /// Two subscribers: `a` fails for the subject `x` while it is broken, `b` never does.
  private func delivery(_ bench: EventBench, _ broken: Switch) -> OutboxDelivery {
    bench.delivery([
      (
        "a",
        EventBench.hear(as: "a") { event, _ in if event.subject == "x" { try broken.pass() } }
      ),
      ("b", EventBench.hear(as: "b")),
    ])
  }

  @Test(arguments: Backend.all)
  func `one that fails holds up neither the others nor other subjects`(
    backend: Backend
  ) async throws {
    let bench = try await EventBench(backend)
    let delivery = delivery(bench, Switch(broken: true))
    try await bench.publish("x", 1)
    try await bench.publish("y", 1)

    #expect(try await delivery.deliverAll() == 1)

    #expect(try await bench.heard() == ["a: y1", "b: x1 y1"])
    #expect(try await bench.summary() == Outbox.Summary(pending: 1, failing: 1, parked: 0))
  }

  @Test(arguments: Backend.all)
  func `later events of a subject wait for the one that fails`(backend: Backend) async throws {
    let bench = try await EventBench(backend)
    let broken = Switch(broken: true)
    let delivery = delivery(bench, broken)
    try await bench.publish("x", 1, 2)
    try await delivery.deliverAll()
    try await bench.publish("x", 3)
    try await delivery.deliverAll()
    #expect(try await bench.heard() == ["b: x1"])

    broken.set(broken: false)
    bench.clock.advance(seconds: 2)
    #expect(try await delivery.deliverAll() == 3)

    #expect(try await bench.heard() == ["a: x1 x2 x3", "b: x1 x2 x3"])
  }

  @Test(arguments: Backend.all)
  func `it is tried again after growing pauses and parked after ten times`(
    backend: Backend
  ) async throws {
    let bench = try await EventBench(backend)
    let delivery = delivery(bench, Switch(broken: true))
    try await bench.publish("x", 1, 2)

    for attempt in 1...9 {
      try await delivery.deliverAll()
      try await delivery.deliverAll()
      let trouble = try #require(try await bench.troubles().first { $0.state == "failing" })
      #expect(trouble.attempts == Int64(attempt) && trouble.lastError == "Broken()")
      bench.clock.advance(seconds: (1 << attempt) - 1)
      try await delivery.deliverAll()
      #expect(
        try await bench.troubles().first { $0.state == "failing" }?.attempts == trouble.attempts)
      bench.clock.advance(seconds: 1)
    }
    try await delivery.deliverAll()

    // Parked, it no longer stands in the way of the next one, which fails in its own right.
    let states = Set(try await bench.troubles().map { "\($0.state) \($0.attempts)" })
    #expect(states == ["parked 10", "failing 1"])
    #expect(try await bench.heard() == ["b: x1 x2"])
  }

  @Test(arguments: Backend.all)
  func `a parked delivery runs again when an operator says so, the others do not`(
    backend: Backend
  ) async throws {
    let bench = try await EventBench(backend)
    let broken = Switch(broken: true)
    let delivery = delivery(bench, broken)
    try await bench.publish("x", 1)
    for _ in 0..<10 {
      try await delivery.deliverAll()
      bench.clock.advance(hours: 1)
    }
    #expect(try await bench.summary() == Outbox.Summary(pending: 0, failing: 0, parked: 1))
    broken.set(broken: false)
    #expect(try await delivery.deliverAll() == 0)

    #expect(try await bench.database.write { try Outbox.replayParked(in: $0) } == 1)
    #expect(try await delivery.deliverAll() == 1)

    #expect(try await bench.heard() == ["a: x1", "b: x1"])
    #expect(try await bench.summary() == Outbox.Summary(pending: 0, failing: 0, parked: 0))
    #expect(try await bench.database.write { try Outbox.replayParked(in: $0) } == 0)
  }

  /// The process ends at each of its statements in turn; another one carries on.
  @Test(arguments: Backend.all, [true, false])
  func `a crash anywhere loses nothing and repeats nothing`(
    backend: Backend, isBroken: Bool
  ) async throws {
    let bench = try await EventBench(backend)
    var step = 1
    while true {
      try await bench.database.write { tx in
        for table in ["outbox", "outbox_deliveries", "heard"] {
          try tx.run("DELETE FROM \(SQL(stringLiteral: table))")
        }
      }
      try await bench.publish("x", 1, 2)
      try await bench.publish("y", 1)
      let broken = Switch(broken: isBroken)
      let driver = FailingDriver(bench.database.driver)
      driver.die(at: step)
      let dying = Database(driver: driver, world: bench.database.world)
      func delivery(on database: Database) -> OutboxDelivery {
        bench.delivery(
          [
            ("a", EventBench.hear(as: "a")),
            ("b", EventBench.hear(as: "b") { _, _ in try broken.pass() }),
          ], on: database)
      }

      do {
        try await delivery(on: dying).deliverAll()
      } catch {
        #expect(driver.struck, "\(error)")
      }
      broken.set(broken: false)
      bench.clock.advance(minutes: 1)
      try await delivery(on: bench.database).deliverAll()

      #expect(try await bench.heard() == ["a: x1 x2 y1", "b: x1 x2 y1"], "step \(step)")
      #expect(try await bench.summary() == Outbox.Summary(pending: 0, failing: 0, parked: 0))
      if !driver.struck { break }
      step += 1
    }
    #expect(step > 5)
  }
}
