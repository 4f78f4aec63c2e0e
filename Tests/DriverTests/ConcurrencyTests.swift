import Dispatch
import Kernel
import KernelTesting
import Synchronization
import Testing

struct ConcurrencyTests {
  @Test(arguments: Backend.all)
  func `a counter raised by many ends right`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<32 {
        group.addTask {
          for _ in 0..<4 {
            try await retrying {
              try await database.write { tx in
                let value = try tx.number("SELECT value FROM counters WHERE name = 'a'")
                try tx.later("UPDATE counters SET value = \(value + 1) WHERE name = 'a'")
              }
            }
          }
        }
      }
      try await group.waitForAll()
    }

    #expect(try await Things.counter(database) == 128)
  }

  @Test(arguments: Backend.all)
  func `one that fails among many fails alone`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)
    try await database.write { try $0.run(Things.insert("17")) }

    let failed = await withTaskGroup(of: (Int, StoreError?).self) { group in
      for number in 0..<200 {
        group.addTask {
          do {
            try await database.write { tx in
              try tx.run("UPDATE counters SET value = value + 1 WHERE name = 'a'")
              try tx.later(Things.insert("\(number)"))
            }
            return (number, nil)
          } catch {
            return (number, error as? StoreError ?? .other("\(error)"))
          }
        }
      }
      return await group.reduce(into: [Int: StoreError]()) { failed, result in
        failed[result.0] = result.1
      }
    }

    let hard = failed.filter { $0.value != .retry }
    #expect(hard == [17: .unique])
    let kept = Int64(200 - failed.count)
    #expect(try await Things.count(database) == kept + 1)
    #expect(try await Things.counter(database) == kept)
  }

  @Test(arguments: Backend.all)
  func `a caller that goes away does not undo its command`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)
    let (started, start) = AsyncStream.makeStream(of: Void.self)

    let task = Task {
      try await database.write { tx in
        try tx.run(Things.insert("1"))
        start.finish()
        // Long enough for the cancellation to arrive in the middle.
        for number in 0..<500 { try tx.run(Things.insert("n\(number)")) }
      }
    }
    for await _ in started {}
    task.cancel()
    try await task.value

    #expect(try await Things.count(database) == 501)
  }

  @Test(arguments: Backend.all)
  func `a body that asks to be run again is`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)
    let runs = Mutex(0)

    try await database.write { tx in
      try tx.run("UPDATE counters SET value = value + 1 WHERE name = 'a'")
      let run = runs.withLock { runs in
        runs += 1
        return runs
      }
      if run < 4 { throw StoreError.retry }
    }

    #expect(runs.withLock { $0 } == 4)
    #expect(try await Things.counter(database) == 1)
  }

  @Test(arguments: Backend.all)
  func `a read sees one moment`(backend: Backend) async throws {
    let database = try await backend.database(Things.migrations)

    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for number in 0..<40 {
          try await database.write { tx in
            try tx.later(Things.insert("\(number)"))
            try tx.later("UPDATE counters SET value = value + 1 WHERE name = 'a'")
          }
        }
      }
      for _ in 0..<40 {
        group.addTask {
          let (counter, count) = try await database.read { snapshot in
            (
              try snapshot.number("SELECT value FROM counters WHERE name = 'a'"),
              try snapshot.number("SELECT count(*) AS n FROM things")
            )
          }
          #expect(counter == count)
        }
      }
      try await group.waitForAll()
    }
  }
}

extension ConcurrencyTests {
  @Test(arguments: Backend.all)
  func `a look sees one moment even when a commit falls between its queries`(
    backend: Backend
  ) async throws {
    let database = try await backend.database(Things.migrations)
    let other = try backend.singleConnection(database)
    let runs = Mutex(0)

    let (before, after) = try await database.read { snapshot in
      let before = try snapshot.number("SELECT count(*) AS n FROM things")
      let run = runs.withLock { runs in
        runs += 1
        return runs
      }
      if run == 1 { insertAndWait(on: other) }
      return (before, try snapshot.number("SELECT count(*) AS m FROM things"))
    }

    #expect(before == after)
    #expect(try await Things.count(database) == 1)
  }

  /// A commit in the middle of somebody else's body, which may not wait in any other way.
  private func insertAndWait(on driver: any Driver) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      _ = try? await driver.write { try $0.run(Things.insert("1")) }
      done.signal()
    }
    done.wait()
  }
}

/// A caller's patience under contention that no driver's bounded retries can promise to cover.
func retrying(_ work: () async throws -> Void) async throws {
  while true {
    do {
      return try await work()
    } catch StoreError.retry {}
  }
}
