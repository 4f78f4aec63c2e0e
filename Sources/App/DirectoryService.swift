import Directory
import Kernel
import Logging
import ServiceLifecycle
import ServiceRequests

/// Looks now and then whether another process has changed the city's plan or calendar, or the limits.
struct DirectoryService: Service {
  static let pause = Duration.seconds(30)

  let city: City
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        // Ends early when the server stops, which the next look at the loop sees.
        try? await Task.sleep(for: Self.pause)
        do {
          try await city.directory.warm()
          try await city.requests.warm()
        } catch {
          guard !Task.isCancelled else { return }
          logger.error("directory not read", metadata: ["error": "\(error)"])
        }
      }
    }
  }
}
