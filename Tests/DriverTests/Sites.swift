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

extension PostgresBackend {
  /// A migrated site through a driver with few connections, and the site itself.
  static func site(connections: Int) async throws -> (driver: PostgresDriver, site: Database) {
    let site = try await Backend.postgres.database(Things.migrations)
    guard let made = site.driver as? PostgresDriver else { throw StoreError.unavailable }
    return (try driver(schema: made.options.schema, connections: connections), site)
  }
}
