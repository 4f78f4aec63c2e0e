import Foundation
import Kernel

/// One of PostgreSQL's own programs, run to its end.
///
/// It has to be in the `PATH` and no older than the server (Debian: postgresql-client).
struct PostgresTool: Sendable {
  let name: String
  let settings: ConnectionSettings

  init(_ name: String, _ settings: ConnectionSettings) {
    self.name = name
    self.settings = settings
  }

  /// Blocks its thread.
  ///
  /// - Throws: `StoreError.other` with what the program said.
  func run(_ arguments: [String]) throws {
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = [name] + arguments
    tool.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let complaints = Pipe()
    tool.standardError = complaints
    tool.standardInput = FileHandle.nullDevice
    try tool.run()
    let said = complaints.fileHandleForReading.readDataToEndOfFile()
    tool.waitUntilExit()
    switch tool.terminationStatus {
    case 0: return
    // What `env` answers for a program that is not there.
    case 127:
      throw StoreError.other("\(name) is not installed (Debian: apt install postgresql-client)")
    default:
      throw StoreError.other("\(name) failed: \(String(decoding: said, as: UTF8.self).trimmed)")
    }
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
