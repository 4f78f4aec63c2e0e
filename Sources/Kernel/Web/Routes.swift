import HTTPTypes
public import Hummingbird

/// The doors of one site.
///
/// A route cannot be added without saying who may knock.
public final class Routes {
  /// How callers prove who they are and how they are answered.
  public enum Face: Sendable {
    /// Cookies, forms with marks, HTML.
    case pages
    /// Bearer tokens, JSON, problem details.
    case api
    /// A standard of others for programs: a key among the answers, refusals in the standard's words.
    case keyed
  }

  /// Writes a refusal as a standard of others has it.
  public typealias Refusal = @Sendable (Problem, Call) throws -> Response

  /// One door, for the list that is reviewed and for the comparison with the OpenAPI document.
  public struct Entry: Sendable, Hashable {
    public let method: String
    public let path: String
    public let access: Access
    public let isAPI: Bool
  }

  /// Before the path of every API route.
  public static let apiPrefix = "/api/v1"

  public typealias Handler = @Sendable (Call) async throws -> Response

  public private(set) var entries: [Entry] = []
  let router: Router<WebContext>
  private let gate: Gate

  init(router: Router<WebContext>, gate: Gate) {
    self.router = router
    self.gate = gate
  }

  public func get(
    _ path: String, _ access: Access, face: Face = .pages, rate: RateLimiter.Class = .read,
    _ handler: @escaping Handler
  ) {
    add(.get, path, access, face, rate, 0, handler)
  }

  /// - Parameters:
  ///   - path: with named parts in braces.
  ///   - access: who may knock.
  ///   - face: pages or API.
  ///   - rate: the brake on repeated calls.
  ///   - maxBody: bytes of a multipart form; 0 where no files are taken.
  ///   - handler: translates, calls one action, translates back.
  public func post(
    _ path: String, _ access: Access, face: Face = .pages, rate: RateLimiter.Class = .write,
    maxBody: Int = 0, _ handler: @escaping Handler
  ) {
    add(.post, path, access, face, rate, maxBody, handler)
  }

  public func put(
    _ path: String, _ access: Access, face: Face = .api, rate: RateLimiter.Class = .write,
    _ handler: @escaping Handler
  ) {
    add(.put, path, access, face, rate, 0, handler)
  }

  public func delete(
    _ path: String, _ access: Access, face: Face = .api, rate: RateLimiter.Class = .write,
    _ handler: @escaping Handler
  ) {
    add(.delete, path, access, face, rate, 0, handler)
  }

  func add(
    _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ face: Face,
    _ rate: RateLimiter.Class, _ maxBody: Int, refusal: Refusal? = nil,
    _ handler: @escaping Handler
  ) {
    let full = face == .api ? Self.apiPrefix + path : path
    entries.append(
      Entry(method: method.rawValue, path: full, access: access, isAPI: face == .api))
    let door = Door(
      access: access, face: face, rate: rate, maxBody: maxBody, path: full, refusal: refusal,
      handler: handler)
    let gate = gate
    router.on(RouterPath(full), method: method) { request, context in
      try await gate.open(door, request, context)
    }
  }
}

/// Everything the gate has to know of one route.
struct Door: Sendable {
  let access: Access
  let face: Routes.Face
  let rate: RateLimiter.Class
  let maxBody: Int
  let path: String
  /// Of a keyed door only.
  var refusal: Routes.Refusal?
  let handler: Routes.Handler
}
