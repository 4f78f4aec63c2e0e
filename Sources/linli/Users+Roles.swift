import App
import ArgumentParser
import Identity
import Kernel

extension UserCommand {
  struct Give: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "grant", abstract: "Give somebody a role.",
      discussion: """
        Roles of administration go with no other: linli user add --help lists them.

          linli user grant lamps department_handler --unit lighting
          linli user grant lamps community_worker --area 990101001002 --until 2026-12-31
        """)

    @OptionGroup var options: DataOptions
    @Argument(help: "Login of an account.") var login: String
    @Argument(help: "Role code, such as street_operator.") var role: String
    @Option(help: "Area digits it reaches; without area, unit or case it reaches everything.")
    var area: String?
    @Option(help: "Unit it reaches.") var unit: String?
    @Option(name: .customLong("case"), help: "Id of the one case it reaches.") var one: String?
    @Option(help: "Last day, included; without it there is no end.") var until: LocalDate?

    func validate() throws {
      if [area, unit, one].compactMap(\.self).count > 1 {
        throw ValidationError("Only one of --area, --unit and --case.")
      }
    }

    func run() async throws {
      try await options.withSite { site in
        let accounts = site.city.accounts
        let reached = try await site.scope(area: area, unit: unit, none: .everything)
        let scope = one.map(Scope.one) ?? reached
        try await known("account", login) {
          guard let person = try await accounts.person(login: login) else {
            throw Problem(.notFound)
          }
          try await accounts.grant(role, to: person, in: scope, until: until)
        }
        Terminal.say("Given.")
      }
    }
  }

  struct Take: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke", abstract: "Take a role away, wherever it is held.",
      discussion: "  linli user revoke lamps community_worker")
    @OptionGroup var options: DataOptions
    @Argument var login: String
    @Argument(help: "Role code, such as street_operator.") var role: String

    func run() async throws {
      try await options.withSite { site in
        let accounts = site.city.accounts
        try await known("account with that role", login) {
          guard let person = try await accounts.person(login: login) else {
            throw Problem(.notFound)
          }
          try await accounts.endGrant(role, of: person)
        }
        Terminal.say("Taken away.")
      }
    }
  }

  struct TwoStepOff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "two-step-off",
      abstract: "Reset the second factor of somebody who has lost it; ends the sessions.",
      discussion: "  linli user two-step-off dispatcher")
    @OptionGroup var options: DataOptions
    @Argument var login: String

    func run() async throws {
      try await options.withSite { site in
        try await known("account with a second factor", login) {
          try await site.city.accounts.removeFactor(login: login)
        }
        Terminal.say("Reset.")
      }
    }
  }
}
