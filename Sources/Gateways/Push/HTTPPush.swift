import Civics
import Foundation
public import Kernel

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Push services reached over HTTP.
public struct HTTPPush: PushGateway {
  public struct Settings: Sendable {
    /// `mailto:` or `https:`, told to each service (RFC 8292 §2.1).
    public var contact: String
    public var services: PushServices
    /// Seconds for connecting and answering.
    public var timeout: Double
    /// Seconds for which a service keeps a notice for a browser that is off.
    public var keptFor: Int

    public init(
      contact: String, services: PushServices = .known, timeout: Double = 5, keptFor: Int = 86_400
    ) {
      self.contact = contact
      self.services = services
      self.timeout = timeout
      self.keptFor = keptFor
    }
  }

  private let settings: Settings
  private let world: World
  private let session: URLSession

  public init(_ settings: Settings, world: World) {
    self.settings = settings
    self.world = world
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = settings.timeout
    configuration.timeoutIntervalForResource = settings.timeout
    session = URLSession(configuration: configuration, delegate: Straight(), delegateQueue: nil)
  }

  public func takes(_ endpoint: String) -> Bool { settings.services.origin(of: endpoint) != nil }

  public func send(_ push: Push) async throws {
    guard let audience = settings.services.origin(of: push.subscription.endpoint),
      let url = URL(string: push.subscription.endpoint)
    else { throw GatewayFault.refused(code: "address") }
    guard let sender = P256Key(secret: world.randomBytes(P256Key.secretLength)),
      let body = PushEncryption.body(
        push.payload, for: push.subscription, sender: sender, salt: world.randomBytes(16))
    else { throw GatewayFault.refused(code: "payload") }
    var request = URLRequest(url: url, timeoutInterval: settings.timeout)
    request.httpMethod = "POST"
    request.httpBody = Data(body)
    let headers = [
      "Authorization": try VAPID.authorization(
        push.server, audience: audience, contact: settings.contact, now: world.now()),
      "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream",
      "TTL": String(settings.keptFor), "Urgency": "normal",
      // At most 32 characters (RFC 8030 §5.4): a repeated notice takes the place of the first.
      "Topic": String(Base64URL.encode(SHA256.hash(push.key)).prefix(32)),
    ]
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    try Self.check(try await status(of: request))
  }

  private func status(of request: URLRequest) async throws -> Int {
    do {
      let (_, response) = try await session.data(for: request)
      guard let response = response as? HTTPURLResponse else { throw GatewayFault.outcomeUnknown }
      return response.statusCode
    } catch let error as URLError {
      throw HTTPParty.isBeforeSending(error.code) ? GatewayFault.unreachable : .outcomeUnknown
    }
  }

  /// Too many at once is a matter of waiting; what the service does not take will not get better.
  private static func check(_ status: Int) throws {
    switch status {
    case 200..<300: return
    case 404, 410: throw GatewayFault.gone
    case 429, 500...: throw GatewayFault.outcomeUnknown
    default: throw GatewayFault.refused(code: String(status))
    }
  }
}

/// Follows no redirect: it could lead past the list of services.
private final class Straight: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) { completionHandler(nil) }
}
