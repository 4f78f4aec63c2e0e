import Kernel

/// Where one browser can be reached, and with which keys (Push API `PushSubscription`).
public struct PushSubscription: Hashable, Sendable, Codable {
  /// An address that only the push service and this server know: who has it can send.
  public let endpoint: String
  /// The browser's public key, 65 bytes in base64url.
  public let p256dh: String
  /// Its authentication secret, 16 bytes in base64url.
  public let auth: String

  static let longest = 1024
  static let authLength = 16

  /// Nil unless the keys are keys; whether a push service is behind the address is for others to say.
  public init?(endpoint: String, p256dh: String, auth: String) {
    guard (1...Self.longest).contains(endpoint.utf8.count),
      let key = Base64URL.decode(p256dh), P256Key.isPoint(key),
      let secret = Base64URL.decode(auth), secret.count == Self.authLength
    else { return nil }
    self.endpoint = endpoint
    self.p256dh = p256dh
    self.auth = auth
  }
}

extension PushSubscription: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  public var description: String { "PushSubscription" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
