import Kernel
import Synchronization

/// A database that can be switched off, as when its server is restarted or its network fails, and
/// whose disk can be full.
final class AwayDriver: Driver {
  private let base: any Driver
  private let isAway = Atomic(false)
  private let isFull = Atomic(false)
  private let tries = Atomic(0)

  init(_ base: any Driver) { self.base = base }

  var dialect: Dialect { base.dialect }

  func go(away: Bool) { isAway.store(away, ordering: .sequentiallyConsistent) }

  func fill(_ full: Bool) { isFull.store(full, ordering: .sequentiallyConsistent) }
  /// Writes that met a full disk.
  var refused: Int { tries.load(ordering: .sequentiallyConsistent) }

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
    let value = try await base.write { connection in
      let value = try body(connection)
      // As engines do: it is the page that has no room, after the statements have been taken.
      if self.isFull.load(ordering: .sequentiallyConsistent) {
        self.tries.add(1, ordering: .sequentiallyConsistent)
        throw StoreError.storage("made full by a test")
      }
      return value
    }
    return value
  }

  func backup(to path: String) async throws { try await base.backup(to: path) }
  func close() async { await base.close() }
}
