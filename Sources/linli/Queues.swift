import App
import ArgumentParser

struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Show events that wait or failed; let parked ones run again.",
    discussion: """
      An event that failed ten times is parked: mend what it says, then give it a fresh start.

        linli outbox
        linli outbox --replay
      """)

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
    commandName: "jobs", abstract: "Show jobs that wait, run or were parked.",
    discussion: """
      A job that failed ten times is parked: mend what it says, then give it a fresh start.

        linli jobs
        linli jobs --retry
      """)

  @OptionGroup var options: DataOptions

  @Flag(help: "Give parked jobs a fresh start.")
  var retry = false

  func run() async throws {
    try await options.withSite { site in
      for line in try await site.jobLines(retry: retry) { Terminal.say(line) }
    }
  }
}
