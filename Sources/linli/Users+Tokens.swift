import App
import ArgumentParser
import Civics
import Identity
import Kernel

extension UserCommand {
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

    func validate() throws {
      guard login == nil || phone == nil else {
        throw ValidationError("A token acts for --login or --phone, not both.")
      }
      guard area == nil || (login == nil && phone == nil) else {
        throw ValidationError("--area is for tokens without --login and --phone.")
      }
      if let phone, (try? PhoneNumber(phone)) == nil {
        throw ValidationError("--phone takes a telephone number, such as 13800002076.")
      }
      guard (1...60).contains(label.trimmed.count) else {
        throw ValidationError("A token's name has 1 to 60 characters.")
      }
    }

    func run() async throws {
      try await options.withSite { site in
        let terms = TokenTerms(
          label: label, permissions: permissions.isEmpty ? nil : try site.permissions(permissions),
          scope: try await site.scope(area: area, unit: nil, none: .own), days: days)
        let accounts = site.city.accounts
        let token = try await known("account", phone ?? login ?? "") {
          if let phone {
            return try await accounts.issueToken(terms, phone: try PhoneNumber(phone))
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
