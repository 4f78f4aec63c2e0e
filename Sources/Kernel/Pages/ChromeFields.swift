/// What templates may name beside the view: `shared` in content and frame, `outer` in the frame only.
struct ChromeFields {
  let shared: [String: Any]
  let outer: [String: Any]

  init(page: Page, chrome: Chrome, words: Words) {
    let language = chrome.preferences.language
    let elder = chrome.preferences.mode == .elder
    shared = [
      "prefix": chrome.prefix,
      "site": chrome.siteName,
      "form_token": chrome.formToken,
      "command_key": chrome.commandKey,
      "return_to": chrome.path,
      "hotline": chrome.hotline,
      "elder": elder,
      "english": language == .english,
      "demo": chrome.isDemo,
      "signed_in": chrome.signedInName.map { $0 as Any } ?? ViewNode.Absent(),
    ]
    let tabs = page.layout == .console ? chrome.staffTabs : elder ? Tab.elder : Tab.resident
    outer = [
      "lang": language.tag,
      "other_lang": (language == .chinese ? Language.english : .chinese).tag,
      "theme": chrome.preferences.theme == .system
        ? ViewNode.Absent() : chrome.preferences.theme.rawValue,
      "themes": Preferences.Theme.allCases.map { theme in
        Self.choice(
          theme.rawValue, words.text(Self.word(theme), in: language),
          chosen: theme == chrome.preferences.theme)
      },
      "dense": page.layout == .console && chrome.preferences.density == .dense,
      "task": page.layout == .task,
      "now": String(chrome.now.rawValue),
      "reader": chrome.reader,
      "clock": Say.clock(chrome.now),
      "today": Say.day(chrome.now, in: language),
      "tabs": tabs.map { Self.entry($0, page: page, chrome: chrome, words: words) },
      "flash": chrome.flash.map { Self.flash($0) } ?? ViewNode.Absent(),
      "signed_in_as": chrome.signedInAs.map { $0 as Any } ?? ViewNode.Absent(),
      "initial": chrome.signedInName?.first.map(String.init) ?? ViewNode.Absent(),
      "map": page.hasMap,
      "wide": page.isWide,
    ]
  }

  private static func word(_ theme: Preferences.Theme) -> String {
    switch theme {
    case .system: "preferences.theme.system"
    case .light: "preferences.theme.light"
    case .dark: "preferences.theme.dark"
    }
  }

  private static func choice(_ value: String, _ label: String, chosen: Bool) -> ViewNode {
    ViewNode(["value": value, "label": label, "chosen": chosen])
  }

  private static func entry(_ tab: Tab, page: Page, chrome: Chrome, words: Words) -> ViewNode {
    ViewNode([
      "label": words.text(tab.word, in: chrome.preferences.language),
      "icon": tab.icon,
      "href": tab == .call ? "tel:" + chrome.hotline : chrome.prefix + tab.path,
      "current": tab == page.tab,
      "whistle": tab == .report,
      // A resident's messages are reached from their own reports.
      "mail": tab == .messages || tab == .mine,
      "last": tab == .settings,
    ])
  }

  private static func flash(_ flash: Chrome.Flash) -> ViewNode {
    let icon =
      switch flash.tone {
      case .ok: "check-c"
      case .info: "bell"
      case .warn, .danger: "over"
      }
    return ViewNode(["tone": flash.tone.rawValue, "text": flash.text, "icon": icon])
  }
}
