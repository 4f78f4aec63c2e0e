import CCrypto

/// A password as it is stored: scrypt (RFC 7914) with its parameters, so that they can grow.
///
/// Text form `scrypt$N$r$p$salt$hash`, salt and hash in base64url. Making and checking one takes
/// tens of milliseconds of one core and `128·N·r` bytes on purpose: do it in `BlockingWork`, not on
/// a cooperative thread.
public struct PasswordHash: Sendable, Equatable {
  /// How dear one guess is.
  public struct Cost: Sendable, Equatable {
    /// A power of two; memory and time grow with it.
    public let n: UInt64
    public let r: UInt64
    public let p: UInt64

    /// Nil outside what RFC 7914 allows, or above 256 MiB or 64 passes: a changed row in the
    /// database must not become a way to exhaust the server.
    public init?(n: UInt64, r: UInt64, p: UInt64) {
      guard n > 1, n & (n - 1) == 0, n <= 1 << 20, (1...32).contains(r), (1...64).contains(p),
        128 * n * r <= 256 << 20
      else { return nil }
      self.n = n
      self.r = r
      self.p = p
    }

    private init(checked n: UInt64, _ r: UInt64, _ p: UInt64) {
      (self.n, self.r, self.p) = (n, r, p)
    }

    /// 32 MiB and three passes, one of the settings OWASP's password storage guide calls equal.
    public static let standard = Cost(checked: 1 << 15, 8, 3)
  }

  public let cost: Cost
  let salt: [UInt8]
  let hash: [UInt8]

  /// Hashes a new password with 16 bytes of salt.
  public static func make(
    _ password: String, cost: Cost = .standard, salt: [UInt8]
  ) throws(SecretFault) -> PasswordHash {
    PasswordHash(
      cost: cost, salt: salt, hash: try scrypt(Array(password.utf8), salt: salt, cost: cost))
  }

  public func matches(_ password: String) throws(SecretFault) -> Bool {
    let guess = try Self.scrypt(
      Array(password.utf8), salt: salt, cost: cost, length: hash.count)
    return ConstantTime.equal(guess, hash)
  }

  /// Whether it was made with other parameters than today's: hash anew at the next sign-in.
  public func needsRehash(for cost: Cost = .standard) -> Bool { self.cost != cost }

  /// The key of `length` bytes that RFC 7914 derives.
  static func scrypt(
    _ password: [UInt8], salt: [UInt8], cost: Cost, length: Int = 32
  ) throws(SecretFault) -> [UInt8] {
    var succeeded = false
    // `[UInt8]` passed as a pointer to signed characters: the same bytes.
    let key = [UInt8](unsafeUninitializedCapacity: length) { output, count in
      succeeded = password.withUnsafeBytes { password in
        EVP_PBE_scrypt(
          password.baseAddress?.assumingMemoryBound(to: CChar.self), password.count,
          salt, salt.count, cost.n, cost.r, cost.p, 512 << 20, output.baseAddress, length) == 1
      }
      count = succeeded ? length : 0
    }
    guard succeeded else { throw .badParameters }
    return key
  }
}

extension PasswordHash: RawRepresentable {
  public init?(rawValue: String) {
    let parts = rawValue.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "scrypt",
      let n = UInt64(parts[1]), let r = UInt64(parts[2]), let p = UInt64(parts[3]),
      let cost = Cost(n: n, r: r, p: p),
      let salt = Base64URL.decode(parts[4]), let hash = Base64URL.decode(parts[5]),
      salt.count >= 16, (32...64).contains(hash.count)
    else { return nil }
    self.init(cost: cost, salt: salt, hash: hash)
  }

  public var rawValue: String {
    "scrypt$\(cost.n)$\(cost.r)$\(cost.p)$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
  }
}
