import Foundation
import Kernel

/// A site's schema as `pg_dump` writes it: one snapshot, synced to disk, then named.
struct PostgresBackup: Sendable {
  let settings: ConnectionSettings
  let schema: String

  func write(to path: String) throws {
    let partial = path + ".partial"
    try PostgresTool("pg_dump", settings).run([
      "--format=custom", "--no-owner", "--no-privileges", "--schema=\(schema)",
      "--file=\(partial)",
    ])
    guard rename(partial, path) == 0 else {
      throw StoreError.storage("\(path): \(String(cString: strerror(errno)))")
    }
  }
}

/// Puts an archive of `pg_dump` into a schema that is not there, or has nothing in it.
public struct PostgresRestore: Sendable {
  private let options: PostgresDriver.Options
  private let settings: ConnectionSettings

  /// - Throws: `StoreError` for an address that cannot be read.
  public init(_ options: PostgresDriver.Options) throws {
    self.options = options
    settings = try ConnectionSettings(options)
  }

  /// Whether nothing would be overwritten: no table, view, sequence or type of the schema's name.
  public func isEmpty() async throws -> Bool {
    let name = options.schema
    return try await withDriver { driver in
      try await driver.read { connection in
        try connection.rows(
          """
          SELECT 1 AS one FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname = \(name) LIMIT 1
          """
        ).isEmpty
      }
    }
  }

  /// Restores in one transaction: the whole schema, or nothing.
  ///
  /// - Throws: `StoreError` with what `pg_restore` said.
  public func run(from path: String) async throws {
    let name = options.schema
    try await withDriver { driver in
      try await driver.write { connection in
        try Self.requireBytewiseOrder(connection)
        // The archive makes the schema itself. An empty one goes; one that has filled meanwhile
        // refuses to.
        try connection.script("DROP SCHEMA IF EXISTS \(name)")
      }
    }
    let tool = PostgresTool("pg_restore", settings)
    try await withCheckedThrowingContinuation { (caller: CheckedContinuation<Void, any Error>) in
      DispatchQueue.global().async {
        caller.resume(
          with: Result {
            try tool.run([
              "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
              "--dbname=application_name=linli", path,
            ])
          })
      }
    }
  }

  /// Pages are cut by comparing keys in Swift too, byte by byte.
  private static func requireBytewiseOrder(_ connection: any Connection) throws {
    let row = try connection.rows(
      """
      SELECT CAST(datcollate AS TEXT) AS collation FROM pg_catalog.pg_database
      WHERE datname = current_database()
      """
    ).first
    let collation: String = try row?.get("collation") ?? ""
    guard ["C", "POSIX", "C.UTF-8", "C.utf8"].contains(collation) else {
      throw StoreError.other(
        "the database sorts text as \(collation): create it with LC_COLLATE 'C.UTF-8'")
    }
  }

  private func withDriver<T: Sendable>(
    _ body: (PostgresDriver) async throws -> T
  ) async throws -> T {
    var options = options
    options.connections = 1
    let driver = try PostgresDriver(options)
    do {
      let value = try await body(driver)
      await driver.close()
      return value
    } catch {
      await driver.close()
      throw error
    }
  }
}
