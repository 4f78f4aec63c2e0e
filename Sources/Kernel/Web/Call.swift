import HTTPTypes
public import Hummingbird

/// One request as a handler sees it: already admitted, its form read and its mark checked.
public struct Call: Sendable {
  public let request: Request
  public let context: WebContext
  public let platform: WebPlatform
  public let viewer: Viewer
  /// The posted form; empty for other requests.
  public let form: Form
  public let preferences: Preferences
  /// Reference that appears in the log, in error pages and as `X-Request-Id`.
  public let id: String
  /// Where it came from, past our own proxies; for brakes, never stored as it is.
  public let clientAddress: String
  var cookies: RequestCookies
  let isAPI: Bool
  /// How this door's standard says no; nil where it is one of ours.
  var refusal: Routes.Refusal?
  var isKeyed: Bool { refusal != nil }

  public var site: Site { platform.site }
  public var language: Language { preferences.language }
  public var now: Timestamp { platform.database.world.now() }

  /// A named part of the path.
  public func parameter(_ name: String) throws -> String {
    guard let value = context.parameters.get(name),
      let decoded = URLEncoded.decode(Array(value.replacing("+", with: "%2B").utf8)),
      decoded.utf8.count <= 200
    else { throw Problem(.notFound) }
    return decoded
  }

  /// An id in the path; anything that cannot be one of ours is simply not found.
  public func id<Subject>(
    _ name: String = "id", of: Subject.Type = Subject.self
  ) throws -> Identifier<Subject> {
    let text = try parameter(name)
    guard text.utf8.count == 36, text.utf8.allSatisfy(Self.isIDCharacter) else {
      throw Problem(.notFound)
    }
    return Identifier(rawValue: text.lowercased())
  }

  private static func isIDCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case 45, 48...57, 65...70, 97...102: true
    default: false
    }
  }

  /// The query string's fields.
  public func query() throws -> Form {
    guard let values = URLEncoded.parse(request.uri.query ?? "", maxFields: 100) else {
      throw Problem(.malformed, "problem.encoding")
    }
    return Form(values: values)
  }

  /// The key under which this command may be repeated: header, or hidden field of a form.
  ///
  /// `deed`: what is being done, with the thing's id; the body is added by itself.
  /// `content`: everything else the command depends on.
  /// `part`: which one, where a form makes several commands.
  public func command(_ deed: String, _ content: String, part: String = "") -> CommandKey? {
    let given = request.headers[.idempotencyKey] ?? form.text("command_key")
    guard let key = given.map({ part.isEmpty ? $0 : $0 + "-" + part }),
      CommandKey.lengths.contains(key.utf8.count)
    else { return nil }
    return CommandKey(key, by: commandActor, for: deed + "\n" + content)
  }

  /// Visitors share no name: their browser's token keeps their keys apart.
  private var commandActor: String {
    if viewer.isKnown { return viewer.actor }
    return "visit:" + Hex.encode(SHA256.hash(cookies.visit ?? clientAddress)).prefix(32)
  }

  /// The browser's own token from before signing in, under which drafts are kept.
  public var visit: String? { cookies.visit ?? (viewer.isSignedIn ? nil : freshVisit.value) }

  /// The browser still shows a session that is over.
  public var hasEnded: Bool { cookies.session != nil && !viewer.isSignedIn }
}
