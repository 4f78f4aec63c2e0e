import CCrypto

/// The algorithms this product uses, fetched from libcrypto once.
///
/// Looking one up by name costs several times what hashing a token does. A fetched algorithm is
/// immutable and may be used by all threads; it is kept as an address because pointers are not
/// `Sendable`, and it lives as long as the process.
enum LibCrypto {
  private static let sha256Address = UInt(bitPattern: EVP_MD_fetch(nil, "SHA256", nil))
  private static let aes256GCMAddress = UInt(bitPattern: EVP_CIPHER_fetch(nil, "AES-256-GCM", nil))
  private static let aes128GCMAddress = UInt(bitPattern: EVP_CIPHER_fetch(nil, "AES-128-GCM", nil))

  static var sha256: OpaquePointer? { OpaquePointer(bitPattern: sha256Address) }
  static var aes256GCM: OpaquePointer? { OpaquePointer(bitPattern: aes256GCMAddress) }
  static var aes128GCM: OpaquePointer? { OpaquePointer(bitPattern: aes128GCMAddress) }

  /// Stops the process when libcrypto refuses what cannot be refused: it is out of memory or broken.
  ///
  /// Going on would mean a wrong hash or a guessable key.
  static func require(_ succeeded: Bool, _ what: StaticString) {
    precondition(succeeded, "libcrypto failed: \(what)")
  }
}
