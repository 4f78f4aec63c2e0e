import CCrypto

/// A key on the curve P-256 (NIST SP 800-186): of one party to an exchange, or of a signer.
public struct P256Key: Sendable {
  /// Big-endian, 32 bytes.
  public let secret: [UInt8]
  /// The uncompressed point, 65 bytes, as Web Push sends it (RFC 8291 §2.1).
  public let publicKey: [UInt8]

  public static let secretLength = 32
  public static let publicLength = 65

  /// Nil for anything that is no secret on this curve.
  public init?(secret: [UInt8]) {
    guard secret.count == Self.secretLength else { return nil }
    var isOnCurve = false
    let point = [UInt8](unsafeUninitializedCapacity: Self.publicLength) { output, count in
      isOnCurve = linli_p256_point(secret, output.baseAddress) == 1
      count = isOnCurve ? Self.publicLength : 0
    }
    guard isOnCurve else { return nil }
    self.secret = secret
    publicKey = point
  }

  /// Whether the bytes are somebody's public key.
  public static func isPoint(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == publicLength, let key = linli_p256_key(bytes, nil) else { return false }
    EVP_PKEY_free(key)
    return true
  }

  /// What both parties of an exchange come to: ECDH (NIST SP 800-56A §5.7.1.2), 32 bytes.
  ///
  /// - Throws: `SecretFault.badParameters` when the other's key is no point of the curve.
  public func sharedSecret(with other: [UInt8]) throws(SecretFault) -> [UInt8] {
    guard other.count == Self.publicLength, let peer = linli_p256_key(other, nil) else {
      throw .badParameters
    }
    defer { EVP_PKEY_free(peer) }
    let own = linli_p256_key(publicKey, secret)
    defer { EVP_PKEY_free(own) }
    let context = EVP_PKEY_CTX_new(own, nil)
    defer { EVP_PKEY_CTX_free(context) }
    LibCrypto.require(EVP_PKEY_derive_init(context) == 1, "P-256 exchange")
    guard EVP_PKEY_derive_set_peer(context, peer) == 1 else { throw .badParameters }
    return [UInt8](unsafeUninitializedCapacity: 32) { output, count in
      count = 32
      LibCrypto.require(
        EVP_PKEY_derive(context, output.baseAddress, &count) == 1 && count == 32, "P-256 exchange")
    }
  }

  /// ES256 (RFC 7518 §3.4): r and s, 64 bytes.
  public func sign(_ message: [UInt8]) -> [UInt8] {
    let own = linli_p256_key(publicKey, secret)
    defer { EVP_PKEY_free(own) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    let encoded = [UInt8](unsafeUninitializedCapacity: 80) { output, count in
      count = 80
      LibCrypto.require(
        EVP_DigestSignInit(context, nil, LibCrypto.sha256, nil, own) == 1
          && EVP_DigestSign(context, output.baseAddress, &count, message, message.count) == 1,
        "P-256 signature")
    }
    var start: UnsafePointer<UInt8>?
    let signature = encoded.withUnsafeBufferPointer { bytes in
      start = bytes.baseAddress
      return d2i_ECDSA_SIG(nil, &start, bytes.count)
    }
    defer { ECDSA_SIG_free(signature) }
    return [UInt8](unsafeUninitializedCapacity: 64) { output, count in
      LibCrypto.require(
        BN_bn2binpad(ECDSA_SIG_get0_r(signature), output.baseAddress, 32) == 32
          && BN_bn2binpad(ECDSA_SIG_get0_s(signature), output.baseAddress.map { $0 + 32 }, 32)
            == 32,
        "P-256 signature")
      count = 64
    }
  }

  /// Whether the holder of the public key signed the message.
  public static func verifies(
    _ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]
  ) -> Bool {
    guard signature.count == 64, publicKey.count == publicLength,
      let key = linli_p256_key(publicKey, nil)
    else { return false }
    defer { EVP_PKEY_free(key) }
    guard let numbers = ECDSA_SIG_new() else { return false }
    defer { ECDSA_SIG_free(numbers) }
    let r = BN_bin2bn(Array(signature[..<32]), 32, nil)
    let s = BN_bin2bn(Array(signature[32...]), 32, nil)
    guard ECDSA_SIG_set0(numbers, r, s) == 1 else { return false }
    var encoded: UnsafeMutablePointer<UInt8>?
    let length = i2d_ECDSA_SIG(numbers, &encoded)
    guard length > 0 else { return false }
    defer { CRYPTO_free(encoded, "", 0) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    return EVP_DigestVerifyInit(context, nil, LibCrypto.sha256, nil, key) == 1
      && EVP_DigestVerify(context, encoded, Int(length), message, message.count) == 1
  }
}

extension P256Key: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the secret, whatever prints it.
  public var description: String { "P256Key(\(Base64URL.encode(publicKey)))" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
