import HTTPTypes
public import Hummingbird

/// All routes of one site behind its gate.
public struct SiteRouter: Sendable {
  public let entries: [Routes.Entry]
  private let responder: RouterResponder<WebContext>
  private let gate: Gate
  private let paths: KnownPaths

  public init(platform: WebPlatform, _ fill: (Routes) throws -> Void) rethrows {
    let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
    gate = Gate(platform: platform)
    let routes = Routes(router: router, gate: gate)
    try fill(routes)
    entries = routes.entries
    paths = KnownPaths(entries)
    responder = router.buildResponder()
  }

  /// Answers one request; what no route takes gets the answer of its face.
  public func answer(_ request: Request, _ context: WebContext) async throws -> Response {
    let response = try await responder.respond(to: request, context: context)
    // The router's own 404 is bare; handlers' ones have passed the gate, which notes the route.
    guard response.status == .notFound, Watched.current?.isUnrouted ?? true else {
      return response
    }
    let known = paths.find(request.uri.path)
    let isAPI = known?.isAPI ?? request.uri.path.hasPrefix("/api/")
    let door = Door(
      access: .everyone, face: isAPI ? .api : .pages, rate: .read, maxBody: 0,
      path: known?.pattern ?? "none"
    ) { try Self.answer($0.request.method, known) }
    return try await gate.refuse(door, request, context)
  }

  /// A path nobody knows, one that is asked what it can do, or one that cannot do this.
  private static func answer(
    _ method: HTTPRequest.Method, _ known: KnownPaths.Known?
  ) throws -> Response {
    guard let known else { throw Problem(.notFound) }
    if method == .options {
      return Response(status: .noContent, headers: [.allow: known.allow])
    }
    // A handler's own 404 where nobody watches.
    let asked = method == .head ? "GET" : method.rawValue
    guard !known.methods.contains(asked) else { throw Problem(.notFound) }
    throw Problem(.methodNotAllowed, values: ["allow": known.allow])
  }

  /// Notes a request that named another host.
  public func noteHost(_ request: Request, _ context: WebContext) async {
    let door = Door(
      access: .everyone, face: .api, rate: .read, maxBody: 0, path: "none"
    ) { _ in throw Problem(.wrongHost) }
    await gate.note(.host, gate.stranger(door, request, context))
  }

  /// Answers an API client with a problem that was found before any route.
  public func turnAway(
    _ problem: Problem, _ request: Request, _ context: WebContext
  ) async throws -> Response {
    let door = Door(access: .everyone, face: .api, rate: .read, maxBody: 0, path: "none") { _ in
      throw problem
    }
    return try await gate.refuse(door, request, context)
  }
}
