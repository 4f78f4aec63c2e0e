import Kernel

/// Once a day.
struct RetentionJob: Sendable {
  let retention: RetentionActions

  func register(on jobs: Jobs) {
    jobs.every(.seconds(86_400), "rights.retention") { _ in _ = try await retention.run() }
  }
}
