import Testing

/// Where SQL may stand, what it may say, and whose tables it may name.
struct SQLTests {
  /// Texts that are statements or pieces of them, by the words they hold.
  static func statements(in file: SourceFile) -> [(words: [Substring], line: Int)] {
    file.swift.literals.compactMap { literal in
      let words = literal.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
      return words.contains { keywords.contains($0) } ? (words, literal.line) : nil
    }
  }

  private static let keywords: Set<Substring> = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "FROM", "WHERE", "JOIN", "VALUES", "CREATE", "ALTER",
    "DROP", "RETURNING", "COALESCE", "EXISTS",
  ]

  static let homes = [
    "Sources/Kernel/Data/", "Sources/Kernel/Events/", "Sources/Kernel/Jobs/",
    "Sources/Kernel/Audit/", "Sources/Kernel/Search/", "Sources/Kernel/Live/",
    "Sources/Kernel/Web/Session.swift", "Sources/Casework/Store/", "Sources/SQLiteDriver/",
    "Sources/PostgresDriver/", "Sources/KernelTesting/",
    // A viewer's sight and a list's filter are conditions put together piece by piece, and what
    // touches many cases at once (joining, alarms, retention, a person's own part) is one statement
    // beside the rule it keeps: looked up in a store they would be read without it.
    "Sources/Casework/Lists/", "Sources/Casework/Engine/",
    // A protocol of the kernel's names a person by an expression.
    "Sources/Capabilities/Identity/IdentityAnswers.swift",
  ]

  static let places = HouseRule { file in
    if file.isIn(homes) || (file.isCapability && file.folder == "Store") { return [] }
    return statements(in: file).map { "\($0.line): SQL outside a store" }
      + file.lines(saying: "SQL").map { "\($0): the type SQL outside a store" }
  }

  @Test func `statements stand in stores`() {
    #expect(Self.places.faults(in: SourceTree.product) == [])
  }

  @Test(arguments: [
    "Sources/Capabilities/Identity/API/A.swift", "Sources/Capabilities/Identity/Pages/A.swift",
    "Sources/Capabilities/Identity/Jobs/A.swift", "Sources/Capabilities/Identity/Actions/A.swift",
    "Sources/App/A.swift", "Sources/Contracts/A.swift", "Sources/Kernel/Web/Gate.swift",
  ])
  func `one that stands elsewhere is seen`(path: String) {
    #expect(Self.places.faults(SourceFile(path, "tx.run(\"DELETE FROM a\")")) != [])
    #expect(Self.places.faults(SourceFile(path, "let a: SQL = \"x = 1\"")) != [])
    #expect(Self.places.faults(SourceFile(path, "let a = \"select one, where you like\"")) == [])
  }

  /// What does not mean the same on both engines, or takes time, ids and chance from one of them.
  static let forbidden: Set<Substring> = [
    "AUTOINCREMENT", "SERIAL", "BIGSERIAL", "IDENTITY", "SEQUENCE", "TRIGGER", "VIEW", "OFFSET",
    "ILIKE", "GLOB", "REAL", "FLOAT", "NUMERIC", "DECIMAL", "TIMESTAMP", "TIMESTAMPTZ", "DATETIME",
    "JSON", "JSONB", "BLOB", "BYTEA", "ARRAY", "UUID", "CURRENT_TIMESTAMP", "CURRENT_DATE",
    "CURRENT_TIME", "IFNULL", "NVL", "PRAGMA", "ATTACH", "LISTEN", "NOTIFY", "REPLACE", "ROWID",
    "now", "random", "gen_random_uuid", "nextval", "strftime", "datetime", "julianday",
    "clock_timestamp", "pg_advisory_lock", "pg_advisory_xact_lock", "pg_try_advisory_lock",
  ]

  static let dialect = HouseRule { file in
    let catalogues = [
      "Sources/Kernel/Data/Migrator+Book.swift", "Sources/KernelTesting/TableDump.swift",
    ]
    if file.isIn(catalogues + ["Sources/SQLiteDriver/", "Sources/PostgresDriver/"]) { return [] }
    return statements(in: file).flatMap { statement in
      var faults = Set(statement.words).intersection(forbidden).map { String($0) }
      // GeoReport v2 turns its pages by number, within ninety days (docs/adr/0025).
      if file.path == "Sources/Casework/Lists/CaseEngine+Shared.swift" {
        faults.removeAll { $0 == "OFFSET" }
      }
      for (index, word) in statement.words.enumerated() where word == "SUM" {
        // PostgreSQL sums to NUMERIC.
        if index == 0 || statement.words[index - 1] != "CAST" { faults.append("SUM without CAST") }
      }
      return faults.sorted().map { "\(statement.line): \($0)" }
    }
  }

  @Test func `statements mean the same on both engines`() {
    #expect(Self.dialect.faults(in: SourceTree.product) == [])
  }

  @Test(arguments: forbidden.sorted().map(String.init) + ["SUM"])
  func `a word of one engine is seen`(word: String) {
    let file = SourceFile("Sources/Casework/Store/A.swift", "run(\"SELECT \(word)(a) FROM cases\")")

    #expect(Self.dialect.faults(file).count == 1)
  }
}
