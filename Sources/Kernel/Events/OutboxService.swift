public import Logging
public import ServiceLifecycle

/// Delivers events as they are committed, and looks again every few seconds as a safety net.
public struct OutboxService: Service {
  let delivery: OutboxDelivery
  let logger: Logger

  public init(delivery: OutboxDelivery, logger: Logger) {
    self.delivery = delivery
    self.logger = logger
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let heard = delivery.database.bell.rings
        do {
          while try await delivery.deliverDue() > 0 { try Task.checkCancellation() }
        } catch is CancellationError {
          return
        } catch {
          guard !Task.isCancelled else { return }
          logger.error("outbox round failed", metadata: ["error": "\(error)"])
        }
        await delivery.database.bell.wait(after: heard, atMost: .seconds(2))
        // Under load this gathers a batch instead of waking for each commit.
        try? await Task.sleep(for: .milliseconds(20))
      }
    }
  }
}
