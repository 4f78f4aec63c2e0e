import Foundation
import Kernel
import PostgresDriver

/// Where a restored database goes: a file that is not there, or a schema with nothing in it.
enum RestorePlace {
  case file(String)
  case schema(PostgresDriver.Options)

  init(_ site: Site, _ settings: AppSettings) throws {
    self =
      switch try SiteStorage.place(of: site, settings) {
      case .sqlite(let path): .file(path)
      case .postgres(let options): .schema(options)
      }
  }

  var engine: String {
    switch self {
    case .file: Dialect.sqlite.name
    case .schema: Dialect.postgres.name
    }
  }

  /// Whether nothing would be overwritten.
  func isEmpty() async throws -> Bool { try await occupant() == nil }

  /// - Throws: `BackupFault.exists`.
  func requireEmpty() async throws {
    if let occupant = try await occupant() { throw BackupFault.exists(occupant) }
  }

  private func occupant() async throws -> String? {
    switch self {
    case .file(let path):
      // A write-ahead log that is left over would be played into the restored file.
      ["", "-wal", "-shm", "-journal"].map { path + $0 }
        .first { FileManager.default.fileExists(atPath: $0) }
    case .schema(let options):
      try await PostgresRestore(options).isEmpty() ? nil : "schema \(options.schema)"
    }
  }

  /// Puts the checked copy there, whole or not at all.
  func put(_ database: String) async throws {
    switch self {
    case .file(let path):
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      do throws(DurableFile.Fault) {
        try DurableFile.copy(database, to: path, mode: 0o600)
      } catch {
        guard error == .exists else { throw error }
        throw BackupFault.exists(path)
      }
    case .schema(let options):
      try await PostgresRestore(options).run(from: database)
    }
  }
}
