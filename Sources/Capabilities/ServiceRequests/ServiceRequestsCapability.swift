import Casework
public import Contracts
public import Kernel

/// Residents report problems; staff see them through to an answer.
public struct ServiceRequestsCapability: Capability {
  public static let name = "service_requests"
  let actions: ServiceRequestActions
  let directory: any CityDirectory

  public init(_ platform: Platform, directory: any CityDirectory) {
    actions = ServiceRequestActions(platform)
    self.directory = directory
  }

  public var permissions: [Permission] {
    [
      .searchRequests, .dispatchRequests, .patrolRequests, .handleRequests, .approveRequests,
      .superviseRequests, .seeRestrictedRequests, .revealContacts,
    ]
  }

  public func routes(_ routes: Routes) {
    ServiceRequestRoutes(actions: actions).register(on: routes)
  }

  public func subscriptions(_ events: Subscriptions) {
    SearchSubscriber(engine: actions.engine).subscribe(to: events)
  }

  public func jobs(_ jobs: Jobs) {
    ServiceRequestWork(engine: actions.engine).register(on: jobs)
  }

  /// What other capabilities may ask about requests.
  public var summaries: any ServiceRequestDirectory {
    ServiceRequestSummaries(engine: actions.engine)
  }
}
