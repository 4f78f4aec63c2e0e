import HTTPTypes
import Hummingbird

/// The cookies we set ourselves: session, visit (before signing in), preferences, and whom the
/// browser has signed in.
struct RequestCookies: Sendable {
  static let sessionName = "linli_session"
  static let visitName = "linli_visit"
  static let knownName = "linli_known"

  var session: String?
  let visit: String?
  let preferences: String?
  /// Marks of accounts that were signed in here before; they open nothing.
  let known: [String]

  init(_ request: Request, of site: Site) {
    var found: [Substring: Substring] = [:]
    for header in request.headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { continue }
        found[Substring(String(parts[0]).trimmed)] = Substring(String(parts[1]).trimmed)
      }
    }
    session = Self.token(found[Substring(Self.name(Self.sessionName, of: site))])
    visit = Self.token(found[Substring(Self.name(Self.visitName, of: site))])
    preferences = found[Substring(Self.name(Preferences.cookieName, of: site))].map(String.init)
    known = (found[Substring(Self.name(Self.knownName, of: site))] ?? "").prefix(1000)
      .split(separator: ":").prefix(Self.mostKnown).map(String.init)
  }

  /// A family shares a browser; a street does not.
  static let mostKnown = 4

  /// A browser sends the default site's cookies to every prefix below it, so each site under a
  /// prefix has names of its own.
  static func name(_ name: String, of site: Site) -> String {
    site.prefix.isEmpty ? name : name + "_" + site.key
  }

  /// Our tokens are 43 characters of base64url; anything else was not set by us.
  private static func token(_ text: Substring?) -> String? {
    guard let text, text.utf8.count == 43 else { return nil }
    return String(text)
  }
}

/// Writes a `Set-Cookie` for this site's path only.
struct SetCookie {
  let site: Site
  let isSecure: Bool

  func header(_ name: String, _ value: String, maxAge: Int?) -> String {
    var text = RequestCookies.name(name, of: site) + "=\(value)"
    text += "; Path=\(site.prefix.isEmpty ? "/" : site.prefix)"
    if let maxAge { text += "; Max-Age=\(maxAge)" }
    text += "; HttpOnly; SameSite=Lax"
    return isSecure ? text + "; Secure" : text
  }
}
