import KernelTesting
import Logging
import ServiceLifecycle
import Testing

@testable import Kernel

struct JobTests {
  @Test(arguments: Backend.all)
  func `a job runs once, with what it was given`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    let runner = bench.runner { chore, _ in notes.add("\(chore.number)") }
    try await bench.enqueue(1)
    try await bench.enqueue(2)

    #expect(try await runner.runAll() == 2)

    #expect(notes.all == ["1", "2"])
    #expect(try await bench.states() == ["1 done 1", "2 done 1"])
    #expect(try await runner.runAll() == 0)
  }

  @Test(arguments: Backend.all)
  func `no change, no job`(backend: Backend) async throws {
    let bench = try await JobBench(backend)

    await #expect(throws: Switch.Broken.self) {
      try await bench.database.write { tx in
        try tx.enqueue(Chore(number: 1))
        throw Switch.Broken()
      }
    }

    #expect(try await bench.states() == [])
  }

  @Test(arguments: Backend.all)
  func `a job with a key is queued once, even after it was done`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    let runner = bench.runner { _, _ in }
    try await bench.enqueue(1, key: "k")
    try await bench.enqueue(2, key: "k")
    #expect(try await runner.runAll() == 1)

    try await bench.enqueue(3, key: "k")
    try await bench.enqueue(4, key: "other")

    #expect(try await runner.runAll() == 1)
    #expect(try await bench.states() == ["1 done 1", "4 done 1"])
  }

  @Test(arguments: Backend.all)
  func `what was done long ago is forgotten, and nothing else`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    let runner = bench.runner { _, _ in }
    try await bench.enqueue(1)
    #expect(try await runner.runAll() == 1)
    try await bench.enqueue(2, at: TestClock.start.adding(days: 400))

    bench.clock.advance(days: JobQueue.keptDays)
    try await bench.database.write { try JobQueue.sweep(in: $0) }
    #expect(try await bench.states() == ["1 done 1", "2 waiting 0"])

    bench.clock.advance(seconds: 1)
    try await bench.database.write { try JobQueue.sweep(in: $0) }
    #expect(try await bench.states() == ["2 waiting 0"])
  }

  @Test(arguments: Backend.all)
  func `a job waits for its time, and the earliest goes first`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    let runner = bench.runner { chore, _ in notes.add("\(chore.number)") }
    try await bench.enqueue(1, at: bench.clock.now.adding(hours: 2))
    try await bench.enqueue(2, at: bench.clock.now.adding(hours: 1))
    #expect(try await runner.runAll() == 0)

    bench.clock.advance(hours: 1)
    #expect(try await runner.runAll() == 1)
    bench.clock.advance(days: 3)
    #expect(try await runner.runAll() == 1)

    #expect(notes.all == ["2", "1"])
  }

  @Test(arguments: Backend.all)
  func `several workers share the jobs, each runs once`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    for number in 0..<40 { try await bench.enqueue(number) }
    let runner = bench.runner { chore, _ in notes.add("\(chore.number)") }

    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask {
          for _ in 0..<20 {
            do { _ = try await runner.runAll() } catch StoreError.retry {}
          }
        }
      }
      try await group.waitForAll()
    }

    #expect(notes.all.compactMap(Int.init).sorted() == Array(0..<40))
  }

  @Test(arguments: Backend.all)
  func `a job that fails is tried again after growing pauses and parked after ten times`(
    backend: Backend
  ) async throws {
    let bench = try await JobBench(backend)
    let broken = Switch(broken: true)
    let runner = bench.runner { _, _ in try broken.pass() }
    try await bench.enqueue(1)

    for attempt in 1...9 {
      #expect(try await runner.runAll() == 1)
      #expect(try await bench.states() == ["1 waiting \(attempt)"])
      bench.clock.advance(seconds: (1 << attempt) - 1)
      #expect(try await runner.runAll() == 0)
      bench.clock.advance(seconds: 1)
    }
    #expect(try await runner.runAll() == 1)
    bench.clock.advance(days: 1)
    #expect(try await runner.runAll() == 0)
    #expect(try await bench.lines().first == "parked: 1")
    #expect(try await bench.lines().last?.hasSuffix("10 attempts: Broken()") == true)

    broken.set(broken: false)
    #expect(try await bench.database.write { try JobQueue.retryParked(in: $0) } == 1)
    #expect(try await runner.runAll() == 1)
    #expect(try await bench.lines() == ["done: 1"])
  }

  @Test(arguments: Backend.all)
  func `a job nobody runs is parked and says so`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    try await bench.enqueue(1)

    let runner = JobRunner(database: bench.database, jobs: Jobs(), logger: .silent)
    #expect(try await runner.runAll() == 1)

    #expect(try await bench.states() == ["1 parked 1"])
    #expect(try await bench.lines().last?.contains("nobody runs bench.chore") == true)
  }

  @Test(arguments: Backend.all)
  func `the service runs what comes in and stops when told`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    let (done, finish) = AsyncStream.makeStream(of: Int.self)
    let runner = bench.runner { chore, _ in finish.yield(chore.number) }
    let group = ServiceGroup(
      services: [JobService(runner: runner, logger: .silent)], logger: .silent)

    async let running: Void = group.run()
    var numbers = done.makeAsyncIterator()
    for number in 1...3 {
      try await bench.enqueue(number)
      #expect(await numbers.next() == number)
    }
    await group.triggerGracefulShutdown()
    try await running
  }
}
