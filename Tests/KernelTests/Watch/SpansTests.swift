import InMemoryTracing
import KernelTesting
import Testing
import Tracing

@testable import Kernel

/// Spans of the kernel's own work.
struct SpansTests {
  private struct Broken: Error {
    let secret = "what somebody wrote"
  }

  @Test(arguments: Backend.all)
  func `a job has a span, and a failed one says only that`(backend: Backend) async throws {
    let tracer = InMemoryTracer()
    let bench = try await JobBench(backend)
    let traced = Database(
      driver: bench.database.driver, world: bench.database.world, spans: Spans(tracer))
    let runner = bench.runner(on: traced) { chore, _ in
      if chore.number == 2 { throw Broken() }
    }
    try await bench.enqueue(1)
    try await bench.enqueue(2)

    _ = try await runner.runAll()

    let jobs = tracer.finishedSpans.filter { $0.operationName == "job bench.chore" }
    #expect(jobs.count == 2)
    #expect(jobs.map { $0.status?.code == .error } == [false, true])
    #expect(jobs.allSatisfy { $0.errors.isEmpty && $0.status?.message == nil })
    #expect(tracer.finishedSpans.contains { $0.operationName == "db.write" })
    #expect(tracer.activeSpans.isEmpty)
  }

  @Test func `statements of a transaction are counted`() async throws {
    let tracer = InMemoryTracer()
    let plain = try await Backend.sqlite.database(KernelMigrations.all)
    let traced = Database(driver: plain.driver, world: plain.world, spans: Spans(tracer))

    try await traced.write { tx in
      for number in 1...3 { try tx.enqueue(Chore(number: number)) }
    }
    let count = try await traced.read { try $0.number("SELECT COUNT(*) AS n FROM jobs") }

    #expect(count == 3)
    #expect(tracer.finishedSpans.map(\.operationName) == ["db.write", "db.read"])
    #expect(tracer.finishedSpans.map { $0.attributes.get("db.statements") } == [3, 1])
  }

  @Test func `without a tracer nothing is told and everything runs`() async throws {
    let seven = await Spans.none.around("x") {
      7
    } noting: { _ in
      [:]
    }
    #expect(seven == 7)
    await #expect(throws: Broken.self) {
      try await Spans.none.around("x") { () async throws -> Int in
        throw Broken()
      } noting: { _ in
        [:]
      }
    }
  }
}
