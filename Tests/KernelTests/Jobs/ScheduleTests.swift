import KernelTesting
import Testing

@testable import Kernel

struct ScheduleTests {
  private func runner(
    _ bench: JobBench, _ schedules: (String, @Sendable () throws -> Void)...
  ) -> JobRunner {
    let jobs = Jobs()
    for (name, body) in schedules { jobs.every(.seconds(3600), name) { _ in try body() } }
    return JobRunner(database: bench.database, jobs: jobs, logger: .silent)
  }

  @Test(arguments: Backend.all)
  func `a schedule runs at once and then at its interval`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    let runner = runner(bench, ("a", { notes.add("a") }))

    for _ in 0..<3 {
      try await runner.runSchedules()
      try await runner.runSchedules()
      bench.clock.advance(minutes: 59)
      try await runner.runSchedules()
      bench.clock.advance(minutes: 1)
    }

    #expect(notes.all.count == 3)
  }

  @Test(arguments: Backend.all)
  func `after a standstill it runs once, not once for each time it missed`(
    backend: Backend
  ) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    let runner = runner(bench, ("a", { notes.add("a") }))
    try await runner.runSchedules()
    bench.clock.advance(days: 3)

    for _ in 0..<5 { try await runner.runSchedules() }
    #expect(notes.all.count == 2)

    bench.clock.advance(hours: 1)
    try await runner.runSchedules()
    #expect(notes.all.count == 3)
  }

  @Test(arguments: Backend.all)
  func `a clock that ran ahead for a moment does not stop the schedules`(
    backend: Backend
  ) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    let runner = runner(bench, ("a", { notes.add("a") }))
    bench.clock.advance(days: 40)
    try await runner.runSchedules()
    bench.clock.advance(days: -40)

    for _ in 0..<3 { try await runner.runSchedules() }
    #expect(notes.all.count == 2)
    bench.clock.advance(hours: 1)
    try await runner.runSchedules()
    #expect(notes.all.count == 3)
  }

  @Test(arguments: Backend.all)
  func `two processes whose clocks differ a little do not both run it`(
    backend: Backend
  ) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    let runner = runner(bench, ("a", { notes.add("a") }))
    try await runner.runSchedules()
    bench.clock.advance(seconds: -30)

    try await runner.runSchedules()
    #expect(notes.all.count == 1)
  }

  @Test(arguments: Backend.all)
  func `of several processes one runs each round`(backend: Backend) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    let runner = runner(bench, ("a", { notes.add("a") }), ("b", { notes.add("b") }))

    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do { try await runner.runSchedules() } catch StoreError.retry {}
        }
      }
      try await group.waitForAll()
    }
    try await runner.runSchedules()

    #expect(notes.all.sorted() == ["a", "b"])
  }

  @Test(arguments: Backend.all)
  func `one that fails does not stop the next and has its turn again`(
    backend: Backend
  ) async throws {
    let bench = try await JobBench(backend)
    let notes = Notes()
    let broken = Switch(broken: true)
    let runner = runner(
      bench,
      (
        "a",
        {
          try broken.pass()
          notes.add("a")
        }
      ), ("b", { notes.add("b") }))
    try await runner.runSchedules()
    #expect(notes.all == ["b"])

    broken.set(broken: false)
    bench.clock.advance(hours: 1)
    try await runner.runSchedules()

    #expect(notes.all == ["b", "a", "b"])
  }
}
