import HTTPTypes
import Hummingbird
import Logging

/// What happens to every request before and after its handler, in one place.
///
/// Brake, who is it, may they knock, is the form ours, handler, problems into answers.
struct Gate: Sendable {
  let platform: WebPlatform

  func open(_ door: Door, _ request: Request, _ context: WebContext) async throws -> Response {
    let count = QueryCount()
    Watched.current?.note(route: door.path, queries: count)
    return await QueryCount.counting(in: count) {
      await answer(door, request, context)
    }
  }

  /// A known path with a method it does not have: no session is looked up for it.
  func refuse(_ door: Door, _ request: Request, _ context: WebContext) async throws -> Response {
    Watched.current?.note(route: door.path, queries: nil)
    let call = stranger(door, request, context)
    await notePath(call)
    do {
      return try await door.handler(call)
    } catch {
      return answer(to: error, call)
    }
  }

  private func answer(_ door: Door, _ request: Request, _ context: WebContext) async -> Response {
    var call = stranger(door, request, context)
    var folder: String?
    defer {
      if let folder {
        do { try TemporaryFile.removeFolder(folder) } catch {
          platform.logger.error("upload folder stays", metadata: ["error": "\(error)"])
        }
      }
    }
    let isForm = door.face == .pages && request.method == .post
    var (isKnown, isRead) = (false, false)
    var response: Response
    do {
      try brake(door, call)
      if door.face == .keyed, request.method == .post {
        if door.maxBody > 0 { folder = try TemporaryFile.makeFolder() }
        call = with(call, form: try await keyedForm(door, request, folder))
      }
      let viewer = try await self.viewer(door, request, call)
      isKnown = true
      call = with(call, viewer: viewer, form: call.form)
      try brake(door, call, known: viewer)
      try admit(door, call)
      try checkKey(door, request)
      if isForm {
        if door.maxBody > 0 { folder = try TemporaryFile.makeFolder() }
        try checkOrigin(request)
        isRead = true
        let form = try await BodyReader.form(request, folder: folder, limit: door.maxBody)
        call = with(call, viewer: viewer, form: form)
        try checkMark(call)
        // Only now: the page that says so shows what was typed, and so has to know that it is ours.
        if form.isMisread { throw Problem(.malformed, "problem.encoding") }
        if form.isOverlong { throw Problem(.tooLarge, "problem.text-too-long") }
      }
      response = try await door.handler(call)
    } catch {
      if isForm { await noteForeign(error, door, call) }
      if isForm, !isRead, isLost(error, call) {
        call = with(call, viewer: call.viewer, form: await lost(door, request))
      }
      response = answer(to: error, call)
    }
    if isKnown { await noteHostile(call) }
    noteGuess(door, call, response)
    if isKnown { keepTokens(call, &response) }
    return response
  }

  func stranger(_ door: Door, _ request: Request, _ context: WebContext) -> Call {
    let cookies = RequestCookies(request, of: platform.site)
    return Call(
      request: request, context: context, platform: platform, viewer: .visitor, form: Form(),
      preferences: preferences(cookies, request),
      id: Watched.current?.id ?? platform.database.world.newID(),
      clientAddress: ClientAddress.of(request, context, platform.settings), cookies: cookies,
      isAPI: door.face == .api, refusal: door.refusal)
  }

  private func with(_ call: Call, viewer: Viewer = .visitor, form: Form = Form()) -> Call {
    Call(
      request: call.request, context: call.context, platform: platform, viewer: viewer, form: form,
      preferences: viewer.reads ?? call.preferences, id: call.id,
      clientAddress: call.clientAddress, cookies: call.cookies, isAPI: call.isAPI,
      refusal: call.refusal)
  }

  private func viewer(_ door: Door, _ request: Request, _ call: Call) async throws -> Viewer {
    let viewers = platform.viewers
    let now = call.now
    switch door.face {
    case .api:
      guard let header = request.headers[.authorization] else { return .visitor }
      guard header.lowercased().hasPrefix("bearer ") else { throw Problem(.signInNeeded) }
      let token = String(header.dropFirst(7)).trimmed
      let viewer = try await platform.known.viewer(
        "bearer " + token, in: platform.database, at: now
      ) { db in try viewers.viewer(bearer: token, at: now, in: db) }
      guard let viewer else { throw Problem(.signInNeeded) }
      return viewer
    case .keyed: return try await keyed(call)
    case .pages:
      guard let token = call.cookies.session else { return .visitor }
      let seen = platform.seen.last(token)
      let viewer = try await platform.known.viewer(
        "session " + token, in: platform.database, at: now
      ) { db in
        let person = Sessions.person(of: token, at: now, seen: seen)
        let viewer = try viewers.viewer(of: person, in: db)
        return viewer.isSignedIn ? viewer : nil
      }
      guard let viewer else { return .visitor }
      // What a page asks for by itself while nobody is there is no use.
      let isAlone = request.method == .get && request.headers[.fetchDestination] == "empty"
      if !isAlone { platform.seen.note(token, at: now) }
      return viewer
    }
  }

  /// What one may not open is not found; what anyone may open after signing in says so.
  private func admit(_ door: Door, _ call: Call) throws {
    if door.access.admits(call.viewer) { return }
    throw Problem(call.viewer.isKnown ? .notFound : .signInNeeded)
  }

  /// A key that could not be kept would promise what does not hold.
  private func checkKey(_ door: Door, _ request: Request) throws {
    guard door.face != .pages, let key = request.headers[.idempotencyKey] else { return }
    guard CommandKey.lengths.contains(key.utf8.count),
      key.utf8.allSatisfy({ (33...126).contains($0) })
    else {
      throw Problem(field: "Idempotency-Key", "problem.field-key")
    }
  }

  private func preferences(_ cookies: RequestCookies, _ request: Request) -> Preferences {
    if let cookie = cookies.preferences { return Preferences(cookie: cookie) }
    var preferences = Preferences()
    let wanted = request.headers[.acceptLanguage]?.lowercased() ?? ""
    if wanted.hasPrefix("en") { preferences.language = .english }
    return preferences
  }
}
