public import Hummingbird

/// All routes of one site behind its gate.
public struct SiteRouter: Sendable {
  public let entries: [Routes.Entry]
  private let responder: RouterResponder<WebContext>
  private let gate: Gate

  public init(platform: WebPlatform, _ fill: (Routes) -> Void) {
    let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
    gate = Gate(platform: platform)
    let routes = Routes(router: router, gate: gate)
    fill(routes)
    entries = routes.entries
    routes.closeOtherMethods()
    responder = router.buildResponder()
  }

  /// Answers one request; a path without a route gets the friendly 404 of its face.
  public func answer(_ request: Request, _ context: WebContext) async throws -> Response {
    let response = try await responder.respond(to: request, context: context)
    // The router's own 404 is bare; handlers' ones have passed the gate, which notes the route.
    guard response.status == .notFound, Watched.current?.isUnrouted ?? true else {
      return response
    }
    let isAPI = request.uri.path.hasPrefix("/api/")
    let door = Door(
      access: .everyone, face: isAPI ? .api : .pages, rate: .read, maxBody: 0, path: "none"
    ) { _ in throw Problem(.notFound) }
    return try await gate.refuse(door, request, context)
  }
}
