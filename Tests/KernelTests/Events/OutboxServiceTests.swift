import KernelTesting
import Logging
import ServiceLifecycle
import Testing

@testable import Kernel

struct OutboxServiceTests {
  @Test(arguments: Backend.all)
  func `what is published while the service runs is delivered, and it stops when told`(
    backend: Backend
  ) async throws {
    let bench = try await EventBench(backend)
    let (heard, hear) = AsyncStream.makeStream(of: Int64.self)
    let note: EventBench.Handle = { event, _ in hear.yield(event.number) }
    let delivery = bench.delivery([("a", note)])
    let group = ServiceGroup(
      services: [OutboxService(delivery: delivery, logger: .silent)], logger: .silent)

    async let running: Void = group.run()
    var numbers = heard.makeAsyncIterator()
    for number in Int64(1)...3 {
      try await bench.publish("x", number)
      // A body may run twice, so an earlier number may come again.
      while let next = await numbers.next(), next < number {}
    }
    await group.triggerGracefulShutdown()
    try await running

    #expect(try await bench.summary().pending == 0)
  }
}
