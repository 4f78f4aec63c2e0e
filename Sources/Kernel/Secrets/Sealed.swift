/// A column value that only the holder of the key file can read (AES-256-GCM).
///
/// Text form `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url. It is bound to
/// its table, column and row: moved elsewhere it does not open.
public struct Sealed: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  /// Where a sealed value lives.
  public struct Place: Hashable, Sendable {
    public let table: String
    public let column: String
    /// The id of the row, which therefore is known before the value is sealed.
    public let row: String

    public init(table: String, column: String, row: String) {
      self.table = table
      self.column = column
      self.row = row
    }

    /// Joined by NUL, which is in no name or id, so that no two places look the same.
    var associatedData: [UInt8] { Array("v1\0\(table)\0\(column)\0\(row)".utf8) }
  }

  /// Seals with the newest key.
  ///
  /// - Throws: `SecretFault.noKey`.
  public init(
    sealing text: String, in place: Place, keys: SecretKeys
  ) throws(SecretFault) {
    let key = try keys.newest(.encrypt)
    // Not from `World`: a fixed one repeats itself, and GCM falls with the first repeated nonce.
    // Random 96-bit nonces are good for 2³² values a key (SP 800-38D §8.3).
    let nonce = SecureRandom.bytes(AESGCM.nonceLength)
    let sealed = try AESGCM.seal(
      Array(text.utf8), key: key.bytes, nonce: nonce, associatedData: place.associatedData)
    rawValue = "v1.\(key.id).\(Base64URL.encode(nonce)).\(Base64URL.encode(sealed))"
  }

  /// The text, whichever key of the file sealed it.
  ///
  /// - Throws: `SecretFault.malformed`, `.unknownKey` or `.notAuthentic`.
  public func open(in place: Place, keys: SecretKeys) throws(SecretFault) -> String {
    let parts = rawValue.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "v1",
      let nonce = Base64URL.decode(parts[2]), nonce.count == AESGCM.nonceLength,
      let sealed = Base64URL.decode(parts[3]), sealed.count >= AESGCM.tagLength
    else { throw .malformed }
    let plain = try AESGCM.open(
      sealed, key: try keys.key(parts[1], .encrypt).bytes, nonce: nonce,
      associatedData: place.associatedData)
    guard let text = String(validating: plain, as: UTF8.self) else { throw .malformed }
    return text
  }

  /// Whether an older key sealed it: seal anew when the row is written next.
  public func isStale(for keys: SecretKeys) throws(SecretFault) -> Bool {
    !rawValue.hasPrefix("v1.\(try keys.newest(.encrypt).id).")
  }
}
