import Kernel

enum PostgresBackend {
  static func driver(_ sets: [MigrationSet]) async throws -> any Driver {
    throw StoreError.other("the PostgreSQL driver is on its way")
  }
}
