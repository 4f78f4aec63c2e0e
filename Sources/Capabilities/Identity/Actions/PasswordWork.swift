import Foundation
import Kernel

/// Password hashing away from the threads that serve requests: one takes tenths of a second.
struct PasswordWork: Sendable {
  var cost = PasswordHash.Cost.standard

  /// Compares; without a stored hash it spends the same time and says no.
  func matches(_ password: String, _ stored: String?) async throws -> Bool {
    let known = stored.flatMap(PasswordHash.init(rawValue:))
    let cost = cost
    return try await Self.away {
      if let known { return try known.matches(password) }
      _ = try PasswordHash.make(password, cost: cost, salt: [UInt8](repeating: 0, count: 16))
      return false
    }
  }

  func make(_ password: String) async throws -> PasswordHash {
    let cost = cost
    return try await Self.away {
      try PasswordHash.make(password, cost: cost, salt: SecureRandom.bytes(16))
    }
  }

  /// The password in today's form, when it was stored with other parameters.
  func renewed(_ password: String, _ stored: String) async throws -> PasswordHash? {
    guard let known = PasswordHash(rawValue: stored), known.needsRehash(for: cost) else {
      return nil
    }
    return try await make(password)
  }

  /// One at a time: each needs tens of megabytes, and guessing must not fill the memory.
  private static let queue = DispatchQueue(label: "linli.passwords")

  private static func away<T: Sendable>(
    _ work: @escaping @Sendable () throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work() }) }
    }
  }
}
