import Foundation
import Kernel

/// Password hashing away from the threads that serve requests: one takes tenths of a second.
enum PasswordWork {
  /// Compares; without a stored hash it spends the same time and says no.
  static func matches(_ password: String, _ stored: String?) async throws -> Bool {
    let known = stored.flatMap(PasswordHash.init(rawValue:))
    return try await away {
      if let known { return try known.matches(password) }
      _ = try PasswordHash.make(password, salt: SecureRandom.bytes(16))
      return false
    }
  }

  static func make(_ password: String) async throws -> PasswordHash {
    try await away { try PasswordHash.make(password, salt: SecureRandom.bytes(16)) }
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
