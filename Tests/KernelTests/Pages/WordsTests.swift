import Kernel
import KernelTesting
import Testing

struct WordsTests {
  static func words(_ chinese: String, _ english: String) throws -> Words {
    try Words([
      WordFile(owner: "a", language: .chinese, bytes: Array(chinese.utf8)),
      WordFile(owner: "a", language: .english, bytes: Array(english.utf8)),
    ])
  }

  @Test func `a placeholder is filled and a missing key shows itself`() throws {
    let words = try Self.words(#"{"a":"有 {n} 处要改"}"#, #"{"a":"{n} to fix"}"#)
    #expect(words.text("a", ["n": "2"], in: .chinese) == "有 2 处要改")
    #expect(words.text("b", ["n": "2"], in: .english) == "b")
    #expect(words.text("a", in: .english) == "{n} to fix")
  }

  @Test func `English has a form for one`() throws {
    let words = try Self.words(
      #"{"a":"{n} 件"}"#, #"{"a.one":"{n} case","a.other":"{n} cases"}"#)
    #expect(words.text("a", count: 1, in: .english) == "1 case")
    #expect(words.text("a", count: 0, in: .english) == "0 cases")
    #expect(words.text("a", count: 1, in: .chinese) == "1 件")
  }

  @Test(arguments: [
    ("11 网格", "派给 11 网格去办"), ("供电所", "派给供电所去办"), ("A 组 B", "派给 A 组 B 去办"), ("{x}", "派给{x}去办"),
  ])
  func `a blank goes between Chinese and digits`(who: String, sentence: String) throws {
    let words = try Self.words(#"{"a":"派给{who}去办"}"#, "{}")
    #expect(words.text("a", ["who": who], in: .chinese) == sentence)
  }

  @Test func `two owners cannot have one key`() {
    #expect(throws: PageSourceError.self) {
      _ = try Words([
        WordFile(owner: "a", language: .chinese, bytes: Array(#"{"k":"x"}"#.utf8)),
        WordFile(owner: "b", language: .chinese, bytes: Array(#"{"k":"y"}"#.utf8)),
      ])
    }
  }

  @Test(arguments: ["[]", #"{"a":{"b":"c"}}"#, "{"])
  func `what is no flat object is refused`(text: String) {
    #expect(throws: PageSourceError.self) { _ = try Self.words(text, "{}") }
  }
}
