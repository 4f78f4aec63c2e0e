import HTTPTypes
public import Hummingbird
import Logging

/// The outermost responder: picks the site, watches the request, puts the headers on.
///
/// A site with a host of its own is chosen by host, any other by path prefix; the longest prefix
/// wins. A host nobody knows is answered with 421, so that a forged `Host` finds nothing.
public struct SiteSwitch: HTTPResponder {
  public typealias Context = WebContext

  /// One site and what answers for it.
  public struct Place: Sendable {
    let site: Site
    let answer: @Sendable (Request, WebContext) async throws -> Response
    let turnAway: TurnAway?
    let noteHost: NoteHost?

    public typealias TurnAway =
      @Sendable (Problem, Request, WebContext) async throws -> Response
    public typealias NoteHost = @Sendable (Request, WebContext) async -> Void

    public init(
      site: Site, turnAway: TurnAway? = nil, noteHost: NoteHost? = nil,
      answer: @escaping @Sendable (Request, WebContext) async throws -> Response
    ) {
      self.site = site
      self.turnAway = turnAway
      self.noteHost = noteHost
      self.answer = answer
    }
  }

  let places: [Place]
  /// Host names that are served by path prefix; empty accepts every host (development).
  let hosts: Set<String>
  let world: World
  let log: RequestLog
  let security: SecurityHeaders
  let spans: Spans

  public init(
    places: [Place], hosts: Set<String>, world: World, log: RequestLog, tileOrigin: String? = nil,
    spans: Spans = .none
  ) {
    // Own hosts first: whatever path is asked there is theirs.
    self.places = places.sorted {
      ($0.site.host == nil ? 1 : 0, -$0.site.prefix.utf8.count)
        < ($1.site.host == nil ? 1 : 0, -$1.site.prefix.utf8.count)
    }
    self.hosts = hosts
    self.world = world
    self.log = log
    security = SecurityHeaders(tileOrigin: tileOrigin)
    self.spans = spans
  }

  public func respond(to request: Request, context: WebContext) async throws -> Response {
    let watched = Watched(id: world.newID())
    let start = ContinuousClock.now
    var response = await spans.around("request", .server) {
      await Watched.$current.withValue(watched) { await answer(request, context) }
    } noting: { response in
      [
        "http.route": .text(watched.route),
        "http.request.method": .text(RequestLog.known(request.method)),
        "http.response.status_code": .number(response.status.code),
        "linli.request": .text(watched.id),
      ]
    }
    // Refusals are made with their text; the answer to HEAD has none.
    if request.method == .head { response = response.createHeadResponse() }
    security.add(to: &response)
    response.headers.append(HTTPField(name: .requestID, value: watched.id))
    log.write(request, response, watched, ContinuousClock.now - start)
    return response
  }

  private func answer(_ request: Request, _ context: WebContext) async -> Response {
    // One name and one only (RFC 9112, 3.2): of two, a proxy may have looked at the other.
    guard request.head.authority?.isEmpty == false, request.headers[.secondHost] == nil else {
      await places.first?.noteHost?(request, context)
      return Response(status: .badRequest)
    }
    let host = request.head.authority.map { Self.hostName($0) } ?? ""
    let path = request.uri.path
    let place = places.first { place in
      if let own = place.site.host { return own.lowercased() == host }
      let prefix = place.site.prefix
      return prefix.isEmpty || path == prefix || path.hasPrefix(prefix + "/")
    }
    guard let place, place.site.host != nil || hosts.isEmpty || hosts.contains(host) else {
      return await wrongHost(request, context)
    }
    var context = context
    context.site = place.site
    do {
      return try await place.answer(Self.inside(place.site, request), context)
    } catch {
      // The gate answers everything it sees; what comes here went wrong around it.
      log.fault(error)
      return Response(status: .internalServerError)
    }
  }

  /// API clients are told in words; browsers get no page, which would name one of the sites.
  private func wrongHost(_ request: Request, _ context: WebContext) async -> Response {
    await places.first?.noteHost?(request, context)
    guard request.uri.path.contains(Routes.apiPrefix), let turnAway = places.first?.turnAway
    else {
      return Response(status: .misdirectedRequest)
    }
    do {
      return try await turnAway(Problem(.wrongHost), request, context)
    } catch {
      log.fault(error)
      return Response(status: .misdirectedRequest)
    }
  }

  /// The request with the site's prefix taken off its path.
  private static func inside(_ site: Site, _ request: Request) -> Request {
    guard !site.prefix.isEmpty, site.host == nil, let path = request.head.path else {
      return request
    }
    var head = request.head
    let rest = String(path.dropFirst(site.prefix.count))
    head.path = rest.hasPrefix("/") ? rest : "/" + rest
    return Request(head: head, body: request.body)
  }

  private static func hostName(_ authority: String) -> String {
    // Nearly all are written small and come with a port or without.
    if authority.utf8.allSatisfy({ (97...122).contains($0) || (45...58).contains($0) }) {
      return String(authority.utf8.prefix { $0 != 58 }) ?? ""
    }
    if authority.hasPrefix("[") { return String(authority.prefix { $0 != "]" }) + "]" }
    return authority.split(separator: ":").first.map { $0.lowercased() } ?? ""
  }
}
