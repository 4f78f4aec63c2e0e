import Foundation
import Kernel
import KernelTesting
import Testing

/// Every sentence people read is there in both languages, and is asked for.
struct WordTests {
  private static let whole = Result {
    try WordRules(
      PageBench.shared().renderer.words, files: SourceTree.product,
      templates: PageTree.owners.flatMap { PageTree.templates(of: $0) })
  }

  @Test func `both languages have the same keys and ask for the same values`() throws {
    let rules = try Self.whole.get()

    #expect(rules.words.keys(in: .chinese).count > 500)
    #expect(rules.unequalKeys() == [])
    #expect(rules.unequalPlaceholders() == [])
  }

  @Test func `no sentence is unused and none is missing`() throws {
    let rules = try Self.whole.get()

    #expect(rules.unused() == [])
    #expect(rules.missing() == [])
    #expect(try PageBench.shared().renderer.library.missing == [])
  }

  @Test func `no sentence is kept by a name that nobody says`() throws {
    #expect(try Self.whole.get().unnamed() == [])
  }

  @Test func `every action of the audit is known here, so that each has a sentence`() throws {
    let actions = try Self.whole.get().actions

    #expect(actions.unknown == [])
    #expect(actions.codes.count > 100)
    // One of each way in which the code makes them.
    #expect(
      actions.codes.isSuperset(of: [
        "site.backed_up", "service_request.solve_on_site", "identity.enabled",
        "identity.sign_in_refused", "identity.password_set", "directory.entry_revived",
        "rights.extended", "mandates.given_back", "mandates.child_heard",
      ]))
  }

  @Test func `no banned word is used`() throws {
    #expect(try Self.whole.get().banned() == [])
  }

  @Test func `templates take in only templates that are there`() throws {
    let library = try PageBench.shared().renderer.library
    for template in PageTree.owners.flatMap({ PageTree.templates(of: $0) }) {
      for partial in template.text.matches(of: #/\{\{[>&<]([a-z0-9-]+)\}\}/#) {
        #expect(library.contains(String(partial.1)), "\(template.name): \(partial.1)")
      }
    }
  }

  /// A decoder keeps one of two, and nobody notices which.
  static func twice(in file: String) -> [String] {
    let keys = file.split(separator: "\n").compactMap { line -> String? in
      let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
      return parts.count > 3 && parts[2].hasPrefix(":") ? String(parts[1]) : nil
    }
    return Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
  }

  @Test func `no file says a key twice`() {
    let files = SourceTree.paths(below: "Sources", ending: ".json").filter {
      $0.contains("/Words/")
    }

    #expect(files.count >= 10)
    for path in files { #expect(Self.twice(in: SourceTree.text(path) ?? "") == [], "\(path)") }
    #expect(Self.twice(in: "{\n  \"a\": \"1\",\n  \"b\": \"2\",\n  \"a\": \"3\"\n}") == ["a"])
  }
}

/// The rules see what they are there for.
struct WordRuleTests {
  private static let problems = Problem.Kind.all.flatMap { [$0.title, $0.title + ".detail"] }

  private func rules(
    _ chinese: [String: String], _ english: [String: String], code: String = "",
    template: String = ""
  ) throws -> WordRules {
    let all = Dictionary(uniqueKeysWithValues: Self.problems.map { ($0, "x") })
    let kinds = Problem.Kind.all.map { "k(\"\($0.slug)\")" }.joined(separator: "\n")
    func file(_ language: Language, _ sentences: [String: String]) throws -> WordFile {
      let bytes = try JSONSerialization.data(withJSONObject: all.merging(sentences) { $1 })
      return WordFile(owner: "a", language: language, bytes: Array(bytes))
    }
    return WordRules(
      try Words([try file(.chinese, chinese), try file(.english, english)]),
      files: [SourceFile("Sources/A/B.swift", code + "\np(\"problem.\\(slug)\")\n" + kinds)],
      templates: [TemplateSource("t", template)])
  }

