import App
import ArgumentParser
import Foundation
import Kernel

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

  @Option(
    help: "Key of the site in DATA/sites.json. Default: the site “default”; `serve` serves all.")
  var site: String?

  /// Lanes of commands begin so much higher than the server's, because they work beside it.
  private static let laneDistance = 1000

  /// Before anything runs: a setting that is not understood must not become another one.
  func validate() throws {
    let mistakes = AppSettings.mistakes(in: ProcessInfo.processInfo.environment)
    guard mistakes.isEmpty else { throw ValidationError(mistakes.joined(separator: "\n")) }
  }

  var serverSettings: AppSettings {
    AppSettings(
      dataDirectory: data, databaseURL: database,
      environment: ProcessInfo.processInfo.environment)
  }

  var settings: AppSettings {
    var settings = serverSettings
    settings.firstLane += Self.laneDistance
    return settings
  }

  func chosenSite() throws -> Site {
    let sites = try SitesFile.load(from: settings.dataDirectory)
    let key = site ?? SitesFile.standard.key
    guard let chosen = sites.first(where: { $0.key == key }) else {
      throw SitesFault.unknown(key)
    }
    return chosen
  }

  /// Says failures of `body` in the words of whoever runs the command.
  func saying<T>(_ words: Words? = nil, _ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch {
      throw Complaint.about(error, settings, words)
    }
  }

  /// Opens the site, refuses when its schema is behind, and closes it whatever happens.
  func withSite(_ body: (OpenSite) async throws -> Void) async throws {
    let open = try await saying { try await OpenSite.open(chosenSite(), settings: settings) }
    do {
      try await saying(try open.words()) {
        let pending = try await open.pendingMigrations()
        guard pending.isEmpty else { throw BehindFault(steps: pending) }
        try await body(open)
        try await open.sealAudit()
      }
    } catch {
      await open.close()
      throw error
    }
    await open.close()
  }
}

/// The schema is older than the program.
struct BehindFault: Error, CustomStringConvertible {
  let steps: [String]
  var description: String {
    """
    The database is \(steps.count) steps behind this program (first: \(steps.first ?? "")). \
    Run: linli migrate (with the same --data, --database and --site).
    """
  }
}

/// What was said to the person at the keyboard instead of a result.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Leaves alone what the parser says and what is no failure.
  static func about(_ error: any Error, _ settings: AppSettings, _ words: Words?) -> any Error {
    Terminal.endLine()
    if error is Complaint || error is ExitCode || error is CleanExit || error is ValidationError {
      return error
    }
    return Complaint(OperatorSentence.of(error, settings: settings, words: words))
  }
}
