/// An entry of the navigation; the site decides which ones a person sees.
public enum Tab: String, Sendable, CaseIterable {
  case home, mine, report, call, me
  case queue, desk, callbacks, supervision, directory, messages, window, rights, people, audit,
    settings

  /// What residents see, in order; the whistle sits in the middle.
  public static let resident: [Tab] = [.home, .mine, .report, .call, .me]
  /// 大字版 has three.
  public static let elder: [Tab] = [.home, .mine, .me]

  /// Key of its word.
  var word: String {
    switch self {
    case .home: "nav.home"
    case .mine: "nav.mine"
    case .report: "nav.report"
    case .call: "nav.call"
    case .me: "nav.me"
    case .queue: "nav.queue"
    case .desk: "nav.desk"
    case .callbacks: "nav.callbacks"
    case .supervision: "nav.supervision"
    case .directory: "nav.directory"
    case .messages: "nav.messages"
    case .window: "nav.window"
    case .rights: "nav.rights"
    case .people: "nav.people"
    case .audit: "nav.audit"
    case .settings: "nav.settings"
    }
  }

  var icon: String {
    switch self {
    case .home: "home"
    case .mine: "list"
    case .report: "whistle"
    case .call: "phone"
    case .me: "user"
    case .queue: "layers"
    case .desk: "brief"
    case .callbacks: "chat"
    case .supervision: "chart"
    case .directory: "bldg"
    case .messages: "bell"
    case .window: "hand"
    case .rights: "shield-ok"
    case .people: "users"
    case .audit: "shield-ok"
    case .settings: "gear"
    }
  }

  /// Path below the site's prefix; the call goes to the hotline instead.
  public var path: String {
    switch self {
    case .home: "/"
    case .mine: "/my"
    case .report: "/report"
    case .call: ""
    case .me, .settings: "/preferences"
    case .queue: "/console"
    case .desk: "/desk"
    case .callbacks: "/callbacks"
    case .supervision: "/supervision"
    case .directory: "/directory/units"
    case .messages: "/messages"
    case .window: "/window"
    case .rights: "/rights-desk"
    case .people: "/admin/staff"
    case .audit: "/admin/audit"
    }
  }
}
