internal import Kernel

/// One account: what it is, what it may do, and what can be done about it.
struct PersonView: Sendable {
  let id: String
  let name: String
  let login: String
  let done: String?
  let errors: FormErrors?
  let facts: [Fact]
  let grants: [Grant]
  /// The viewer's own account, to which nothing is done here.
  let isSelf: Bool
  /// Whether the viewer may act on the account.
  let accounts: Bool
  /// What the person is called at work, in both languages.
  let posts: [TextField]
  /// Whether the viewer may give and take roles.
  let giving: Bool
  let isDisabled: Bool
  let isTwoStep: Bool
  let sessions: String
  let roleError: String?
  let roles: [Choice]
  let reach: ReachView

  struct Fact: Sendable {
    let label: String
    let value: String
  }

  struct Choice: Sendable {
    let value: String
    let label: String
    let chosen: Bool
  }

  struct Grant: Sendable {
    let id: String
    let person: String
    let number: Int
    let role: String
    let scope: String
    let time: String
    let isOver: Bool
    let canTake: Bool
    let takeWords: String
  }

  init(
    _ sheet: StaffDesk.Sheet, for viewer: Viewer, gift: GiftForm, post: Post? = nil, done: String?,
    errors: FormErrors?, now: Timestamp, _ words: Words, _ language: Language
  ) {
    func say(_ key: String, _ values: [String: String] = [:]) -> String {
      words.text(key, values, in: language)
    }
    let line = sheet.line
    id = line.person.rawValue
    name = line.name
    login = line.login
    self.done = done
    self.errors = errors
    isSelf = viewer.person == line.person
    accounts = viewer.can(.administerAccounts) && viewer.person != line.person
    let called = post ?? line.post
    posts = [
      TextField("post", say("admin.post"), value: called.chinese, errors: errors, most: 40),
      TextField(
        "post_en", say("admin.post-en"), value: called.english ?? "",
        hint: say("admin.post-en.hint"), errors: errors, most: 60),
    ]
    let mayGive = viewer.can(.administerGrants) && viewer.person != line.person
    giving = mayGive
    isDisabled = line.isDisabled
    isTwoStep = line.isTwoStep
    sessions = words.text("admin.sessions.count", count: sheet.sessions.count, in: language)
    facts = Self.facts(sheet, now: now, words, language)
    let names = Dictionary(
      sheet.roles.map { ($0.code, $0.name(in: language)) }
    ) { first, _ in first }
    grants = sheet.grants.enumerated().map { index, grant in
      let role = names[grant.role] ?? grant.role
      return Grant(
        id: grant.id.rawValue, person: line.person.rawValue, number: index + 1, role: role,
        scope: ScopeWords.say(grant.scope, sheet.places.plan, words, language),
        time: Self.time(of: grant, now: now, words, language), isOver: grant.isOver(at: now),
        canTake: mayGive && !grant.isOver(at: now),
        takeWords: say("admin.take-which", ["role": role]))
    }
    roleError = errors?.on["role"]
    roles = sheet.roles.map {
      Choice(value: $0.code, label: $0.name(in: language), chosen: $0.code == gift.role)
    }
    reach = ReachView(gift, sheet.places, errors, words, language)
  }

  private static func facts(
    _ sheet: StaffDesk.Sheet, now: Timestamp, _ words: Words, _ language: Language
  ) -> [Fact] {
    func fact(_ key: String, _ value: String) -> Fact {
      Fact(label: words.text(key, in: language), value: value)
    }
    let state =
      sheet.line.isDisabled
      ? "admin.suspended" : sheet.line.isTemporary ? "admin.state.temporary" : "admin.state.open"
    let codes = words.text("recovery.left", count: Int(sheet.line.codesLeft), in: language)
    let seen = sheet.sessions.map(\.seenAt).max()
    return [
      fact("admin.post", sheet.line.post.name(in: language)),
      fact("admin.phone", sheet.line.maskedPhone ?? "—"),
      fact("admin.state", words.text(state, in: language)),
      fact(
        "two-step.title",
        sheet.line.isTwoStep ? codes : words.text("two-step.is-off", in: language)),
      fact(
        "admin.last-seen",
        seen.map { Say.when($0, now: now, in: language) }
          ?? words.text("admin.not-signed-in", in: language)),
    ]
  }

  private static func time(
    of grant: RoleGrant, now: Timestamp, _ words: Words, _ language: Language
  ) -> String {
    let from = Say.date(CityTime.date(of: grant.from), now: now, in: language)
    guard grant.until != .never else {
      return words.text(
        grant.from > now ? "admin.grant.later" : "admin.grant.since", ["from": from], in: language)
    }
    // An end at midnight is the end of the day before, which is how it was typed.
    let (day, inDay) = CityTime.split(grant.until)
    let until =
      inDay == 0
      ? Say.date(day.adding(days: -1), now: now, in: language)
      : Say.due(grant.until, now: now, in: language)
    return words.text("admin.grant.span", ["from": from, "until": until], in: language)
  }
}
