import Testing

/// Every setting that the program reads stands in `docs/deployment.md`, and none that it does not.
struct SettingTests {
  /// What files made by tests say of their making, and a name that others are made of.
  private static let others: Set<String> = ["LINLI_GOLDEN", "LINLI_SMS"]

  /// Names of environment variables in the text.
  static func names(in text: String) -> Set<String> {
    Set(text.matches(of: #/LINLI_[A-Z]+(_[A-Z]+)*/#).map { String($0.0) })
  }

  /// Those that head a row of a table.
  static func documented(in text: String) -> Set<String> {
    Set(text.matches(of: #/(?m)^\| `(LINLI_[A-Z_]+)` \|/#).map { String($0.1) })
  }

  @Test func `the table and the source name the same settings`() throws {
    let sources = SourceTree.product.filter { $0.target != "KernelTesting" }
    let read = sources.reduce(into: Set<String>()) { $0.formUnion(Self.names(in: $1.text)) }
      .subtracting(Self.others)
    let written = Self.documented(in: try #require(SourceTree.text("docs/deployment.md")))

    #expect(read.subtracting(written) == [], "read and not documented")
    #expect(written.subtracting(read) == [], "documented and not read")
    #expect(read.count > 10)
  }

  @Test func `a setting is seen in code and in a table`() {
    #expect(Self.names(in: "environment[\"LINLI_FIRST_LANE\"] ?? x") == ["LINLI_FIRST_LANE"])
    #expect(Self.documented(in: "a\n| `LINLI_DEMO` | 1 |\n`LINLI_X`") == ["LINLI_DEMO"])
  }
}
