public import Kernel

/// The engines a store test runs on; both, always.
public enum Backend: String, CaseIterable, Sendable, CustomStringConvertible {
  case sqlite, postgres

  public static let all = Self.allCases

  public var description: String { rawValue }

  /// A database of the test's own, migrated and otherwise empty.
  ///
  /// A file with the real driver or a PostgreSQL schema, made quickly from a migrated template.
  public func database(
    _ sets: MigrationSet..., world: World = .fixed()
  ) async throws -> Database {
    try await database(sets, world: world)
  }

  public func database(_ sets: [MigrationSet], world: World = .fixed()) async throws -> Database {
    let driver: any Driver =
      switch self {
      case .sqlite: try await SQLiteBackend.shared.driver(sets)
      case .postgres: try await PostgresBackend.driver(sets)
      }
    return Database(driver: driver, world: world)
  }
}
