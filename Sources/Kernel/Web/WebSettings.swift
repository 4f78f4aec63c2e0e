/// What the operator decides about the HTTP side; read once at start.
public struct WebSettings: Sendable {
  /// Addresses whose `X-Forwarded-*` headers are believed.
  public var trustedProxies: Set<String> = []
  /// Marks cookies `Secure`; off only where the server itself is spoken to over loopback.
  public var secureCookies = true
  /// Multiplies every rate limit; 0 switches them off (benchmarks).
  public var rateLimitFactor = 1.0
  /// Shows one-time codes on the page instead of sending them.
  ///
  /// Never in production.
  public var isDemo = false
  public var map = MapSettings()

  public init() {}
}
