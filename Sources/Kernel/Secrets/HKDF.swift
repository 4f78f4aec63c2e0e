/// Keys from a shared secret: HKDF with SHA-256 (RFC 5869).
public enum HKDF {
  /// Extract, then expand; `length` is at most 255 × 32 bytes.
  public static func sha256(
    _ material: [UInt8], salt: [UInt8], info: [UInt8], length: Int
  ) -> [UInt8] {
    // Without a salt the RFC takes a block of zeros, which HMAC makes of an empty key by itself.
    let key = HMAC.sha256(material, key: salt)
    var made: [UInt8] = []
    var last: [UInt8] = []
    var counter: UInt8 = 1
    while made.count < length {
      last = HMAC.sha256(last + info + [counter], key: key)
      made += last
      counter += 1
    }
    return Array(made.prefix(length))
  }
}
