import App
import ArgumentParser
import Kernel

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Copy data, files and keys to a folder while the site runs.",
    discussion: "The folder holds the keys too: keep it as safe as the originals.")

  @OptionGroup var options: DataOptions

  @Argument(help: "A folder that does not exist yet.")
  var to: String

  func run() async throws {
    try await options.withSite { site in
      let summary = try await SiteBackup.write(site, settings: options.settings, to: to)
      Terminal.say("Backed up \(summary.files) files and the database to \(to).")
    }
  }
}

struct Restore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put a backup into an empty data folder (or empty PostgreSQL schema).")

  @OptionGroup var options: DataOptions

  @Argument(help: "The folder that `linli backup` wrote.")
  var from: String

  func run() async throws {
    let summary = try await SiteBackup.restore(
      from: from, site: options.site, settings: options.settings)
    Terminal.say("Restored \(summary.files) files and the database. Next: linli audit verify")
  }
}

struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look after the audit chain.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Walk every chain and every checkpoint; fails when one does not fit.")

    @OptionGroup var options: DataOptions

    func run() async throws {
      try await options.withSite { site in
        let report = try await site.verifyAudit()
        Terminal.say(
          "\(report.entries) entries in \(report.lanes) chains, \(report.checkpoints) checkpoints")
        for fault in report.faults { Terminal.say("FAULT " + fault) }
        guard report.faults.isEmpty else { throw ExitCode(2) }
        Terminal.say("Everything fits.")
      }
    }
  }
}

struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Show events that wait or failed; let parked ones run again.")

  @OptionGroup var options: DataOptions

  @Flag(help: "Give parked deliveries a fresh start.")
  var replay = false

  func run() async throws {
    try await options.withSite { site in
      for line in try await site.outboxLines(replay: replay) { Terminal.say(line) }
    }
  }
}

struct JobsList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs", abstract: "Show jobs that wait, run or were parked.")

  @OptionGroup var options: DataOptions

  @Flag(help: "Give parked jobs a fresh start.")
  var retry = false

  func run() async throws {
    try await options.withSite { site in
      for line in try await site.jobLines(retry: retry) { Terminal.say(line) }
    }
  }
}
