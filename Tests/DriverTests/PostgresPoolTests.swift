import Dispatch
import Kernel
import KernelTesting
import Synchronization
import Testing

@testable import PostgresDriver

struct PostgresPoolTests {
  final class Order: Sendable {
    let numbers = Mutex<[Int]>([])
  }

  @Test func `who waits is served in order`() async throws {
    let (driver, site) = try await PostgresBackend.site(connections: 1)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let slow = Task {
      try await driver.read { connection in
        start.finish()
        _ = try connection.rows("SELECT pg_sleep(0.3) AS slept")
      }
    }
    for await _ in started {}

    let order = Order()
    var waiting: [Task<Void, any Error>] = []
    for number in 0..<8 {
      waiting.append(
        Task {
          try await driver.write { connection in
            try connection.later(Things.insert("\(number)"))
            order.numbers.withLock { $0.append(number) }
          }
        })
      // Enough for it to queue before the next one does.
      try await Task.sleep(for: .milliseconds(10))
    }
    for task in waiting { try await task.value }
    try await slow.value

    #expect(order.numbers.withLock { $0 } == Array(0..<8))
    #expect(try await Things.count(site) == 8)
    await driver.close()
  }

  @Test func `who waits too long is told so`() async throws {
    let (first, _) = try await PostgresBackend.site(connections: 1)
    var options = first.options
    options.waitSeconds = 0.1
    let driver = try PostgresDriver(options)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    // Held until the other has been told, so that a busy machine cannot let it in.
    let gate = DispatchSemaphore(value: 0)
    let slow = Task {
      try await driver.read { _ in
        start.finish()
        gate.wait()
      }
    }
    for await _ in started {}

    await #expect(throws: StoreError.unavailable) {
      try await driver.write { try $0.run(Things.insert("1")) }
    }
    gate.signal()
    slow.cancel()
    _ = try? await slow.value
    await driver.close()
  }

  @Test func `a cancelled look stops on the server and frees its connection`() async throws {
    let (driver, _) = try await PostgresBackend.site(connections: 1)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let clock = ContinuousClock()
    let slow = Task {
      try await driver.read { connection in
        _ = try connection.rows("SELECT 1 AS one")
        start.finish()
        _ = try connection.rows("SELECT pg_sleep(20) AS slept")
      }
    }
    for await _ in started {}
    let waiting = Task { try await driver.read { try $0.rows("SELECT 2 AS two").count } }
    try await Task.sleep(for: .milliseconds(50))

    let took = await clock.measure {
      slow.cancel()
      await #expect(throws: StoreError.cancelled) { try await slow.value }
    }

    // Well before the statement would have ended, on the busiest machine too.
    #expect(took < .seconds(15))
    #expect(try await waiting.value == 1)
    await driver.close()
  }

  @Test func `a look cancelled while it waits is not begun`() async throws {
    let (driver, _) = try await PostgresBackend.site(connections: 1)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    // Held until the other look is over, so that a busy machine cannot let it in.
    let gate = DispatchSemaphore(value: 0)
    let slow = Task {
      try await driver.write { _ in
        start.finish()
        gate.wait()
      }
    }
    for await _ in started {}
    let waiting = Task { try await driver.read { try $0.rows("SELECT 1 AS one").count } }
    try await Task.sleep(for: .milliseconds(20))
    waiting.cancel()

    await #expect(throws: StoreError.cancelled) { try await waiting.value }
    gate.signal()
    try await slow.value
    await driver.close()
  }

  @Test func `changes that wait share a transaction, and none shares another's failure`()
    async throws
  {
    let (driver, site) = try await PostgresBackend.site(connections: 1)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let gate = DispatchSemaphore(value: 0)
    let slow = Task {
      try await driver.read { _ in
        start.finish()
        gate.wait()
      }
    }
    for await _ in started {}

    let kept = (0..<3).map { number in
      Task { try await driver.write { try Self.insert(number, in: $0) } }
    }
    while driver.waiting < kept.count { try await Task.sleep(for: .milliseconds(5)) }
    gate.signal()
    let together = try await Set([kept[0].value, kept[1].value, kept[2].value])
    #expect(together.count == 1)

    let second = (0..<4).map { number in
      // 0 is there already.
      Task { try await driver.write { try Self.insert(number * 10, in: $0) } }
    }
    await #expect(throws: StoreError.unique) { try await second[0].value }
    for task in second.dropFirst() { _ = try await task.value }
    try await slow.value
    #expect(try await Things.count(site) == 6)
    await driver.close()
  }

  @Test func `groups come back after many have failed`() async throws {
    let (driver, _) = try await PostgresBackend.site(connections: 1)
    _ = try await driver.write { try Self.insert(0, in: $0) }
    for _ in 0..<8 {
      let refused = try await Self.meanwhile(driver, count: 2) { _ in
        Task { try await driver.write { try Self.insert(0, in: $0) } }
      }
      for task in refused { await #expect(throws: StoreError.unique) { try await task.value } }
    }

    let kept = try await Self.meanwhile(driver, count: 2) { number in
      Task { try await driver.write { try Self.insert(number + 1, in: $0) } }
    }
    #expect(try await kept[0].value == kept[1].value)
    await driver.close()
  }

  /// Starts tasks while the only connection is held, so that all of them wait together.
  private static func meanwhile<T>(
    _ driver: PostgresDriver, count: Int, _ start: (Int) -> Task<T, any Error>
  ) async throws -> [Task<T, any Error>] {
    let (started, begun) = AsyncStream.makeStream(of: Void.self)
    let gate = DispatchSemaphore(value: 0)
    let holder = Task {
      try await driver.read { _ in
        begun.finish()
        gate.wait()
      }
    }
    for await _ in started {}
    let tasks = (0..<count).map(start)
    while driver.waiting < count { try await Task.sleep(for: .milliseconds(5)) }
    gate.signal()
    try await holder.value
    return tasks
  }

  /// Puts a thing in and tells in which transaction.
  private static func insert(_ number: Int, in connection: any Connection) throws -> String {
    try connection.later(Things.insert("\(number)"))
    let row = try connection.rows("SELECT CAST(pg_current_xact_id() AS TEXT) AS it").first
    return try row?.get("it") ?? ""
  }
}
