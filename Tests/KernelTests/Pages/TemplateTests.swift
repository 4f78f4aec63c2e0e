import Kernel
import KernelTesting
import Testing

struct TemplateTests {
  struct Outer: Sendable {
    let note: String
    let rows: [Row]
    let flag: Bool
    let table: [String: String]
  }

  struct Row: Sendable {
    let name: String
    let note: String?
  }

  static func render(_ text: String, _ view: any Sendable, _ language: Language = .chinese) throws
    -> String
  {
    let renderer = try PageRenderer(
      allWords: [
        WordFile(
          owner: "t", language: .chinese, bytes: Array(#"{"hi":"<你好> {name}"}"#.utf8)),
        WordFile(owner: "t", language: .english, bytes: Array(#"{"hi":"Hello {name}"}"#.utf8)),
      ],
      allTemplates: [TemplateSource("t", text)],
      assets: Assets([Asset("a.css", [1, 2, 3])]), icons: IconSprite(""))
    let chrome = Chrome(
      preferences: Preferences(language: language), prefix: "/p", siteName: "s",
      formToken: "token", commandKey: "k", now: PageBench.now)
    return renderer.fragment("t", view, chrome)
  }

  let view = Outer(
    note: "outer", rows: [Row(name: "a&b", note: nil), Row(name: "c", note: "own")], flag: false,
    table: ["kind": "choose"])

  @Test func `sentences are in place, escaped, with their placeholders`() throws {
    #expect(try Self.render("[[hi]]", Row(name: "<b>", note: nil)) == "&lt;你好&gt; &lt;b&gt;\n")
    #expect(try Self.render("[[hi]]", Row(name: "x", note: nil), .english) == "Hello x\n")
  }

  @Test func `an absent note of a row does not show the page's note`() throws {
    let html = try Self.render("{{#rows}}{{name}}:{{note}};{{/rows}}", view)
    #expect(html == "a&amp;b:;c:own;\n")
  }

  @Test func `false, empty and absent are all false`() throws {
    let text = "{{#flag}}1{{/flag}}{{^flag}}2{{/flag}}{{#note}}3{{/note}}{{^note}}4{{/note}}"
    #expect(try Self.render(text, view) == "23\n")
    let empty = Outer(note: "", rows: [], flag: true, table: [:])
    #expect(try Self.render(text, empty) == "14\n")
  }

  @Test func `a table is asked by name and the frame's values are there`() throws {
    let html = try Self.render("{{table.kind}} {{prefix}} {{form_token}}", view)
    #expect(html == "choose /p token\n")
  }

  @Test func `icons, assets and indentation are settled beforehand`() throws {
    let html = try Self.render("  <p>\n    [[i:camera s]]\n\n  [[asset:a.css]]</p>", view)
    let hash = Asset("a.css", [1, 2, 3]).hash
    #expect(
      html == """
        <p>
        <svg class="i s" aria-hidden="true"><use href="#i-camera"/></svg>
        /assets/a-\(hash).css</p>

        """)
  }

  @Test func `two templates cannot have one name`() throws {
    #expect(throws: PageSourceError.self) {
      _ = try PageRenderer(
        allWords: [], allTemplates: [TemplateSource("t", "a"), TemplateSource("t", "b")],
        assets: Assets([]), icons: IconSprite(""))
    }
  }
}
