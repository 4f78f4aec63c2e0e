import Kernel
import Logging
import ServiceLifecycle

/// Writes down now and then which sessions were used, and once more when the server stops.
struct SeenService: Service {
  static let pause = Duration.seconds(30)

  let seen: SeenSessions
  let database: Database
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        // Ends early when the server stops, which the next look at the loop sees.
        try? await Task.sleep(for: Self.pause)
        guard !Task.isCancelled else { return }
        await write()
      }
    }
    await write()
  }

  private func write() async {
    do {
      try await seen.write(to: database)
    } catch {
      logger.error("uses of sessions not written", metadata: ["error": "\(error)"])
    }
  }
}
