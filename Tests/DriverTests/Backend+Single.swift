import Kernel
import KernelTesting
import PostgresDriver
import SQLiteDriver

extension Backend {
  /// The same data through one writing connection, so that a test meets it again.
  func singleConnection(_ database: Database) throws -> any Driver {
    switch database.driver {
    case let driver as PostgresDriver:
      try PostgresBackend.driver(schema: driver.options.schema, connections: 1)
    default: database.driver
    }
  }

  /// A site nobody has migrated yet.
  func emptyDatabase() async throws -> Database {
    switch self {
    case .postgres:
      return Database(driver: try PostgresBackend.driver(), world: .fixed())
    case .sqlite:
      guard let driver = try await database().driver as? SQLiteDriver else {
        throw StoreError.unavailable
      }
      return Database(driver: try SQLiteDriver(path: driver.path + ".empty"), world: .fixed())
    }
  }
}
