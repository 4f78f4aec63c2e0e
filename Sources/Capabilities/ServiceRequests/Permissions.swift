import Casework
public import Kernel

extension Permission {
  /// Looking at requests, nothing more.
  public static let seeRequests = Permission(rawValue: "service_requests.see")
  /// Accepting, refusing, merging, filing, dispatching: the desk.
  public static let operateRequests = Permission(rawValue: "service_requests.operate")
  /// Looking at the spot and solving there.
  public static let checkRequests = Permission(rawValue: "service_requests.check_on_site")
  /// Working on what was dispatched to the unit, or to the level in an area.
  public static let handleRequests = Permission(rawValue: "service_requests.handle")
  /// Granting time and parking.
  public static let approveRequests = Permission(rawValue: "service_requests.approve")
  /// Calling back, closing, sending back.
  public static let superviseRequests = Permission(rawValue: "service_requests.supervise")
  public static let seeRestrictedRequests = Permission(rawValue: "service_requests.see_restricted")
  public static let revealContacts = Permission(rawValue: "service_requests.reveal_contact")
  /// 代录: filing for somebody who called or came in.
  public static let fileForOthers = Permission(rawValue: "service_requests.file_for_others")
  /// Bringing in what was filed elsewhere, at its own time.
  public static let importRequests = Permission(rawValue: "service_requests.import")
}

enum ServiceRequestPermissions {
  static let all: [Permission] = [
    .seeRequests, .operateRequests, .checkRequests, .handleRequests, .approveRequests,
    .superviseRequests, .seeRestrictedRequests, .revealContacts, .fileForOthers, .importRequests,
  ]
}

extension CaseKind {
  /// Service requests: `W` in case numbers, for 哨 (whistle).
  static let serviceRequest = CaseKind(
    code: "service_request", module: "W",
    permissions: CasePermissions(
      see: .seeRequests, operate: .operateRequests, checkOnSite: .checkRequests,
      handle: .handleRequests, approve: .approveRequests, supervise: .superviseRequests,
      seeRestricted: .seeRestrictedRequests, revealContact: .revealContacts))
}
