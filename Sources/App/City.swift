public import Kernel

/// The whole wiring of one site: this screen is the architecture.
public struct City: Sendable {
  public let capabilities: [any Capability]
  let viewers: any ViewerSource

  init(_ platform: Platform, settings: AppSettings) throws {
    capabilities = []
    viewers = Strangers()
  }

  public var migrations: [MigrationSet] {
    [KernelMigrations.all, Sessions.migrations] + capabilities.map(\.migrationSet)
  }

  public func subscriptions() -> Subscriptions {
    let subscriptions = Subscriptions()
    for capability in capabilities { capability.subscriptions(subscriptions) }
    return subscriptions
  }

  public func jobs(keys: SecretKeys) throws -> Jobs {
    let jobs = Jobs()
    for capability in capabilities { capability.jobs(jobs) }
    try Housekeeping(keys: keys).register(on: jobs)
    return jobs
  }

  func renderer() throws -> PageRenderer {
    try PageRenderer(
      words: capabilities.flatMap(\.words), templates: capabilities.flatMap(\.templates))
  }
}
