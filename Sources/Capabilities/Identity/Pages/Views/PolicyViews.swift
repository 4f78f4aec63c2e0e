internal import Kernel

/// All roles and what each may do.
struct RolesView: Sendable {
  let head: AdminHead
  let roles: [Row]

  struct Row: Sendable {
    let code: String
    let name: String
    let abilities: String
    let holders: String
    let isAlone: Bool
    let isTwoStep: Bool
    let canChange: Bool
    /// What pressing the button asks for.
    let turn: String
    let turnWords: String
  }

  init(
    _ roles: [(role: Role, holders: Int64)], canChange: Bool, done: String?, _ words: Words,
    _ language: Language
  ) {
    func say(_ key: String) -> String { words.text(key, in: language) }
    head = AdminHead("admin.roles", hint: say("admin.roles.hint"), done: done, words, language)
    self.roles = roles.map { role, holders in
      let abilities = role.permissions.map(\.rawValue).sorted().map { code in
        // One that another part of the product has added since shows its code.
        words["ability." + code, language] ?? code
      }
      let isAlone = SeparationOfDuties.alone.contains(role.code)
      return Row(
        code: role.code, name: role.name(in: language),
        abilities: abilities.joined(separator: say("admin.and")),
        holders: words.text("admin.role.holders", count: Int(holders), in: language),
        isAlone: isAlone, isTwoStep: role.isTwoStep, canChange: canChange && !isAlone,
        turn: role.isTwoStep ? "no" : "yes",
        turnWords: say(role.isTwoStep ? "admin.role.turn-off" : "admin.role.turn-on"))
    }
  }
}

/// The limits of signing in: what holds, and for the security administrator to decide.
struct LimitsView: Sendable {
  let head: AdminHead
  let canChange: Bool
  let groups: [Group]
  let errors: FormErrors?

  struct Group: Sendable {
    let label: String
    let fields: [TextField]
    let facts: [PersonView.Fact]
  }

  private static let groups: [(key: String, limits: [SignInLimit])] = [
    ("limits.lock", [.freeFailures, .lockMinutes, .addressFailures, .addressLockMinutes]),
    ("limits.sessions", [.staffHours, .staffIdleMinutes, .residentDays, .residentIdleDays]),
    ("limits.passwords", [.passwordLength, .temporaryHours]),
    ("limits.codes", [.codeMinutes, .codeTries, .resendSeconds, .codesAnHour]),
  ]

  /// What each is called, for sentences that would not say which they mean.
  static func labels(_ words: Words, _ language: Language) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: SignInLimit.allCases.map {
        ($0.rawValue, words.text("limit." + $0.rawValue, in: language))
      })
  }

  init(
    _ rules: SignInRules, typed: [SignInLimit: String], canChange: Bool, done: String?,
    errors: FormErrors?, _ words: Words, _ language: Language
  ) {
    let labels = Self.labels(words, language)
    func label(_ limit: SignInLimit) -> String { labels[limit.rawValue] ?? limit.rawValue }
    self.canChange = canChange
    self.errors = errors
    head = AdminHead(
      "admin.limits", hint: words.text("admin.limits.hint", in: language), done: done, words,
      language)
    groups = Self.groups.map { key, limits in
      Group(
        label: words.text(key, in: language),
        fields: !canChange
          ? []
          : limits.map { limit in
            let allowed = limit.terms.allowed
            return TextField(
              limit.rawValue, label(limit), value: typed[limit] ?? String(rules[limit]),
              hint: words.text(
                "limits.bounds",
                [
                  "from": String(allowed.lowerBound), "to": String(allowed.upperBound),
                  "usual": String(limit.terms.usual),
                ], in: language),
              errors: errors, inputmode: "numeric", most: 6)
          },
        facts: canChange
          ? []
          : limits.map { PersonView.Fact(label: label($0), value: String(rules[$0])) })
    }
  }
}
