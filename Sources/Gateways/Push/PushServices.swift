import Foundation

/// The push services that browsers of today use; a subscription elsewhere is refused.
public struct PushServices: Sendable, Hashable {
  /// `https://push.example`, or `https://*.push.example` for all names below.
  public let origins: [String]

  public init(_ origins: [String]) { self.origins = origins }

  /// Chrome and Edge by Google's, Firefox, Safari, Edge by Microsoft's (November 2026).
  public static let known = PushServices([
    "https://fcm.googleapis.com", "https://updates.push.services.mozilla.com",
    "https://*.push.apple.com", "https://*.notify.windows.com",
  ])

  /// Scheme, host and port, when the address is one of a known service.
  func origin(of endpoint: String) -> String? {
    guard let parts = URLComponents(string: endpoint), let scheme = parts.scheme?.lowercased(),
      let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil, parts.password == nil,
      parts.fragment == nil
    else { return nil }
    let origin = scheme + "://" + host + (parts.port.map { ":\($0)" } ?? "")
    return origins.contains { Self.covers($0, origin) } ? origin : nil
  }

  private static func covers(_ pattern: String, _ origin: String) -> Bool {
    guard let star = pattern.range(of: "*.") else { return pattern == origin }
    let (scheme, domain) = (pattern[..<star.lowerBound], pattern[star.upperBound...])
    return origin.hasPrefix(scheme) && origin.dropFirst(scheme.count).hasSuffix("." + domain)
  }
}
