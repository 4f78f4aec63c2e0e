/// Cookies as a browser keeps them (RFC 6265 §5): by host and path, longer paths first.
struct CookieJar: Sendable {
  struct Cookie: Sendable {
    let host: String
    let path: String
    let name: String
    let value: String
  }

  private(set) var cookies: [Cookie] = []

  /// Takes one `Set-Cookie`; an age of 0 takes the cookie away.
  mutating func take(_ line: String, host: String, requestPath: String) {
    let parts = line.split(separator: ";").map { $0.drop { $0 == " " } }
    guard
      let pair = parts.first?.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false), pair.count == 2
    else { return }
    var path = "/"
    var isGone = false
    for part in parts.dropFirst() {
      let lower = part.lowercased()
      if lower.hasPrefix("path=") { path = String(part.dropFirst(5)) }
      if lower == "max-age=0" { isGone = true }
    }
    let name = String(pair[0])
    cookies.removeAll { $0.host == host && $0.path == path && $0.name == name }
    if !isGone {
      cookies.append(Cookie(host: host, path: path, name: name, value: String(pair[1])))
    }
  }

  /// The `Cookie` header for a request; nil when there is nothing to send.
  func header(host: String, path: String) -> String? {
    let plain = path.split(separator: "?", omittingEmptySubsequences: false)[0]
    let fitting = cookies.filter { $0.host == host && Self.covers($0.path, String(plain)) }
      .sorted { $0.path.utf8.count > $1.path.utf8.count }
    return fitting.isEmpty ? nil : fitting.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
  }

  private static func covers(_ cookie: String, _ path: String) -> Bool {
    path == cookie || path.hasPrefix(cookie.hasSuffix("/") ? cookie : cookie + "/")
  }
}
