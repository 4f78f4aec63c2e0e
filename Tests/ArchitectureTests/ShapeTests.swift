import Testing

/// How long files are, how things are called, and what must not be left lying about.
struct ShapeTests {
  static let longest = 250

  static let length = HouseRule { file in
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    return lines > longest ? ["\(lines): longer than \(longest) lines"] : []
  }

  @Test func `no file is longer than 250 lines`() {
    #expect(
      Self.length.faults(in: SourceTree.product + SourceTree.plugins + SourceTree.tests) == [])
  }

  @Test func `a file of 251 lines is seen, one of 250 is not`() {
    func file(_ lines: Int) -> SourceFile {
      SourceFile("Sources/A/B.swift", String(repeating: "x\n", count: lines))
    }

    #expect(Self.length.faults(file(251)) == ["251: longer than 250 lines"])
    #expect(Self.length.faults(file(250)) == [])
  }

  /// Endings that say nothing about what a type is.
  static let emptyEndings = [
    "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Base", "Impl", "Data", "Info",
  ]

  static let names = HouseRule { file in
    let words = String(decoding: file.swift.code, as: UTF8.self).split {
      !($0.isLetter || $0.isNumber || $0 == "_")
    }
    return zip(words, words.dropFirst()).compactMap { keyword, name in
      guard kinds.contains(keyword), emptyEndings.contains(where: { name.hasSuffix($0) }) else {
        return nil
      }
      return "1: \(name) says nothing"
    }
  }

  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "actor", "protocol", "typealias",
  ]

  @Test func `no type is called a manager, a helper or the like`() {
    #expect(Self.names.faults(in: SourceTree.product + SourceTree.plugins + SourceTree.tests) == [])
  }

  @Test(arguments: emptyEndings)
  func `such a name is seen`(ending: String) {
    let file = SourceFile("Sources/A/B.swift", "public final class Case\(ending): Sendable {}")

    #expect(Self.names.faults(file) == ["1: Case\(ending) says nothing"])
  }

  /// Work left for later has an issue, or it is forgotten.
  static let leftovers = HouseRule { file in
    file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { number, line in
        let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]
        guard let mark = marks.first(where: { line.contains($0) }), !line.contains("#"),
          // What `mkdtemp` fills in.
          !line.contains(String(repeating: "X", count: 6))
        else {
          return nil
        }
        return "\(number + 1): \(mark) without an issue"
      }
  }

  @Test func `nothing is left for later without an issue`() {
    #expect(
      Self.leftovers.faults(in: SourceTree.product + SourceTree.plugins + SourceTree.tests) == [])
  }

  @Test func `what is left for later is seen`() {
    let mark = "TO" + "DO"

    #expect(
      Self.leftovers.faults(SourceFile("Sources/A/B.swift", "a\n// \(mark): later")).count == 1)
    #expect(Self.leftovers.faults(SourceFile("Sources/A/B.swift", "// \(mark) (#12): later")) == [])
  }

  /// A module and a type of one name cannot be told apart where it matters.
  @Test func `no type has the name of its module`() {
    let names = HouseRule { file in
      file.lines(saying: "struct \(file.target) ").map { "\($0): called like its module" }
        + file.lines(saying: "enum \(file.target) ").map { "\($0): called like its module" }
    }

    #expect(names.faults(in: SourceTree.product) == [])
    #expect(names.faults(SourceFile("Sources/Visits/A.swift", "enum Visits {}")).count == 1)
  }
}
