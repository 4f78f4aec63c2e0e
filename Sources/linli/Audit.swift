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
        end below the newest checkpoint; `linli serve` writes one every ten minutes, and commands \
        that were noted in the audit write one as they end. Prints the newest head: noted where \
        the database's keeper cannot reach and given to --expect the next time, it finds a cut \
        that took the checkpoints along.

          linli audit verify || mail -s "audit does not fit" officer@example.org
          linli audit verify --expect 4711:9f86d081…
        """)

    @OptionGroup var options: DataOptions

    @Option(help: "A head that an earlier verification printed.")
    var expect: String?

    func validate() throws {
      guard let expect else { return }
      guard expect.wholeMatch(of: #/[1-9][0-9]*:[0-9a-f]{64}/#) != nil else {
        throw ValidationError("--expect takes a head as `linli audit verify` prints it.")
      }
    }

    func run() async throws {
      try await options.withSite { site in
        let bar = ProgressBar("Entries", total: 100)
        let report = try await site.verifyAudit(expecting: expect) { done, total in
          bar.show(done * 100 / max(1, total))
        }
        Terminal.say(
          "\(report.entries) entries in \(report.lanes) chains, \(report.checkpoints) checkpoints")
        for fault in report.faults { Terminal.say("FAULT " + fault) }
        guard report.faults.isEmpty else { throw ExitCode(2) }
        Terminal.say("Newest head: \(report.head ?? "none")")
        Terminal.say("Everything fits.")
      }
    }
  }
}
