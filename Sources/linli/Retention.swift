import App
import ArgumentParser

struct Retention: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take away what has been kept long enough, or say what would go.",
    discussion: """
      Runs by itself once a day while the server runs. Periods are dated rows of the table \
      retention_periods; each run leaves its figures in retention_runs and the audit.

        linli retention --dry-run
        linli retention
      """)

  @OptionGroup var options: DataOptions

  @Flag(help: "Count only; nothing is changed.")
  var dryRun = false

  func run() async throws {
    try await options.withSite { site in
      for line in try await site.retentionLines(dryRun: dryRun) { Terminal.say(line) }
    }
  }
}
