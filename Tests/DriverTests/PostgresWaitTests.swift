import Dispatch
import Foundation
import Kernel
import KernelTesting
import Testing

@testable import PostgresDriver

/// Nobody waits for what does not come.
struct PostgresWaitTests {
  @Test func `a look that was held back is run beside a slow one after a moment`() async throws {
    let (first, _) = try await PostgresBackend.site(connections: 1)
    var options = first.options
    (options.connections, options.readers) = (3, 1)
    let driver = try PostgresDriver(options)
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let gate = DispatchSemaphore(value: 0)
    let slow = Task {
      try await driver.read { _ in
        start.finish()
        gate.wait()
      }
    }
    for await _ in started {}

    // The slow one ends only after these have come back.
    for _ in 0..<3 {
      let two = try await driver.read { try $0.rows("SELECT 2 AS two").count }
      #expect(two == 1)
    }
    gate.signal()
    try await slow.value
    await driver.close()
  }

  @Test func `a server that stands still is taken for gone`() async throws {
    let (first, _) = try await PostgresBackend.site(connections: 1)
    var options = first.options
    options.statementSeconds = 1
    let driver = try PostgresDriver(options)
    let process = try await driver.read { connection in
      try connection.rows("SELECT pg_backend_pid() AS pid").first?.get("pid", as: Int64.self)
    }
    let pid = try #require(process.map { pid_t($0) })
    try #require(kill(pid, SIGSTOP) == 0)
    defer { kill(pid, SIGCONT) }

    await #expect(throws: StoreError.commitUnknown) {
      try await driver.write { try $0.later(Things.insert("1")) }
    }
    // And whoever comes next has a connection that works.
    #expect(try await driver.read { try $0.rows("SELECT 2 AS two").count } == 1)
    await driver.close()
  }
}
