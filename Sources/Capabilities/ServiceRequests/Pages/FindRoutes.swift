import Hummingbird
import Kernel

/// Looking for a thing to do by any word for it: a kind of matter, a page, 长辈版.
struct FindRoutes: Sendable {
  let catalogue: ServiceCatalogue

  func register(on routes: Routes) {
    routes.get("/find", .everyone, find)
  }

  /// Pages; the words `find.NAME.as` are what else people call them.
  ///
  /// T/TAF 114-2022 wants 亲情版, 关爱版 and 关怀版 to lead to 长辈版.
  private static let pages: [(name: String, path: String, icon: String)] = [
    ("report", "/report", "whistle"), ("mine", "/my", "list"), ("track", "/track", "search"),
    ("phones", "/grids", "phone"), ("messages", "/messages", "bell"),
    ("look", "/preferences", "gear"),
  ]

  @Sendable private func find(_ call: Call) throws -> Response {
    let typed = String((try call.query().text("q") ?? "").prefix(40))
    let words = FoldedText(typed).text.split(whereSeparator: \.isWhitespace).map(String.init)
    func say(_ key: String) -> String { call.words.text(key, in: call.language) }
    /// Both languages are looked through, whichever is read.
    func fits(_ texts: [String]) -> Bool {
      let all = FoldedText(texts.joined(separator: " "))
      return words.allSatisfy { word in
        // Somebody may type more than the name, "我要长辈版"; names of six bytes are two Han letters.
        all.contains(word)
          || texts.contains { $0.utf8.count >= 6 && word.contains(FoldedText($0).text) }
      }
    }
    func both(_ key: String) -> [String] {
      Language.allCases.flatMap { language in
        call.words.text(key, in: language).split(separator: " ").map(String.init)
      }
    }
    guard !words.isEmpty else {
      return try page(call, FindView(search: "", isAsked: false, offersElder: false, rows: []))
    }
    var rows = Self.pages.filter { fits(both("find.\($0.name)") + both("find.\($0.name).as")) }
      .map { page in
        FindView.Row(
          path: page.path, icon: page.icon, label: say("find.\(page.name)"), note: nil)
      }
    for service in catalogue.services {
      let name = "service." + service.code
      for item in service.items where fits(both("item." + item.code) + item.words + both(name)) {
        rows.append(
          FindView.Row(
            path: "/report?kind=" + item.code, icon: item.icon, label: say("item." + item.code),
            note: say(name)))
      }
    }
    let view = FindView(
      search: typed, isAsked: true,
      offersElder: fits(both("find.elder") + both("find.elder.as")), rows: Array(rows.prefix(20)))
    return try page(call, view)
  }

  private func page(_ call: Call, _ view: FindView) throws -> Response {
    try call.page(
      Page("find", view, title: call.words.text("find.title", in: call.language), tab: .home))
  }
}

/// What was found; the switch to 长辈版 is a button, not a page to look for it on.
struct FindView: Sendable {
  let search: String
  let offersElder: Bool
  let rows: [Row]
  let hasRows: Bool
  let hasNothing: Bool

  init(search: String, isAsked: Bool, offersElder: Bool, rows: [Row]) {
    self.search = search
    self.offersElder = offersElder
    self.rows = rows
    hasRows = !rows.isEmpty
    hasNothing = isAsked && rows.isEmpty && !offersElder
  }

  struct Row: Sendable {
    let path: String
    let icon: String
    let label: String
    let note: String?
  }
}
