/// The page 我的: who is signed in, how pages look, whom to call.
public struct PreferencesView: Sendable {
  /// Masked.
  public let phone: String?
  /// Posts and roles as words.
  public let roles: [String]
  public let groups: [Group]

  public struct Group: Sendable {
    public let label: String
    public let hint: String?
    public let choices: [Choice]
  }

  /// One button of a group; pressing it posts `field=value`.
  public struct Choice: Sendable {
    public let field: String
    public let value: String
    public let label: String
    public let chosen: Bool
    /// Language of the label when it is not the page's.
    public let tag: String?
  }

  public init(
    _ preferences: Preferences, phone: String? = nil, roles: [String] = [], isStaff: Bool = false,
    words: Words
  ) {
    let language = preferences.language
    func say(_ key: String) -> String { words.text(key, in: language) }
    func choice(_ field: String, _ value: String, _ label: String, _ chosen: Bool) -> Choice {
      Choice(field: field, value: value, label: label, chosen: chosen, tag: nil)
    }
    self.phone = phone
    self.roles = roles
    var groups = [
      Group(
        label: say("preferences.language"), hint: nil,
        choices: [(Language.chinese, "中文"), (.english, "English")].map {
          Choice(
            field: "language", value: $0.0.rawValue, label: $0.1, chosen: $0.0 == language,
            tag: $0.0.tag)
        }),
      Group(
        label: say("preferences.mode"), hint: say("preferences.mode.hint"),
        choices: [
          choice(
            "mode", "standard", say("preferences.mode.standard"), preferences.mode == .standard),
          choice("mode", "elder", say("preferences.mode.elder"), preferences.mode == .elder),
        ]),
      Group(
        label: say("preferences.theme"), hint: nil,
        choices: [
          choice("theme", "system", say("preferences.theme.system"), preferences.theme == .system),
          choice("theme", "light", say("preferences.theme.light"), preferences.theme == .light),
          choice("theme", "dark", say("preferences.theme.dark"), preferences.theme == .dark),
        ]),
    ]
    if isStaff {
      let dense = preferences.density == .dense
      groups.append(
        Group(
          label: say("preferences.density"), hint: nil,
          choices: [
            choice("density", "dense", say("preferences.density.dense"), dense),
            choice("density", "roomy", say("preferences.density.roomy"), !dense),
          ]))
    }
    self.groups = groups
  }
}