  @Test func `a key of one language only`() throws {
    #expect(try rules(["a.b": "甲"], ["a.b": "A"]).unequalKeys() == [])
    #expect(try rules(["a.b": "{n} 件"], ["a.b.one": "1", "a.b.other": "{n}"]).unequalKeys() == [])
    #expect(try rules(["a.b": "甲"], [:]).unequalKeys() == ["a.b"])
    #expect(try rules([:], ["a.b": "A"]).unequalKeys() == ["a.b"])
    #expect(try rules(["a.b": "{n} 件"], ["a.b.other": "{n}"]).unequalKeys() == ["a.b.other"])
  }

  @Test func `sentences that ask for different values`() throws {
    #expect(try rules(["a.b": "{who} 说"], ["a.b": "{who} says"]).unequalPlaceholders() == [])
    #expect(try rules(["a.b": "{who} 说"], ["a.b": "says"]).unequalPlaceholders() == ["a.b"])
    #expect(try rules(["a.b": "说"], ["a.b": "{who} says"]).unequalPlaceholders() == ["a.b"])
    let plural = ["a.b.one": "one case", "a.b.other": "{n} cases"]
    #expect(try rules(["a.b": "{n} 件"], plural).unequalPlaceholders() == [])
    #expect(try rules(["a.b": "件"], plural).unequalPlaceholders() == ["a.b.other"])
  }

  @Test func `a sentence nobody asks for`() throws {
    let both = ["a.b": "x", "a.c": "x"]
    #expect(try rules(both, both, code: #"f("a.b", "a." + code); case c"#).unused() == [])
    #expect(try rules(both, both, template: "<p>[[a.b]] [[a.c]]</p>").unused() == [])
    #expect(try rules(both, both, code: #"f("a.b")"#).unused() == ["a.c"])
    #expect(try rules(both, both, code: #"// "a.c"\#nf("a.b", "a.")"#).unused() == ["a.c"])
  }

  @Test func `a key without a sentence`() throws {
    let both = ["a.b": "x"]
    #expect(try rules(both, both, code: #"f("a.b")"#).missing() == [])
    #expect(try rules(both, both, code: #"f("a.c")"#).missing() == ["Sources/A/B.swift:1: a.c"])
    #expect(try rules(both, [:], code: #"f("a.b")"#).missing() == ["Sources/A/B.swift:1: a.b"])
  }

  @Test func `a sentence that only a name nobody says keeps`() throws {
    let both = ["a.b": "x", "a.c": "x"]
    let dead = #"""
      enum Mistake {
        static let one = f("a.b")
        static func two() -> String {
          f("a.c")
        }
      }
      """#
    #expect(
      try rules(both, both, code: dead).unnamed()
        == ["Sources/A/B.swift: one", "Sources/A/B.swift: two"])
    #expect(
      try rules(both, both, code: dead + "\n_ = (Mistake.one, Mistake.two())").unnamed() == [])
  }

  @Test func `an action of the audit without a sentence, and a sentence without one`() throws {
    let entry = #"AuditEntry(actor: a, action: "a.done", subject: s)"#
    let named = ["deed.a.done": "x", "deed.a.gone": "x"]
    #expect(try rules([:], [:], code: entry).missing() == ["deed.a.done"])
    #expect(try rules(named, named, code: entry).missing() == [])
    #expect(try rules(named, named, code: entry).unused() == ["deed.a.gone"])
    let made = "AuditEntry(actor: a, action: name, subject: s)"
    #expect(try rules([:], [:], code: made).actions.unknown == ["Sources/A/B.swift: name"])
  }

  @Test(arguments: ["温馨提示：请登录", "操作失败", "提交成功！"])
  func `a banned word`(sentence: String) throws {
    #expect(try rules(["a.b": sentence], ["a.b": "x"]).banned() == ["a.b"])
  }
}
