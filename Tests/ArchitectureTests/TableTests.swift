import Testing

/// A table is made by one module, and nobody else's SQL names it.
struct TableTests {
  /// Table to the module that makes it; `twice` are made by more than one statement.
  static func owners(in files: [SourceFile]) -> (owners: [String: String], twice: [String]) {
    var owners: [String: String] = [:]
    var twice: [String] = []
    for file in files {
      for statement in SQLTests.statements(in: file) {
        for (index, word) in statement.words.enumerated().dropFirst()
        where word == "TABLE" && statement.words[index - 1] == "CREATE" {
          let names = statement.words.dropFirst(index + 1).filter {
            !["IF", "NOT", "EXISTS"].contains($0)
          }
          guard let name = names.first else { continue }
          if owners.updateValue(file.target, forKey: String(name)) != nil {
            twice.append(String(name))
          }
        }
      }
    }
    return (owners, twice)
  }

  static func strangers(in files: [SourceFile]) -> [String] {
    let owners = owners(in: files).owners
    return files.flatMap { file in
      SQLTests.statements(in: file).flatMap { statement in
        statement.words.indices.dropFirst().compactMap { index -> String? in
          let name = String(statement.words[index])
          guard naming.contains(statement.words[index - 1]), let owner = owners[name],
            owner != file.target
          else { return nil }
          return "\(file.path):\(statement.line): \(name) belongs to \(owner)"
        }
      }
    }
  }

  private static let naming: Set<Substring> = [
    "FROM", "JOIN", "INTO", "UPDATE", "TABLE", "REFERENCES", "ON",
  ]

  @Test func `every table has one owner`() {
    let (owners, twice) = Self.owners(in: SourceTree.product)

    #expect(twice == [])
    #expect(
      owners["cases"] == "Casework" && owners["outbox"] == "Kernel"
        && owners["people"] == "Identity")
  }

  @Test func `nobody names another module's table`() {
    #expect(Self.strangers(in: SourceTree.product) == [])
  }

  @Test(arguments: [
    "SELECT a FROM theirs", "SELECT a FROM ours JOIN theirs t ON t.a = ours.a",
    "INSERT INTO theirs VALUES (1)", "UPDATE theirs SET a = 1", "DELETE FROM theirs",
    "CREATE TABLE more (a TEXT REFERENCES theirs (a))", "CREATE INDEX i ON theirs (a)",
  ])
  func `who does is seen`(statement: String) {
    let files = [
      SourceFile("Sources/Capabilities/A/Store/M.swift", "run(\"CREATE TABLE theirs (a TEXT)\")"),
      SourceFile("Sources/Capabilities/B/Store/M.swift", "run(\"CREATE TABLE ours (a TEXT)\")"),
      SourceFile("Sources/Capabilities/B/Store/S.swift", "run(\"\(statement)\")"),
    ]

    #expect(Self.strangers(in: files) == ["\(files[2].path):1: theirs belongs to A"])
  }

  @Test func `a table made twice is seen`() {
    let file = SourceFile(
      "Sources/Capabilities/A/Store/M.swift",
      "run(\"CREATE TABLE one (a TEXT)\")\nrun(\"CREATE TABLE one (a TEXT)\")")

    #expect(Self.owners(in: [file]).twice == ["one"])
  }
}
