import Civics
import Kernel

/// A notice that only the browser can read: RFC 8291 over the content coding `aes128gcm` (RFC 8188).
enum PushEncryption {
  /// One record is all a notice has; services take no more than this (RFC 8291 §4).
  static let recordSize: UInt32 = 4096
  /// Header of 86 bytes, one byte of padding, tag of 16.
  static let longest = 4096 - 86 - 1 - AESGCM.tagLength

  /// What is posted; nil for a payload that is too long or a key that is none.
  ///
  /// `sender` is a key made for this one notice, `salt` 16 random bytes.
  static func body(
    _ payload: [UInt8], for subscription: PushSubscription, sender: P256Key, salt: [UInt8]
  ) -> [UInt8]? {
    guard payload.count <= longest, let browser = Base64URL.decode(subscription.p256dh),
      let auth = Base64URL.decode(subscription.auth),
      let shared = try? sender.sharedSecret(with: browser)
    else { return nil }
    let secret = HKDF.sha256(
      shared, salt: auth,
      info: Array("WebPush: info\0".utf8) + browser + sender.publicKey, length: 32)
    let key = HKDF.sha256(
      secret, salt: salt, info: Array("Content-Encoding: aes128gcm\0".utf8),
      length: AESGCM.shortKeyLength)
    let nonce = HKDF.sha256(
      secret, salt: salt, info: Array("Content-Encoding: nonce\0".utf8),
      length: AESGCM.nonceLength)
    // 2 ends the last record (RFC 8188 §2).
    let sealed = try? AESGCM.seal(
      payload + [2], key: key, nonce: nonce, length: AESGCM.shortKeyLength)
    return sealed.map { sealed in
      salt + (0..<4).reversed().map { UInt8(truncatingIfNeeded: recordSize >> ($0 * 8)) }
        + [UInt8(sender.publicKey.count)] + sender.publicKey + sealed
    }
  }
}
