internal import Kernel

/// What stands above every page of administration.
struct AdminHead: Sendable {
  let heading: String
  let hint: String?
  let shows: [Link]
  /// What has just been done.
  let done: String?

  struct Link: Sendable {
    let path: String
    let label: String
    let current: Bool
  }

  init(
    _ key: String, hint: String? = nil, done: String? = nil, _ words: Words, _ language: Language
  ) {
    heading = words.text(key, in: language)
    self.hint = hint
    self.done = done
    shows = [
      ("/admin/staff", "admin.people"), ("/admin/roles", "admin.roles"),
      ("/admin/limits", "admin.limits"),
    ].map { path, label in
      Link(path: path, label: words.text(label, in: language), current: label == key)
    }
  }
}

/// Everybody with an account.
struct StaffListView: Sendable {
  let head: AdminHead
  let search: String
  let canAdd: Bool
  let rows: [Row]
  let empty: Empty?
  /// Says that not everybody is listed.
  let cut: String?

  /// Rows a page shows; whoever is not among them is searched for.
  static let most = 200

  struct Empty: Sendable { let text: String }

  struct Row: Sendable {
    let id: String
    let login: String
    let name: String
    let post: String
    let roles: String?
    let isTwoStep: Bool
    let isDisabled: Bool
  }

  init(
    _ lines: [StaffLine], _ roles: [Role], search: String, canAdd: Bool, done: String?,
    _ words: Words, _ language: Language
  ) {
    let names = Dictionary(roles.map { ($0.code, $0.name(in: language)) }) { first, _ in first }
    let wanted = search.lowercased()
    let found =
      wanted.isEmpty
      ? lines
      : lines.filter { line in
        [line.login, line.name, line.post.chinese, line.post.english ?? ""]
          .contains { $0.lowercased().contains(wanted) }
      }
    self.search = search
    self.canAdd = canAdd
    head = AdminHead(
      "admin.people",
      hint: words.text("admin.people.hint", count: found.count, in: language), done: done, words,
      language)
    rows = found.prefix(Self.most).map { line in
      Row(
        id: line.person.rawValue, login: line.login, name: line.name,
        post: line.post.name(in: language),
        roles: line.roles.isEmpty
          ? nil
          : line.roles.map { names[$0] ?? $0 }.joined(
            separator: words.text("admin.and", in: language)),
        isTwoStep: line.isTwoStep, isDisabled: line.isDisabled)
    }
    empty =
      rows.isEmpty ? Empty(text: words.text("admin.none", ["q": search], in: language)) : nil
    cut =
      found.count > Self.most
      ? words.text("admin.cut", ["n": String(Self.most)], in: language) : nil
  }
}

extension Role {
  func name(in language: Language) -> String { language == .chinese ? chinese : english }
}

/// An account that is to be made.
struct StaffNewView: Sendable {
  let fields: [TextField]
  let errors: FormErrors?

  init(_ draft: StaffDesk.Draft, errors: FormErrors?, _ words: Words, _ language: Language) {
    func say(_ key: String) -> String { words.text(key, in: language) }
    self.errors = errors
    fields = [
      TextField("name", say("admin.name"), value: draft.name, errors: errors, most: 50),
      TextField(
        "login", say("sign-in.staff.name"), value: draft.login, hint: say("identity.login-form"),
        errors: errors, most: 40, isPlain: true),
      TextField(
        "post", say("admin.post"), value: draft.post, hint: say("admin.post.hint"),
        errors: errors, most: 40),
      TextField(
        "post_en", say("admin.post-en"), value: draft.postEnglish, hint: say("admin.post-en.hint"),
        errors: errors, most: 60),
      TextField(
        "phone", say("admin.phone"), type: "tel", value: draft.phone, hint: say("admin.phone.hint"),
        errors: errors, most: 20),
    ]
  }
}

/// A password that is told this once.
struct HandedView: Sendable {
  let heading: String
  let sentence: String
  let password: String
  let once: String
  /// Where to go on, below the prefix.
  let path: String

  init(
    isNew: Bool, name: String, login: String, password: String, hours: Int64, path: String,
    _ words: Words, _ language: Language
  ) {
    heading = words.text(isNew ? "admin.handed.new" : "admin.handed.reset", in: language)
    sentence = words.text("admin.handed", ["name": name, "login": login], in: language)
    once = words.text("admin.handed.once", ["n": String(hours)], in: language)
    self.password = password
    self.path = path
  }
}
