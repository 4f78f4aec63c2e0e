import Casework
import Contracts
import Gateways
public import Directory
public import Identity
public import Kernel
public import ServiceRequests

/// The whole wiring of one site: this screen is the architecture.
public struct City: Sendable {
  public let capabilities: [any Capability]
  public let accounts: AccountActions
  public let directory: PlanDirectory
  public let requests: ServiceRequestsCapability
  let viewers: any ViewerSource

  init(_ platform: Platform, settings: AppSettings) throws {
    let sms = settings.sms(now: platform.database.world.now)
    let identity = IdentityCapability(platform, sms: sms)
    let places = DirectoryCapability(platform)
    accounts = identity.accounts
    viewers = identity.viewers
    directory = places.directory
    requests = ServiceRequestsCapability(platform, directory: places.directory)
    capabilities = [identity, places, requests]
  }

  public var migrations: [MigrationSet] {
    [KernelMigrations.all, Sessions.migrations, CaseMigrations.all]
      + capabilities.map(\.migrationSet)
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
