import KernelTesting
import Testing

@testable import Kernel

/// What happens to a job whose worker does not come back, or comes back late.
struct JobLeaseTests {
  /// A worker that has taken the job and stands still until it is let go.
  private struct Slow {
    let worker: Task<Bool, any Error>
    let letGo: @Sendable () -> Void
  }

  private func slow(_ bench: JobBench, fails: Bool) async throws -> Slow {
    let (started, start) = AsyncStream.makeStream(of: Void.self)
    let (gone, go) = AsyncStream.makeStream(of: Void.self)
    let runner = bench.runner { _, _ in
      start.finish()
      for await _ in gone {}
      if fails { throw Switch.Broken() }
    }
    let worker = Task { try await runner.runNext() }
    for await _ in started {}
    return Slow(worker: worker) { go.finish() }
  }

  @Test(arguments: Backend.all)
  func `a held job is left alone until its lease has run out`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    try await bench.enqueue(1)
    let slow = try await slow(bench, fails: false)
    let other = bench.runner { _, _ in }

    bench.clock.advance(seconds: JobRunner.leaseSeconds)
    #expect(try await other.runAll() == 0)
    bench.clock.advance(seconds: 1)
    #expect(try await other.runAll() == 1)

    #expect(try await bench.states() == ["1 done 2"])
    slow.letGo()
    _ = try await slow.worker.value
    #expect(try await bench.states() == ["1 done 2"])
  }

  @Test(arguments: Backend.all)
  func `one that fails too late does not undo what its successor did`(
    backend: Backend
  ) async throws {
    let bench = try await JobBench(backend)
    try await bench.enqueue(1)
    let slow = try await slow(bench, fails: true)
    bench.clock.advance(hours: 1)
    #expect(try await bench.runner { _, _ in }.runAll() == 1)

    slow.letGo()
    _ = try await slow.worker.value
    bench.clock.advance(days: 1)

    #expect(try await bench.states() == ["1 done 2"])
    #expect(try await bench.runner { _, _ in }.runAll() == 0)
  }

  @Test(arguments: Backend.all)
  func `a job that our own end cuts off is taken up again, and that is no attempt`(
    backend: Backend
  ) async throws {
    let bench = try await JobBench(backend)
    try await bench.enqueue(1)
    let slow = try await slow(bench, fails: true)

    slow.worker.cancel()
    slow.letGo()
    await #expect(throws: CancellationError.self) { try await slow.worker.value }

    #expect(try await bench.states() == ["1 waiting 0"])
    #expect(try await bench.runner { _, _ in }.runAll() == 1)
    #expect(try await bench.states() == ["1 done 1"])
  }

  @Test(arguments: Backend.all)
  func `a job that takes every worker with it is parked without another try`(
    backend: Backend
  ) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    try await bench.enqueue(1)
    for _ in 0..<JobRunner.maxAttempts {
      let driver = FailingDriver(bench.database.driver)
      let dying = Database(driver: driver, world: bench.database.world)
      let runner = bench.runner(on: dying) { _, _ in
        notes.add("tried")
        // From here on this process writes nothing any more.
        driver.die(at: 1)
      }
      await #expect(throws: FailingDriver.failure) { try await runner.runNext() }
      bench.clock.advance(hours: 1)
    }

    #expect(try await bench.runner { _, _ in notes.add("tried") }.runAll() == 1)

    #expect(notes.all.count == JobRunner.maxAttempts)
    #expect(try await bench.states() == ["1 parked 11"])
    #expect(try await bench.lines().last?.hasSuffix("lost 10 workers") == true)
  }
}
