import KernelTesting
import Testing

/// No inline style or script anywhere: the content policy forbids them, so they would not work.
struct MarkupTests {
  /// What is wrong with a template or a piece of markup.
  ///
  /// `isFrame`: the layouts take in a page that was rendered, and so escaped, before.
  static func faults(in markup: String, isFrame: Bool = false) -> [String] {
    var faults: [String] = []
    let raw = isFrame ? [] : ["{{{", "{{&"]
    for words in ["<style", "javascript:", "srcdoc="] + raw where markup.contains(words) {
      faults.append(words)
    }
    for tag in markup.split(separator: "<").dropFirst() {
      let inside = tag.prefix { $0 != ">" }
      if tag.hasPrefix("script"), !inside.contains("src=") { faults.append("script inline") }
      let names = attributes(of: inside)
      faults += names.filter { $0 == "style" || $0.hasPrefix("on") }.map { "attribute \($0)" }
    }
    return faults
  }

  /// Names before an equals sign, outside the values.
  private static func attributes(of tag: Substring) -> [String] {
    let outside = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map(\.element)
    return outside.flatMap { piece in
      piece.split(separator: "=", omittingEmptySubsequences: false).dropLast().compactMap {
        $0.split { $0 == " " || $0 == "\n" }.last?.lowercased()
      }
    }
  }

  @Test func `templates hold no inline style or script`() {
    let templates = SourceTree.paths(below: "Sources", ending: ".mustache")

    #expect(templates.count > 60)
    for path in templates {
      let isFrame = path.contains("Sources/Kernel/Pages/Templates/layout-")
      #expect(Self.faults(in: SourceTree.text(path) ?? "", isFrame: isFrame) == [], "\(path)")
    }
  }

  @Test func `markup made in code holds none either`() {
    for file in SourceTree.product {
      for literal in file.swift.literals
      where literal.text.contains("<") && file.target != "KernelTesting" {
        #expect(Self.faults(in: literal.text) == [], "\(file.path):\(literal.line)")
      }
    }
  }

  @Test(arguments: [
    "<p style=\"color:red\">", "<p\n  STYLE='a'>", "<script>alert(1)</script>", "<script defer>",
    "<button type=\"button\" onclick=\"go()\">", "<img src=\"a\" onerror=go()>",
    "<body ONLOAD=\"a\">",
    "<a href=\"javascript:go()\">", "<style>p{}</style>", "{{{html}}}", "{{&html}}",
    "<iframe srcdoc=\"a\">",
  ])
  func `an inline one is seen`(markup: String) {
    #expect(Self.faults(in: "<div class=\"a\">\(markup)</div>") != [])
  }

  @Test(arguments: [
    "<script src=\"{{prefix}}[[asset:linli.js]]\" defer></script>",
    "<input name=\"on\" value=\"style=1 onclick=2\" data-on=\"x\">",
    "<p class=\"style\">on = 1</p>",
  ])
  func `what only looks like one is not`(markup: String) {
    #expect(Self.faults(in: markup) == [])
  }

  @Test func `the lists of pages know every owner that has any`() {
    let owners = SourceTree.paths(below: "Sources", ending: ".mustache").map {
      $0.split(separator: "/").dropFirst().prefix { $0 != "Pages" }.joined(separator: "/")
    }

    #expect(Set(owners) == Set(PageTree.owners))
  }
}
