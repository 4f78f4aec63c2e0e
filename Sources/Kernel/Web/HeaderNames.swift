import HTTPTypes

extension HTTPField.Name {
  static let lastEventID = named("Last-Event-ID")
  static let accelBuffering = named("X-Accel-Buffering")
  static let idempotencyKey = named("Idempotency-Key")
  static let forwardedFor = named("X-Forwarded-For")
  static let referer = named("Referer")
  static let requestID = named("X-Request-Id")
  static let contentTypeOptions = named("X-Content-Type-Options")
  static let frameOptions = named("X-Frame-Options")
  static let link = named("Link")
  static let referrerPolicy = named("Referrer-Policy")
  static let permissionsPolicy = named("Permissions-Policy")
  static let openerPolicy = named("Cross-Origin-Opener-Policy")
  static let resourcePolicy = named("Cross-Origin-Resource-Policy")
  static let fetchSite = named("Sec-Fetch-Site")
  static let fetchDestination = named("Sec-Fetch-Dest")
  static let contentSecurity = named("Content-Security-Policy")
  /// Who a page was made for; what a browser keeps of somebody else is thrown away.
  static let reader = named("Linli-Reader")
  static let robots = named("X-Robots-Tag")
  static let mayKeep = named("Linli-Keep")

  /// The first `Host` becomes the authority; what is left under its name is a second one.
  static let secondHost = named("Host")

  /// All names above are valid tokens; a misspelt one stops the first start.
  private static func named(_ name: String) -> HTTPField.Name {
    guard let field = HTTPField.Name(name) else { fatalError("\(name) is no header name") }
    return field
  }
}
