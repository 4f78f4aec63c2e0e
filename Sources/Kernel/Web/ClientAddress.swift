import HTTPTypes
import Hummingbird
import NIOCore

/// Where a request came from; a proxy's word counts only when the proxy is trusted.
enum ClientAddress {
  static func of(_ request: Request, _ context: WebContext, _ settings: WebSettings) -> String {
    let direct = context.remoteAddress?.ipAddress ?? "local"
    guard settings.trustedProxies.contains(direct),
      let forwarded = request.headers[.forwardedFor]
    else { return direct }
    // The last entry that is not one of our own proxies: earlier ones are the client's word.
    let chain = forwarded.split(separator: ",").map { String($0).trimmed }
    return chain.last { !settings.trustedProxies.contains($0) } ?? direct
  }
}
