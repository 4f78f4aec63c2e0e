import Foundation
import Kernel
public import PostgresDriver
import Synchronization

/// Hands out migrated schemas of the server that `LINLI_TEST_POSTGRES` names.
///
/// Schemas are not dropped: the server is thrown away (`bin/with-postgres`).
public enum PostgresBackend {
  /// No server to test on, which fails a test and never skips it.
  public struct NoServer: Error, CustomStringConvertible {
    public var description: String {
      """
      LINLI_TEST_POSTGRES is not set. Both engines are always tested: run \
      bin/with-postgres --fast swift test, or set it to postgres://user@host/database.
      """
    }
  }

  private static let count = Mutex(0)

  /// A driver for a schema of this name, or for one nobody has used yet.
  public static func driver(schema: String? = nil, connections: Int = 3) throws -> PostgresDriver {
    guard let url = ProcessInfo.processInfo.environment["LINLI_TEST_POSTGRES"], !url.isEmpty else {
      throw NoServer()
    }
    // Hundreds of tests share the server and a slow machine's cores: only one that hangs gives up.
    return try PostgresDriver(
      .init(
        url: url, schema: schema ?? newSchema(), connections: connections, waitSeconds: 120,
        statementSeconds: 120))
  }

  static func driver(_ sets: [MigrationSet]) async throws -> PostgresDriver {
    let driver = try driver()
    try await Migrator(sets).runAtOnce(on: Database(driver: driver, world: .fixed()))
    return driver
  }

  /// Names of one process count; another process may test on the same server.
  private static func newSchema() -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return "test_\(ProcessInfo.processInfo.processIdentifier)_\(started)_\(number)"
  }

  private static let started = Int(ProcessInfo.processInfo.systemUptime * 1000)
}
