import App
import ArgumentParser
import Foundation
import Kernel

/// 邻里 Linli: one program that runs a district's grassroots service.
@main
struct Linli: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "linli",
    abstract: "邻里 Linli: a district's grassroots service in one program.",
    discussion: """
      Start with `linli migrate`, then `linli seed` for the made-up demo city, then `linli serve`.
      Data lies in --data (default ./data) as one SQLite file, or in PostgreSQL:
        linli serve --database postgres://linli@127.0.0.1/linli
      """,
    version: "0.1.0",
    subcommands: [
      Serve.self, Migrate.self, Seed.self, Import.self, RoutesList.self, JobsList.self,
      OutboxCommand.self,
      UserCommand.self, Backup.self,
      Restore.self, Audit.self,
    ])
}

/// What every command takes: which data, which site.
struct DataOptions: ParsableArguments {
  @Option(help: "Folder for the database, files and keys.")
  var data = "data"

  @Option(
    help: """
      sqlite:PATH or postgres://user@host/database. Default: $LINLI_DATABASE_URL, else \
      sqlite:DATA/linli.sqlite.
      """)
  var database: String?

  @Option(help: "Key of the site in DATA/sites.json.")
  var site = SitesFile.standard.key

  var settings: AppSettings {
    AppSettings(
      dataDirectory: data, databaseURL: database,
      environment: ProcessInfo.processInfo.environment)
  }

  func openSite() async throws -> OpenSite {
    let settings = settings
    let sites = try SitesFile.load(from: settings.dataDirectory)
    guard let chosen = sites.first(where: { $0.key == site }) else {
      throw SitesFault.unknown(site)
    }
    return try await OpenSite.open(chosen, settings: settings)
  }

  /// Opens the site, refuses when its schema is behind, and closes it whatever happens.
  func withSite(_ body: (OpenSite) async throws -> Void) async throws {
    let site = try await openSite()
    do {
      let pending = try await site.pendingMigrations()
      guard pending.isEmpty else { throw BehindFault(steps: pending) }
      try await body(site)
    } catch {
      await site.close()
      throw error
    }
    await site.close()
  }
}

/// The schema is older than the program.
struct BehindFault: Error, CustomStringConvertible {
  let steps: [String]
  var description: String {
    "The database is \(steps.count) steps behind (first: \(steps.first ?? "")). Run: linli migrate"
  }
}
