import App
import ArgumentParser
import Kernel

struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look after the audit chain.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Walk every chain and every checkpoint; ends with 2 when one does not fit.",
      discussion: """
        Finds a changed, missing, moved or swapped entry anywhere, and a chain that was cut at its \
        end before the newest checkpoint; `linli serve` writes one every ten minutes.

          linli audit verify || mail -s "audit does not fit" officer@example.org
        """)

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
