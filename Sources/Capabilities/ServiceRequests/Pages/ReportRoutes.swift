import Casework
import Contracts
import Kernel

/// Reporting in three steps, each a plain form; the draft lives on the server.
struct ReportRoutes: Sendable {
  let actions: ServiceRequestActions
  let drafts: DraftActions
  let directory: any CityDirectory
  let intake: PhotoIntake
  let voices: VoiceIntake
  /// Photos that are too large come in whole, so that the page can say which and keep the rest.
  static let maxBody = 320 << 20

  func register(on routes: Routes) {
    routes.get("/report", .everyone, what)
    routes.post("/report/what", .everyone, maxBody: Self.maxBody, saveWhat)
    routes.post(
      "/report/photos", .everyone, maxBody: Self.mostPhotoBody, changePhotos)
    routes.get("/report/where", .everyone, whereabouts)
    routes.post("/report/where", .everyone, saveWhere)
    routes.get("/report/check", .everyone, check)
    routes.post("/report/check", .everyone, submit)
    routes.get("/report/{no}/received", .everyone, received)
  }

  /// Drafts belong to the person, or to the browser before signing in.
  func owner(_ call: Call) -> String {
    if let person = call.viewer.person { return "person:" + person.rawValue }
    return visitor(call) ?? "call:" + call.id
  }

  func visitor(_ call: Call) -> String? {
    call.visit.map { "visit:" + Hex.encode(SHA256.hash($0)) }
  }

  /// Who walks a grid finds what nobody has reported yet.
  static func source(_ viewer: Viewer) -> CaseSource {
    viewer.can(.patrolRequests) ? .inspection : .web
  }

  func draft(_ call: Call) async throws -> Draft {
    try await drafts.load(owner(call), orFrom: visitor(call))
  }
}
