import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

struct PageTests {
  static let golden = "Tests/Capabilities/ServiceRequestsTests/Pages/Golden"
  static let english = Preferences(language: .english)

  @Test(arguments: PageSample.all.map(\.name))
  func `a page is what it was`(name: String) throws {
    let bench = try PageBench.shared()
    let sample = try #require(PageSample.all.first { $0.name == name })
    let chinese = Golden.settled(sample.html(bench, Preferences()))
    #expect(Golden.difference(chinese, from: name + ".zh.html", in: Self.golden) == nil)
    guard Self.inBoth.contains(name) else { return }
    let english = Golden.settled(sample.html(bench, Self.english))
    #expect(Golden.difference(english, from: name + ".en.html", in: Self.golden) == nil)
  }

  /// One of each kind is kept in English too; the others differ by their words only.
  static let inBoth = [
    "home", "what-errors", "case-done", "queue", "desk-case", "callback", "merge", "track-none",
    "queue-filter", "intake", "hot-spots",
  ]

  @Test(arguments: PageSample.all.map(\.name), PagePreviewTests.modes.map(\.0))
  func `a page keeps the promises of all pages`(name: String, mode: String) throws {
    let bench = try PageBench.shared()
    let sample = try #require(PageSample.all.first { $0.name == name })
    let preferences = try #require(PagePreviewTests.modes.first { $0.0 == mode })
    let html = sample.html(bench, preferences.1)
    let icons = Set(IconSprite(PageTree.text("Kernel/Pages/Assets/icons.svg")).names)
    #expect(PageCheck.faults(html, prefix: "/tongyin", icons: icons) == [])
  }

  @Test func `every template in the folder is listed`() {
    let inFolder = PageTree.templates(of: "Capabilities/ServiceRequests").map(\.name)
    #expect(TemplateSource.serviceRequests.map(\.name) == inFolder)
  }

  @Test func `templates and words in the binary are those in the tree`() {
    let tree = PageTree.templates(of: "Capabilities/ServiceRequests").map(\.text)
    #expect(TemplateSource.serviceRequests.map(\.text) == tree)
    let words = PageTree.words(of: "Capabilities/ServiceRequests").map(\.bytes)
    #expect(WordFile.serviceRequests.map(\.bytes) == words)
  }

  @Test func `the first page and its style stay under seventy-five thousand bytes`() throws {
    let bench = try PageBench.shared()
    let home = try #require(PageSample.all.first { $0.name == "home" })
    let style = try #require(bench.renderer.assets.asset(named: "linli.css"))
    // Sent compressed, which the browser's tests hold to 60 KB (docs/rules.md §9).
    #expect(home.html(bench, Preferences()).utf8.count + style.bytes.count < 75_000)
  }

  @Test func `what a person typed cannot become markup`() throws {
    let bench = try PageBench.shared()
    let typed = "<script>alert('x')</script> \" onload=\"y"
    let read = SampleReader(words: bench.renderer.words, language: .chinese)
    let view = ReportWhatView(
      photos: [], hasPhotos: false, kinds: [], isOther: false, types: [], text: typed,
      guessed: false, errors: nil, isEditing: false)
    let page = ServiceRequestsPages.page(view, read.words, .chinese)
    let html = bench.renderer.render(page, bench.chrome(Preferences()))
    #expect(!html.contains("<script>alert"))
    #expect(!html.contains("\" onload=\"y"))
    #expect(html.contains("&lt;script&gt;"))
  }
}
