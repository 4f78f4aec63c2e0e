import Testing

/// The rules are as good as the reader that takes the files apart.
struct SwiftTextTests {
  private func code(_ text: String) -> String {
    String(decoding: SwiftText(text).code, as: UTF8.self)
  }

  @Test func `comments are no code, and lines are kept`() {
    #expect(code("a // b\nc /* d /* e */\n f */ g") == "a \nc \n g")
  }

  @Test func `texts are no code, but what is interpolated is`() {
    #expect(code(#"f("Date()") + "x\(Date()) \(g("y"))""#) == #"f("") + "Date() g("") ""#)
    let text = SwiftText(#"f("a \(b("c")) d\n")"#)
    #expect(text.literals.map(\.text) == ["c", "a \\() d\n"])
  }

  @Test func `longer texts, raw texts and patterns are passed over`() {
    let quotes = "\"\"\""
    let text = SwiftText(
      "let a = \(quotes)\n  x \"y\" z\n  \(quotes)\nb(#\"c\"d\"#)\nlet e = #/\"f/#")

    #expect(text.literals.map(\.text) == ["\n  x \"y\" z\n  ", "c\"d"])
    #expect(text.literals.map(\.line) == [1, 4])
    #expect(
      String(decoding: text.code, as: UTF8.self) == "let a = \"\n\n\"\nb(\"\")\nlet e = ")
  }

  @Test func `a bare pattern is told from a division`() {
    #expect(code("let a = /[\"]/ ; let b = c / d / \"e\"") == "let a =  ; let b = c / d / \"\"")
  }

  @Test func `a name is found as a whole only`() {
    let file = SourceFile("Sources/A/B.swift", "let a = LocalDate()\nlet b = Date()\n// Date()\n")

    #expect(file.lines(saying: "Date(") == [2])
    #expect(file.lines(saying: "= ") == [1, 2])
    #expect(file.lines(saying: "LocalD") == [] && file.lines(saying: "LocalDate") == [1])
  }

  @Test func `a file knows its place and its imports`() {
    let store = SourceFile(
      "Sources/Capabilities/Identity/Store/A.swift",
      "public import Kernel\n@testable import struct App.City\n// import X\nfunc f() {}\n")

    #expect(store.target == "Identity" && store.folder == "Store" && store.isCapability)
    #expect(store.imports.map(\.module) == ["Kernel", "App"])
    #expect(SourceFile("Sources/Kernel/Capability.swift", "").folder == "")
    #expect(SourceFile("Tests/Capabilities/DirectoryTests/A.swift", "").target == "DirectoryTests")
  }

  @Test func `the tree is there`() {
    #expect(SourceTree.product.count > 300 && SourceTree.tests.count > 80)
    #expect(SourceTree.capabilities.contains("ServiceRequests"))
  }
}
