import Kernel
import Synchronization

/// A database that can be switched off, as when its server is restarted or its network fails.
final class AwayDriver: Driver {
  private let base: any Driver
  private let isAway = Atomic(false)

  init(_ base: any Driver) { self.base = base }

  var dialect: Dialect { base.dialect }

  func go(away: Bool) { isAway.store(away, ordering: .sequentiallyConsistent) }

  private func check() throws {
    if isAway.load(ordering: .sequentiallyConsistent) { throw StoreError.unavailable }
  }

  func read<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try check()
    return try await base.read(body)
  }

  func write<T: Sendable>(
    _ body: @escaping @Sendable (any Connection) throws -> T
  ) async throws -> T {
    try check()
    return try await base.write(body)
  }

  func backup(to path: String) async throws { try await base.backup(to: path) }
  func close() async { await base.close() }
}
