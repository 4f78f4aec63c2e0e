import CCrypto

/// Comparing secrets without telling by the time it takes how much of a guess was right.
public enum ConstantTime {
  /// Whether both are the same; a difference in length may show in the time.
  public static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
  }

  /// Whether both texts are the same UTF-8 bytes.
  public static func equal(_ a: String, _ b: String) -> Bool {
    equal(Array(a.utf8), Array(b.utf8))
  }
}
