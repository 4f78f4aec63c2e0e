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
        linli user token hotline --permission service_requests.search --days 90
      """,
    subcommands: [
      Add.self, List.self, Password.self, Disable.self, Enable.self, Token.self,
      RevokeToken.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a member of staff with one role.",
      discussion: """
        Roles: grid_worker, community_worker, street_operator, operator_chief, district_operator, \
        department_handler, supervision_officer, system_admin, security_admin, auditor. The last \
        three go with no other role.

          linli user add dispatcher --name 林静 --post 调度员 --role street_operator \\
            --area 990101001 --password …
          linli user add lamps --name 赵工 --post 路灯班 --role department_handler \\
            --unit lighting --password …
        """)

    @OptionGroup var options: DataOptions
    @Argument(help: "Login name: lower-case letters, digits, . _ -") var login: String
    @Option(help: "The person's name.") var name: String
    @Option(help: "What the person is called at work.") var post: String
    @Option(help: "Role code, such as street_operator.") var role: String
    @Option(help: "Area digits the role reaches; without area or unit it reaches everything.")
    var area: String?
    @Option(help: "Unit the role reaches.") var unit: String?
    @Option(help: "At least 10 characters of three kinds, or 16 of any.") var password: String

    func run() async throws {
      try await options.withSite { site in
        let scope: Scope = unit.map(Scope.unit) ?? area.map(Scope.area) ?? .everything
        _ = try await site.city.accounts.addStaff(
          login: login, name: name, post: post, password: password, role: role, scope: scope)
        Terminal.say("Added \(login).")
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
      discussion: "  linli user password dispatcher --password …")
    @OptionGroup var options: DataOptions
    @Argument var login: String
    @Option(help: "At least 10 characters of three kinds, or 16 of any.") var password: String

    func run() async throws {
      try await options.withSite { site in
        try await known("account", login) {
          try await site.city.accounts.setPassword(login: login, password)
        }
        Terminal.say("Set.")
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

  struct Token: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Issue an API token; it is shown this once.",
      discussion: """
        With a login it may do what that person may, or less; without one it stands for a program \
        of its own, which may file and what is permitted here.

          linli user token bench --login dispatcher
          linli user token hotline --permission service_requests.search --area 990101
        """)
    @OptionGroup var options: DataOptions
    @Argument(help: "What it is for.") var label: String
    @Option(help: "Login it acts for; without one it may file anonymously.") var login: String?
    @Option(help: "Phone number of the resident it acts for.") var phone: String?
    @Option(
      name: .customLong("permission"), parsing: .singleValue,
      help: "The most it may do, such as service_requests.search; repeat for several.")
    var permissions: [String] = []
    @Option(help: "Area digits a token without a login reaches.") var area: String?
    @Option(help: "Days until it expires.") var days: Int64 = 365

    func run() async throws {
      let terms = TokenTerms(
        label: label,
        permissions: permissions.isEmpty ? nil : Set(permissions.map(Permission.init(rawValue:))),
        scope: area.map(Scope.area) ?? .own, days: days)
      try await options.withSite { site in
        let accounts = site.city.accounts
        let token = try await known("account", phone ?? login ?? "") {
          if let phone {
            guard let number = try? PhoneNumber(phone) else {
              throw ValidationError("--phone takes a telephone number, such as 13800002076.")
            }
            return try await accounts.issueToken(terms, phone: number)
          }
          return try await accounts.issueToken(terms, login: login)
        }
        Terminal.say(token)
      }
    }
  }

  struct RevokeToken: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End an API token at once.", discussion: "  linli user revoke-token hotline")
    @OptionGroup var options: DataOptions
    @Argument var label: String

    func run() async throws {
      try await options.withSite { site in
        try await known("token", label) { try await site.city.accounts.revokeToken(label: label) }
        Terminal.say("Ended.")
      }
    }
  }
}

/// The page people would get for something that is not there does not help at the keyboard.
private func known<T>(
  _ what: String, _ name: String, _ body: () async throws -> T
) async throws -> T {
  do {
    return try await body()
  } catch let problem as Problem where problem.kind == .notFound {
    throw Complaint("There is no \(what) “\(name)”.")
  }
}
