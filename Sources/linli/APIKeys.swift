import App
import ArgumentParser
import Identity
import Kernel

struct APIKeyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apikey", abstract: "Keep the keys of programs that speak Open311 GeoReport v2.",
    discussion: """
      With a key a program files requests under /open311/v2/ and follows those it filed. A key is \
      good at one site only; every change is written to the audit.

        linli apikey create cityapp --days 365
        linli apikey list
        linli apikey revoke cityapp
      """,
    subcommands: [Create.self, List.self, Revoke.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key; it is shown this once.",
      discussion: "  linli apikey create cityapp --days 90")
    @OptionGroup var options: DataOptions
    @Argument(help: "Whose it is: 1 to 40 of a-z, 0-9, . _ -") var name: String
    @Option(help: "Days until it expires, 1 to 3650.") var days: Int64 = 365

    func run() async throws {
      try await options.withSite { site in
        Terminal.say(try await site.city.accounts.createAPIKey(name: name, days: days))
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show the keys' names, what they can do now, and until when; never the keys.")
    @OptionGroup var options: DataOptions

    func run() async throws {
      try await options.withSite { site in
        for (key, standing) in try await site.city.accounts.apiKeys() {
          Terminal.say("\(key.name)  \(standing)  \(key.createdAt)  \(key.expiresAt)")
        }
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a key at once.", discussion: "  linli apikey revoke cityapp")
    @OptionGroup var options: DataOptions
    @Argument var name: String

    func run() async throws {
      try await options.withSite { site in
        try await known("key", name) { try await site.city.accounts.revokeAPIKey(name: name) }
        Terminal.say("Ended.")
      }
    }
  }
}
