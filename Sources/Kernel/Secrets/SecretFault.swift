/// Why a secret could not be made, read or checked.
///
/// Never holds the secret itself.
public enum SecretFault: Error, Equatable {
  /// The key file is there but could not be read or written; `code` is the system's `errno`.
  case keyFile(path: String, code: Int32)
  /// The key file may be read by others than its owner: `chmod 600` it and change the keys.
  case keyFileOpenToOthers(path: String)
  /// The key file is not what this program wrote, or a key in it has the wrong length or name.
  case keyFileMalformed(path: String)
  /// No key for this purpose.
  case noKey(SecretKeys.Purpose)
  /// Sealed with a key that is not in the key file (any more).
  case unknownKey(id: String)
  /// Not in the stored form.
  case malformed
  /// Changed, moved to another row, or sealed with another key of the same name.
  case notAuthentic
  /// Parameters outside what the algorithm or this product allows.
  case badParameters
}
