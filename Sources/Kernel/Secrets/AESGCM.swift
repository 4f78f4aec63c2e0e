import CCrypto

/// AES-GCM (NIST SP 800-38D): secrecy and proof of integrity in one, with 96-bit nonces.
///
/// 256 bits unless a protocol prescribes 128, as Web Push does (RFC 8188 §2). A nonce must never be used twice with the same key. Columns use `Sealed`, which sees to it.
public enum AESGCM {
  public static let keyLength = 32
  public static let shortKeyLength = 16
  public static let nonceLength = 12
  public static let tagLength = 16

  /// The ciphertext followed by the 16-byte tag.
  ///
  /// - Throws: `SecretFault.badParameters` for a key that is not `length` bytes or a nonce that is not
  ///   12.
  public static func seal(
    _ plain: [UInt8], key: [UInt8], nonce: [UInt8], associatedData: [UInt8] = [],
    length keyLength: Int = keyLength
  ) throws(SecretFault) -> [UInt8] {
    guard let (context, cipher) = context(key, nonce, keyLength) else { throw .badParameters }
    defer { EVP_CIPHER_CTX_free(context) }
    let output = [UInt8](unsafeUninitializedCapacity: plain.count + tagLength) { output, count in
      var length: Int32 = 0
      let worked =
        EVP_EncryptInit_ex2(context, cipher, key, nonce, nil) == 1
        && (associatedData.isEmpty
          || EVP_EncryptUpdate(context, nil, &length, associatedData, Int32(associatedData.count))
            == 1)
        && EVP_EncryptUpdate(context, output.baseAddress, &length, plain, Int32(plain.count)) == 1
        && EVP_EncryptFinal_ex(context, output.baseAddress.map { $0 + plain.count }, &length) == 1
        && EVP_CIPHER_CTX_ctrl(
          context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength),
          output.baseAddress.map { $0 + plain.count }) == 1
      LibCrypto.require(worked, "AES-GCM seal")
      count = plain.count + tagLength
    }
    return output
  }

  /// The plaintext of a ciphertext followed by its tag.
  ///
  /// - Throws: `SecretFault.notAuthentic` when key, nonce, associated data or bytes do not belong
  ///   together; `SecretFault.badParameters` for wrong lengths.
  public static func open(
    _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], associatedData: [UInt8] = [],
    length keyLength: Int = keyLength
  ) throws(SecretFault) -> [UInt8] {
    let size = sealed.count - tagLength
    guard size >= 0, let (context, cipher) = context(key, nonce, keyLength) else {
      throw .badParameters
    }
    defer { EVP_CIPHER_CTX_free(context) }
    var tag = Array(sealed[size...])
    var authentic = false
    let output = [UInt8](unsafeUninitializedCapacity: size + tagLength) { output, count in
      var length: Int32 = 0
      authentic =
        EVP_DecryptInit_ex2(context, cipher, key, nonce, nil) == 1
        && (associatedData.isEmpty
          || EVP_DecryptUpdate(context, nil, &length, associatedData, Int32(associatedData.count))
            == 1)
        && EVP_DecryptUpdate(context, output.baseAddress, &length, sealed, Int32(size)) == 1
        && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1
        && EVP_DecryptFinal_ex(context, output.baseAddress.map { $0 + size }, &length) == 1
      count = authentic ? size : 0
    }
    guard authentic else { throw .notAuthentic }
    return output
  }

  private static func context(
    _ key: [UInt8], _ nonce: [UInt8], _ length: Int
  ) -> (context: OpaquePointer, cipher: OpaquePointer?)? {
    guard key.count == length, nonce.count == nonceLength else { return nil }
    let cipher = length == shortKeyLength ? LibCrypto.aes128GCM : LibCrypto.aes256GCM
    return EVP_CIPHER_CTX_new().map { ($0, cipher) }
  }
}
