import Dispatch
import KernelTesting
import PostgresDriver
import Testing

@testable import Kernel

/// Several processes deliver the events of one site.
struct OutboxTogetherTests {
  private struct Refused: Error {}

  /// The same site as another process sees it.
  private func other(_ bench: EventBench) throws -> Database {
    guard let driver = bench.database.driver as? PostgresDriver else { return bench.database }
    let options = driver.options
    return Database(
      driver: try PostgresBackend.driver(schema: options.schema), world: bench.database.world)
  }

  @Test(arguments: Backend.all)
  func `two deliver at once and every pair happens once`(backend: Backend) async throws {
    let bench = try await EventBench(backend)
    let second = try other(bench)
    for number in 1...12 {
      for subject in 0..<30 { try await bench.publish("s\(subject).", Int64(number)) }
    }

    try await withThrowingTaskGroup(of: Void.self) { group in
      for database in [bench.database, second, bench.database, second] {
        group.addTask {
          // Rounds that lose every conflict are over for now, as in the service.
          for _ in 0..<20 {
            do { try await bench.delivery("a", "b", on: database).deliverAll() } catch StoreError
              .retry
            {}
          }
        }
      }
      try await group.waitForAll()
    }
    bench.clock.advance(hours: 1)
    try await bench.delivery("a", "b").deliverAll()

    let all = (0..<30).map { "s\($0)." }.sorted().flatMap { subject in
      (1...12).map { "\(subject)\($0)" }
    }.joined(separator: " ")
    #expect(try await bench.heard() == ["a: " + all, "b: " + all])
    #expect(try await bench.summary() == Outbox.Summary(pending: 0, failing: 0, parked: 0))
  }

  @Test(arguments: [0, OutboxDelivery.batchSize * 11])
  func `a later event waits while another process holds the subject's earlier one`(
    failing: Int
  ) async throws {
    let bench = try await EventBench(.postgres)
    let second = try other(bench)
    // Some subject cannot be told for long, and much has gathered before what can.
    try await bench.database.write { tx in
      for number in 0..<failing { try tx.publish(Noted(subject: "f", number: Int64(number))) }
    }
    if failing > 0 {
      let refusing = bench.delivery([("a", EventBench.hear(as: "a") { _, _ in throw Refused() })])
      #expect(try await refusing.deliverDue() == 0)
    }
    // The first batch ends just before the last event of `x`.
    try await bench.publish("x", 1)
    for number in 1..<OutboxDelivery.batchSize { try await bench.publish("y", Int64(number)) }
    try await bench.publish("x", 2)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let go = DispatchSemaphore(value: 0)

    let holder = bench.delivery([
      (
        "a",
        EventBench.hear(as: "a") { event, _ in
          guard event.subject == "x", event.number == 1 else { return }
          start.finish()
          go.wait()
          go.signal()
        }
      )
    ])
    let holding = Task { try await holder.deliverDue() }
    for await _ in started {}
    let early = try await bench.delivery("a", on: second).deliverDue()
    go.signal()
    let first = try await holding.value

    #expect(early == 0)
    #expect(first == OutboxDelivery.batchSize)
    #expect(try await bench.delivery("a", on: second).deliverAll() == 1)
    #expect(try await bench.summary().pending == failing)
  }

  @Test func `a pair taken one by one is not taken by another process's batch as well`()
    async throws
  {
    let bench = try await EventBench(.postgres)
    let second = try other(bench)
    try await bench.publish("x", 1)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let go = DispatchSemaphore(value: 0)

    let holder = bench.delivery([
      (
        "a",
        EventBench.hear(as: "a") { _, _ in
          start.finish()
          go.wait()
          go.signal()
        }
      )
    ])
    let holding = Task { try await holder.deliverSingly() }
    for await _ in started {}
    try await bench.delivery("a", on: second).deliverAll()
    go.signal()
    _ = try await holding.value
    bench.clock.advance(minutes: 1)
    try await bench.delivery("a").deliverAll()

    #expect(try await bench.heard() == ["a: x1"])
    #expect(try await bench.summary() == Outbox.Summary(pending: 0, failing: 0, parked: 0))
  }
}
