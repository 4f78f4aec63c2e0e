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
        for _ in 0..<workers { group.addTask { await work() } }
        group.addTask { await mindSchedules() }
      }
    }
  }

  private func work() async {
    let bell = runner.database.bell
    while !Task.isCancelled {
      let heard = bell.rings
      do {
        if try await runner.runNext() { continue }
      } catch {
        guard !Task.isCancelled else { return }
        logger.error("job round failed", metadata: ["error": "\(error)"])
      }
      await bell.wait(after: heard, atMost: .seconds(2))
      // Under load every commit rings: this looks for jobs now and then instead of each time.
      try? await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Schedules go by the clock, so no commit wakes this one.
  private func mindSchedules() async {
    while !Task.isCancelled {
      do {
        try await runner.runSchedules()
      } catch {
        guard !Task.isCancelled else { return }
        logger.error("schedule round failed", metadata: ["error": "\(error)"])
      }
      try? await Task.sleep(for: .seconds(10))
    }
  }
}
