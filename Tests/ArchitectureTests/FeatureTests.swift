import Foundation
import Testing

/// docs/features.md names tests; each of them is in the tree, and every row names one or says why not.
struct FeatureTests {
  struct Row: Hashable {
    let code: String
    let evidence: String
    /// `Suite: sentence`, `file.py: test_name`, or a suite alone.
    var tests: [String] {
      evidence.matches(of: #/`([A-Za-z0-9_.]+(?:: [^`]+)?)`/#).map { String($0.1) }
    }
  }

  static func rows(in text: String) -> [Row] {
    text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3, cells[0].wholeMatch(of: #/[ABN]\d{1,2}/#) != nil else { return nil }
      return Row(code: cells[0], evidence: cells[2])
    }
  }

  /// Whether a test of that name is in the tree.
  static func isThere(_ test: String, in sources: [String: String]) -> Bool {
    let parts = test.split(separator: ":", maxSplits: 1).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard let file = parts.first else { return false }
    if file.hasSuffix(".py") {
      guard parts.count == 2, let text = sources[file] else { return false }
      return text.contains("def \(parts[1])(")
    }
    guard let text = sources[file + ".swift"] else { return false }
    return parts.count == 1 || text.contains("func `\(parts[1])`")
  }

  private static func sources() -> [String: String] {
    let paths =
      SourceTree.paths(below: "Tests", ending: ".swift")
      + SourceTree.paths(below: "tests", ending: ".py")
    return Dictionary(
      paths.map { path in
        (path.split(separator: "/").last.map(String.init) ?? path, SourceTree.text(path) ?? "")
      }, uniquingKeysWith: { $0 + "\n" + $1 })
  }

  @Test func `every feature names tests that are there, or says that it is not done`() throws {
    let rows = Self.rows(in: try #require(SourceTree.text("docs/features.md")))
    let sources = Self.sources()

    let wanted =
      (1...13).map { "A\($0)" } + (1...21).map { "B\($0)" } + (1...20).map { "N\($0)" }
    #expect(rows.map(\.code) == wanted)
    for row in rows {
      let isSaid = row.evidence.hasPrefix("not yet") || row.code == "N16"
      #expect(isSaid || !row.tests.isEmpty, "\(row.code)")
      for test in row.tests where !test.hasPrefix("bin/") && test != "Backend" {
        #expect(Self.isThere(test, in: sources), "\(row.code): \(test)")
      }
    }
  }

  @Test func `a test that is not there would be seen`() {
    let sources = ["OneTests.swift": "func `it holds`() {", "test_a.py": "def test_b(phone):"]
    #expect(Self.isThere("OneTests: it holds", in: sources))
    #expect(Self.isThere("test_a.py: test_b", in: sources))
    #expect(!Self.isThere("OneTests: it does not", in: sources))
    #expect(!Self.isThere("test_a.py: test", in: sources))
    #expect(!Self.isThere("TwoTests", in: sources))
    #expect(Self.rows(in: "| A1 | x | `OneTests` |\n| # | y | z |").map(\.tests) == [["OneTests"]])
  }
}
