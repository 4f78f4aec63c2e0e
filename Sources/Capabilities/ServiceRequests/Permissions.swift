import Casework
public import Kernel

extension Permission {
  public static let searchRequests = Permission(rawValue: "service_requests.search")
  public static let dispatchRequests = Permission(rawValue: "service_requests.dispatch")
  public static let patrolRequests = Permission(rawValue: "service_requests.patrol")
  public static let handleRequests = Permission(rawValue: "service_requests.handle")
  public static let approveRequests = Permission(rawValue: "service_requests.approve")
  public static let superviseRequests = Permission(rawValue: "service_requests.supervise")
  public static let seeRestrictedRequests = Permission(rawValue: "service_requests.restricted")
  /// Files for somebody who calls or stands at the window.
  public static let takeInRequests = Permission(rawValue: "service_requests.take_in")
  /// Covers faces and plates, and decides which photos everybody sees.
  public static let coverPhotos = Permission(rawValue: "service_requests.cover_photos")
  public static let revealContacts = Permission(rawValue: "service_requests.reveal_contact")
}

extension CaseKind {
  /// Service requests in the case engine; `W` is for 吹哨, the whistle.
  static let serviceRequest = CaseKind(
    code: "service_request", module: "W",
    permissions: CasePermissions(
      see: .searchRequests, operate: .dispatchRequests, checkOnSite: .patrolRequests,
      handle: .handleRequests, approve: .approveRequests, supervise: .superviseRequests,
      seeRestricted: .seeRestrictedRequests, revealContact: .revealContacts))
}
