import App
import ArgumentParser
import Civics
import Identity
import Kernel

struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Keep staff accounts and API tokens.",
    discussion: """
      Every change is written to the audit.

        linli user list
        linli user add lamps --name 赵工 --post 路灯班 --role department_handler --unit lighting
        linli user grant lamps community_worker --area 990101001002 --until 2026-12-31
        linli user token hotline --permission service_requests.search --days 90
      """,
    subcommands: [
      Add.self, List.self, Password.self, Disable.self, Enable.self, Give.self, Take.self,
      TwoStepOff.self, Token.self, RevokeToken.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a member of staff with one role.",
      discussion: """
        Roles: grid_worker, community_worker, street_operator, operator_chief, district_operator, \
        department_handler, supervision_officer, privacy_officer, system_admin, security_admin, \
        auditor. The last three go with no other role.

          linli user add dispatcher --name 林静 --post 调度员 --role street_operator \\
            --area 990101001 --one-time
          linli user add lamps --name 赵工 --post 路灯班 --role department_handler \\
            --unit lighting < password.txt

        The password is asked for, or read from standard input.
        """)

    @OptionGroup var options: DataOptions
    @Argument(help: "Login name: lower-case letters, digits, . _ -") var login: String
    @Option(help: "The person's name.") var name: String
    @Option(help: "What the person is called at work.") var post: String
    @Option(help: "The same in English.") var postEnglish: String?
    @Option(help: "Role code, such as street_operator.") var role: String
    @Option(help: "Area digits the role reaches; without area or unit it reaches everything.")
    var area: String?
    @Option(help: "Unit the role reaches.") var unit: String?
    @Flag(help: "Make a password that has to be changed with the first sign-in, and print it.")
    var oneTime = false
    @Option(help: .hidden) var password: String?

    func validate() throws {
      if password != nil { throw ValidationError(TypedSecret.refusal) }
      guard area == nil || unit == nil else {
        throw ValidationError("A role reaches --area or --unit, not both.")
      }
    }

    func run() async throws {
      let typed = try oneTime ? nil : TypedSecret.password()
      try await options.withSite { site in
        let accounts = site.city.accounts
        let scope = try await site.scope(area: area, unit: unit, none: .everything)
        let made = try await accounts.addStaff(
          login: login, name: name, post: Post(post, english: postEnglish), typed: typed,
          role: role, scope: scope)
        Terminal.say("Added \(login).")
        if let made { Terminal.say(made) }
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List staff and their roles.", discussion: "  linli user list")
    @OptionGroup var options: DataOptions

    func run() async throws {
      try await options.withSite { site in
        for line in try await site.city.accounts.staffLines() { Terminal.say(line) }
      }
    }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set a password; ends the person's sessions.",
      discussion: """
        It is asked for, or read from standard input.

          linli user password dispatcher
          linli user password dispatcher --one-time
        """)
    @OptionGroup var options: DataOptions
    @Argument var login: String
    @Flag(help: "Make a password that has to be changed with the next sign-in, and print it.")
    var oneTime = false
    @Option(help: .hidden) var password: String?

    func validate() throws {
      if password != nil { throw ValidationError(TypedSecret.refusal) }
    }

    func run() async throws {
      let typed = try oneTime ? nil : TypedSecret.password()
      try await options.withSite { site in
        let accounts = site.city.accounts
        try await known("account", login) {
          guard let typed else {
            return Terminal.say(try await accounts.setTemporaryPassword(login: login))
          }
          try await accounts.setPassword(login: login, typed)
          Terminal.say("Set.")
        }
      }
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shut an account; it keeps its history.",
      discussion: "  linli user disable dispatcher")
    @OptionGroup var options: DataOptions
    @Argument var login: String

    func run() async throws {
      try await options.withSite { site in
        try await known("account", login) {
          try await site.city.accounts.setDisabled(login: login, true)
        }
        Terminal.say("Shut.")
      }
    }
  }

  struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a shut account again.", discussion: "  linli user enable dispatcher")
    @OptionGroup var options: DataOptions
    @Argument var login: String

    func run() async throws {
      try await options.withSite { site in
        try await known("account", login) {
          try await site.city.accounts.setDisabled(login: login, false)
        }
        Terminal.say("Open.")
      }
    }
  }
}

/// The page people would get for something that is not there does not help at the keyboard.
func known<T>(
  _ what: String, _ name: String, _ body: () async throws -> T
) async throws -> T {
  do {
    return try await body()
  } catch let problem as Problem where problem.kind == .notFound {
    throw Complaint("There is no \(what) “\(name)”.")
  }
}
