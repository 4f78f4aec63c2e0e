/// Writes pages as HTML; made once when the program starts, and knows nothing of requests.
public struct PageRenderer: Sendable {
  public let words: Words
  public let library: TemplateLibrary
  public let assets: Assets
  let icons: IconSprite

  /// Takes the capabilities' words and templates; the kernel's own are added.
  public init(
    words: [WordFile], templates: [TemplateSource], assets: Assets = .embedded
  ) throws(PageSourceError) {
    try self.init(
      allWords: WordFile.kernel + words, allTemplates: TemplateSource.kernel + templates,
      assets: assets, icons: .embedded)
  }

  /// Takes everything, the kernel's sources too: for tests that read them from the tree.
  public init(
    allWords: [WordFile], allTemplates: [TemplateSource], assets: Assets, icons: IconSprite
  ) throws(PageSourceError) {
    words = try Words(allWords)
    library = try TemplateLibrary(allTemplates, words: words, assets: assets)
    self.assets = assets
    self.icons = icons
  }

  /// The whole page.
  public func render(_ page: Page, _ chrome: Chrome) -> String {
    let language = chrome.preferences.language
    var node = ViewNode(of: page.view)
    let frame = ChromeFields(page: page, chrome: chrome, words: words)
    node.fields.merge(frame.shared) { view, _ in view }

    let content = library.render(page.template, node, in: language)
    var fields = frame.shared.merging(frame.outer) { _, outer in outer }
    fields["content"] = content
    fields["calls"] = callsBelow(content, chrome)
    fields["head"] = page.head.map { library.render($0, node, in: language) } ?? ViewNode.Absent()
    fields["heading"] = page.title
    fields["title"] = title(page, failed: node.fields["errors"] is ViewNode, language)

    let html = library.render(page.layout.template, ViewNode(fields), in: language)
    return withSprite(html)
  }

  /// A template alone, without frame: a row that a live page asks for.
  public func fragment(
    _ template: String, _ view: any Sendable, _ chrome: Chrome
  ) -> String {
    var node = ViewNode(of: view)
    let page = Page(template, view, title: "")
    node.fields.merge(ChromeFields(page: page, chrome: chrome, words: words).shared) { view, _ in
      view
    }
    return library.render(template, node, in: chrome.preferences.language)
  }

  /// 大字版 has a telephone on every page: at its foot, where the page has none of its own.
  private func callsBelow(_ content: String, _ chrome: Chrome) -> Bool {
    chrome.preferences.mode == .elder && !content.contains("href=\"tel:\(chrome.hotline)\"")
  }

  private func title(_ page: Page, failed: Bool, _ language: Language) -> String {
    failed ? words.text("errors.prefix", in: language) + page.title : page.title
  }

  /// The frame marks where the sprite goes; only when all is written are the icons known.
  private func withSprite(_ html: String) -> String {
    guard let mark = html.firstRange(of: "<!--icons-->") else { return html }
    return html[..<mark.lowerBound] + icons.markup(for: html) + html[mark.upperBound...]
  }
}

extension Page.Layout {
  var template: String {
    switch self {
    case .resident, .task: "layout-resident"
    case .console: "layout-console"
    case .plain: "layout-plain"
    case .print: "layout-print"
    case .wall: "layout-wall"
    }
  }
}
