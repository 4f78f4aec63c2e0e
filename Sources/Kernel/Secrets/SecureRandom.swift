import CCrypto

/// Bytes nobody can guess, from libcrypto's generator (seeded by the kernel).
///
/// Product code asks `World.randomBytes`; this is what the live world answers with.
public enum SecureRandom {
  public static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { output, filled in
      LibCrypto.require(RAND_bytes(output.baseAddress, Int32(count)) == 1, "random bytes")
      filled = count
    }
  }
}
