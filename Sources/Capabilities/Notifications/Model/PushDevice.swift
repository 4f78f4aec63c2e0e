import Kernel

/// One browser that a person lets show notices.
struct PushDevice: Hashable, Sendable {
  let id: Identifier<PushDevice>
  let addedAt: Timestamp
  /// By which the browser knows itself: the beginning of a hash of its address.
  let mark: String

  /// As the page's script makes it: 16 characters of SHA-256 in base64url.
  static func mark(of endpoint: String) -> String {
    String(Base64URL.encode(SHA256.hash(endpoint)).prefix(16))
  }
}
