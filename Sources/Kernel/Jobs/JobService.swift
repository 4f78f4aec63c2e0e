public import Logging
public import ServiceLifecycle

/// A fixed number of workers over the job queue, and one that minds the schedules.
public struct JobService: Service {
  let runner: JobRunner
  let workers: Int
  let logger: Logger

  public init(runner: JobRunner, workers: Int = 2, logger: Logger) {
    self.runner = runner
    self.workers = workers
    self.logger = logger
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<workers {
          group.addTask { await work(pause: .seconds(2)) { try await runner.runNext() } }
        }
        group.addTask {
          await work(pause: .seconds(10)) {
            try await runner.runSchedules()
            return false
          }
        }
      }
    }
  }

  private func work(
    pause: Duration, _ body: @Sendable () async throws -> Bool
  ) async {
    while !Task.isCancelled {
      do {
        if try await body() { continue }
      } catch {
        logger.error("job round failed", metadata: ["error": "\(error)"])
      }
      await runner.database.bell.wait(atMost: pause)
    }
  }
}
