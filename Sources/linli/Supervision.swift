import App
import ArgumentParser
import Supervision

struct SupervisionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supervision", abstract: "Figures and weeks.", subcommands: [Rebuild.self])

  struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count all requests again, and every week that nobody has counted.",
      discussion: """
        For after an import of old requests, or when figures are in doubt. Weeks that are frozen, \
        and bulletins, stay as they are; older weeks get a bulletin with figures only.

          linli supervision rebuild
          linli supervision rebuild --keep
        """)

    @OptionGroup var options: DataOptions

    @Flag(help: "Put right what is wrong and forget nothing: pages stay whole meanwhile.")
    var keep = false

    func run() async throws {
      try await options.withSite { site in
        let done = try await site.city.supervision.rebuild(afresh: !keep) { count in
          if count % 10_000 == 0 { Terminal.note("\(count) requests …\n") }
        }
        Terminal.say("\(done.requests) requests counted; \(done.weeks) weeks have figures.")
      }
    }
  }
}
