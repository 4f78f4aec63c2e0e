import Kernel
import KernelTesting
import Testing

/// Holds the sentences of all owners against each other and against those who use them.
struct WordCoverageTests {
  let words: Words
  let bench: PageBench

  init() throws {
    bench = try PageBench.shared()
    words = bench.renderer.words
  }

  /// Plural forms count as one key.
  static func stem(_ key: String) -> String {
    for form in [".one", ".other"] where key.hasSuffix(form) {
      return String(key.dropLast(form.count))
    }
    return key
  }

  @Test func `both languages have the same keys`() {
    let chinese = Set(words.keys(in: .chinese))
    let english = Set(words.keys(in: .english).map { chinese.contains($0) ? $0 : Self.stem($0) })
    #expect(chinese.subtracting(english).sorted() == [])
    #expect(english.subtracting(chinese).sorted() == [])
  }

  @Test func `both languages have the same placeholders`() {
    for key in words.keys(in: .english) {
      let chinese = words[key, .chinese] ?? words[Self.stem(key), .chinese] ?? ""
      let english = words[key, .english] ?? ""
      #expect(
        Set(Placeholders.names(in: chinese)) == Set(Placeholders.names(in: english)), "\(key)")
    }
  }

  @Test func `templates name no key, asset or partial that is not there`() {
    #expect(bench.renderer.library.missing == [])
    for template in PageTree.owners.flatMap({ PageTree.templates(of: $0) }) {
      for partial in template.text.matches(of: #/\{\{[>&<]([a-z0-9-]+)\}\}/#) {
        #expect(
          bench.renderer.library.contains(String(partial.1)), "\(template.name): \(partial.1)")
      }
    }
  }

  @Test func `no sentence is unused`() {
    var used: Set<String> = []
    for source in PageTree.swift() {
      for literal in source.matches(of: #/"([a-z0-9-]+(\.[a-z0-9-]+)+)"/#) {
        used.insert(String(literal.1))
      }
    }
    for template in PageTree.owners.flatMap({ PageTree.templates(of: $0) }) {
      for mark in template.text.matches(of: #/\[\[([^\]]+)\]\]/#) { used.insert(String(mark.1)) }
    }
    for kind in Problem.Kind.all {
      used.formUnion([kind.title, kind.title + ".detail", kind.caller])
    }
    let unused = words.keys(in: .chinese).filter { !used.contains($0) && !Self.isOfFamily($0) }
    #expect(unused == [])
  }

  /// Keys put together from a prefix and a code, both of which stand in the sources.
  private static func isOfFamily(_ key: String) -> Bool {
    let sources = PageTree.swift().joined(separator: "\n")
    return ["service.", "item.", "class.", "act.limit.", "level."].contains { prefix in
      key.hasPrefix(prefix) && sources.contains("\"\(prefix)\"")
        && (sources.contains("\"\(key.dropFirst(prefix.count))\"")
          || sources.contains("case \(key.dropFirst(prefix.count))")
          || sources.contains(", \(key.dropFirst(prefix.count))"))
    }
  }

  @Test func `no banned word is used`() {
    let banned = ["温馨提示", "系统繁忙", "操作失败", "敬请谅解", "赋能", "亲，", "!", "！"]
    for key in words.keys(in: .chinese) {
      let sentence = words[key, .chinese] ?? ""
      for word in banned { #expect(!sentence.contains(word), "\(key)") }
    }
  }
}
