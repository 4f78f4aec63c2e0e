import Kernel
import KernelTesting
import Testing

/// The kernel's own pages: problems and preferences.
struct FramePageTests {
  static let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)

  @Test(arguments: Problem.Kind.all.map(\.slug), Language.allCases)
  func `every problem has a page with words`(slug: String, language: Language) throws {
    let bench = try PageBench.shared()
    let kind = try #require(Problem.Kind.all.first { $0.slug == slug })
    let view = ProblemView(
      Problem(kind), reference: "7F3A", words: bench.renderer.words, in: language)
    let html = bench.renderer.render(
      view.page, bench.chrome(Preferences(language: language)))
    #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [])
    try Golden.preview(html, "problem-\(slug).\(language.rawValue)")
    #expect(!html.contains("problem."))
    #expect(html.contains("7F3A") == (kind.status >= 500))
  }

  @Test(arguments: Problem.Kind.all.map(\.slug), Language.allCases)
  func `every problem's address explains it`(slug: String, language: Language) throws {
    let bench = try PageBench.shared()
    let kind = try #require(Problem.Kind.all.first { $0.slug == slug })
    let view = ProblemKindView(kind, words: bench.renderer.words, in: language)
    let html = bench.renderer.render(view.page, bench.chrome(Preferences(language: language)))
    #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [])
    #expect(html.contains("/problems/\(slug)") && html.contains(">\(kind.status)<"))
    #expect(!html.contains("problem."))
  }

  @Test(arguments: [
    (Language.chinese, "本文档", "任何人"), (.english, "This document", "open to everyone"),
  ])
  func `the API is listed for people`(
    language: Language, summary: String, access: String
  ) throws {
    let bench = try PageBench.shared()
    let site = Site(
      key: "default", prefix: "/tongyin", host: nil, region: "990101",
      name: Site.Name(chinese: "清河区", english: "Qinghe"))
    let view = DevelopersView(
      try OpenAPIDocument(of: [], site: site), words: bench.renderer.words, in: language)
    let html = bench.renderer.render(
      view.page(bench.renderer.words, language), bench.chrome(Preferences(language: language)))
    #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [])
    for text in [summary, access, "/tongyin/api/v1/openapi.json"] { #expect(html.contains(text)) }
    #expect(!html.contains("developers."))
  }

  @Test func `preferences show what is chosen`() throws {
    let bench = try PageBench.shared()
    let preferences = Preferences(language: .english, mode: .elder, theme: .dark)
    let view = PreferencesView(
      preferences, phone: "138 **** 2076", isStaff: true, words: bench.renderer.words)
    let html = bench.renderer.render(
      Page("preferences", view, title: "Me", tab: .me), bench.chrome(preferences))
    #expect(PageCheck.faults(html, prefix: "/tongyin", icons: Self.icons) == [])
    try Golden.preview(html, "preferences.en")
    #expect(html.contains("lang=\"en\" data-theme=\"dark\" data-mode=\"elder\""))
    #expect(html.contains("value=\"elder\" aria-pressed=\"true\""))
  }

  @Test(arguments: [
    ("zh-Hans.elder.dark.roomy", Preferences(mode: .elder, theme: .dark, density: .roomy)),
    ("", Preferences()), ("en.x.y.z", Preferences(language: .english)), ("a.b", Preferences()),
  ])
  func `a cookie is read as far as it is understood`(cookie: String, wanted: Preferences) {
    #expect(Preferences(cookie: cookie) == wanted)
    #expect(Preferences(cookie: wanted.cookie) == wanted)
  }

  @Test func `only the icons of the page are in it`() throws {
    let bench = try PageBench.shared()
    let view = ProblemView(Problem(.notFound), words: bench.renderer.words, in: .chinese)
    let html = bench.renderer.render(view.page, bench.chrome(Preferences()))
    #expect(html.contains("<symbol id=\"i-search\""))
    #expect(!html.contains("<symbol id=\"i-wheat\""))
  }
}
