import CCrypto

/// SHA-256 (FIPS 180-4), at once or piece by piece.
public struct SHA256: ~Copyable {
  /// Bytes in a digest.
  public static let length = 32

  private let context: OpaquePointer?

  public init() {
    context = EVP_MD_CTX_new()
    LibCrypto.require(EVP_DigestInit_ex2(context, LibCrypto.sha256, nil) == 1, "SHA-256")
  }

  deinit { EVP_MD_CTX_free(context) }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    LibCrypto.require(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "SHA-256")
  }

  public mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// The 32 bytes of the digest of everything given so far; the hash is used up.
  public consuming func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.length) { output, count in
      LibCrypto.require(EVP_DigestFinal_ex(context, output.baseAddress, nil) == 1, "SHA-256")
      count = Self.length
    }
  }
}

extension SHA256 {
  /// The 32-byte digest of `bytes`.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { hash($0) } }

  /// The 32-byte digest of the UTF-8 form of `text`.
  public static func hash(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }

  public static func hash(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}
