import Foundation
import Kernel

/// A site's schema as `pg_dump` writes it: one snapshot, synced to disk, then named.
///
/// Needs `pg_dump` of at least the server's version in the `PATH` (Debian: postgresql-client).
struct PostgresBackup: Sendable {
  let settings: ConnectionSettings
  let schema: String

  func write(to path: String) throws {
    let partial = path + ".partial"
    let dump = Process()
    dump.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    dump.arguments = [
      "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=\(schema)",
      "--file=\(partial)",
    ]
    dump.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let complaints = Pipe()
    dump.standardError = complaints
    try dump.run()
    let said = complaints.fileHandleForReading.readDataToEndOfFile()
    dump.waitUntilExit()
    guard dump.terminationStatus == 0 else {
      throw StoreError.other("pg_dump: \(String(decoding: said, as: UTF8.self))")
    }
    guard rename(partial, path) == 0 else { throw StoreError.unavailable }
  }

  /// The address in variables: arguments can be read by everybody on the machine.
  private var environment: [String: String] {
    let names = [
      "host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "user": "PGUSER",
      "password": "PGPASSWORD", "dbname": "PGDATABASE", "sslmode": "PGSSLMODE",
      "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY",
      "passfile": "PGPASSFILE",
    ]
    var environment: [String: String] = [:]
    for (keyword, name) in names { environment[name] = settings.values[keyword] }
    return environment
  }
}
