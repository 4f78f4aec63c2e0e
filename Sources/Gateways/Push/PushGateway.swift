public import Civics
public import Kernel

/// A push service: takes a notice for one browser, which shows it when it can (RFC 8030).
///
/// There are no receipts: a service says that it has taken the notice, not that anybody saw it.
/// A repeated key replaces the earlier notice instead of standing beside it.
public protocol PushGateway: Sendable {
  /// Whether the address is one of a push service: a server that posts wherever a browser tells it
  /// to could be told to post into its own network.
  func takes(_ endpoint: String) -> Bool

  /// Hands the notice over.
  ///
  /// - Throws: `GatewayFault`, `.gone` when the browser has given the subscription up.
  func send(_ push: Push) async throws
}

/// One notice to one browser; printing it shows neither address nor text.
public struct Push: Sendable {
  /// The same for every attempt at one delivery.
  public let key: String
  public let subscription: PushSubscription
  /// What the browser's own worker reads.
  public let payload: [UInt8]
  /// The server's own key, to which the browser has bound the subscription.
  public let server: P256Key

  public init(
    key: String, subscription: PushSubscription, payload: [UInt8], server: P256Key
  ) {
    self.key = key
    self.subscription = subscription
    self.payload = payload
    self.server = server
  }
}

extension Push: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "Push(\(key))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension GatewayFault {
  /// The subscription has ended (404 or 410, RFC 8030 §7.3): it is not used again.
  public static let gone = GatewayFault.refused(code: "gone")
}
