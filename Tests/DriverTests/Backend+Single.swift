import Foundation
import Kernel
import KernelTesting
import SQLiteDriver

extension Backend {
  /// The same data through one writing connection, so that a test meets it again.
  func singleConnection(_ database: Database) async throws -> any Driver {
    switch self {
    case .sqlite: return database.driver
    case .postgres: throw StoreError.unavailable
    }
  }

  /// A site nobody has migrated yet.
  func emptyDatabase() async throws -> Database {
    let database = try await database()
    switch self {
    case .sqlite:
      guard let driver = database.driver as? SQLiteDriver else { throw StoreError.unavailable }
      return Database(driver: try SQLiteDriver(path: driver.path + ".empty"), world: .fixed())
    case .postgres: throw StoreError.unavailable
    }
  }
}
