import Kernel

/// Who is sending, said to the push service: a signed token of some hours (RFC 8292).
enum VAPID {
  /// Seconds; the RFC allows 24 hours at most.
  static let validFor: Int64 = 12 * 3600

  private struct Claims: Encodable {
    let aud: String
    let exp: Int64
    let sub: String
  }

  /// Value of `Authorization`.
  ///
  /// `audience` is scheme, host and port of the push service; `contact` is `mailto:` or `https:`,
  /// for whoever runs it.
  static func authorization(
    _ key: P256Key, audience: String, contact: String, now: Timestamp
  ) throws -> String {
    let claims = Claims(aud: audience, exp: now.rawValue / 1000 + validFor, sub: contact)
    let text =
      Base64URL.encode(Array(#"{"typ":"JWT","alg":"ES256"}"#.utf8)) + "."
      + Base64URL.encode(Array(try JSONText.encode(claims).utf8))
    let signature = Base64URL.encode(key.sign(Array(text.utf8)))
    return "vapid t=\(text).\(signature), k=\(Base64URL.encode(key.publicKey))"
  }
}
