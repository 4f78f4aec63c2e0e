import CCrypto

/// Keyed hashing: proves that who wrote a value knew the key.
public enum HMAC {
  /// HMAC-SHA-256 (RFC 2104, RFC 4231): 32 bytes.
  public static func sha256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    // RFC 2104's two nested hashes over the algorithm fetched once: `HMAC()` looks its own up by
    // name at each call and takes several times as long.
    let block = 64
    let short = key.count > block ? SHA256.hash(key) : key
    var pad = [UInt8](repeating: 0x36, count: block)
    for (index, byte) in short.enumerated() { pad[index] ^= byte }
    var inner = SHA256()
    inner.update(pad)
    inner.update(bytes)
    for index in pad.indices { pad[index] ^= 0x36 ^ 0x5c }
    var outer = SHA256()
    outer.update(pad)
    outer.update(inner.finish())
    return outer.finish()
  }

  /// HMAC-SHA-1 (RFC 2104, RFC 2202): 20 bytes; for one-time passwords only, which prescribe it.
  public static func sha1(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 20) { output, count in
      let made = EVP_Q_mac(
        nil, "HMAC", nil, "SHA1", nil, key, key.count, bytes, bytes.count, output.baseAddress, 20,
        &count)
      LibCrypto.require(made != nil && count == 20, "HMAC-SHA-1")
    }
  }

  /// HMAC-SHA-256 of the UTF-8 form of `text`.
  public static func sha256(_ text: String, key: [UInt8]) -> [UInt8] {
    sha256(Array(text.utf8), key: key)
  }
}
