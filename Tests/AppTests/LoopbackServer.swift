import Hummingbird
import Kernel
import KernelTesting
import Logging
import NIOCore

@testable import App

/// The city behind real sockets on this machine, for as long as `body` runs.
func served<T: Sendable>(
  _ city: TestCity, idleTimeout: TimeAmount = .seconds(20),
  _ body: @escaping @Sendable (_ port: Int) async throws -> T
) async throws -> T {
  let (ports, port) = AsyncStream.makeStream(of: Int.self)
  let app = Server.application(
    city.responder, host: "127.0.0.1", port: 0, logger: city.log.logger,
    idleTimeout: idleTimeout
  ) { port.yield($0) }
  return try await withThrowingTaskGroup(of: T?.self) { group in
    group.addTask {
      try await app.run()
      return nil
    }
    group.addTask {
      guard let port = await ports.first(where: { _ in true }) else { return nil }
      return try await body(port)
    }
    defer { group.cancelAll() }
    while let result = try await group.next() {
      if let result { return result }
    }
    throw CancellationError()
  }
}
