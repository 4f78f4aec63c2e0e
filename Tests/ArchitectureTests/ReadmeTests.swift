import Testing

/// Every capability says the same things about itself, in the same order.
struct ReadmeTests {
  static let headings = [
    "Nouns", "States and rules", "Events", "Asked by others", "Jobs", "Audit", "Law and sources",
  ]

  static func faults(in readme: String?) -> [String] {
    guard let readme else { return ["no README.md"] }
    let lines = readme.split(separator: "\n")
    var faults: [String] = []
    if lines.first?.hasPrefix("# ") != true { faults.append("no title") }
    if lines.count < 2 || lines[1].hasPrefix("#") { faults.append("no purpose under the title") }
    let found = lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
    if found != headings { faults.append("headings are \(found)") }
    for (line, next) in zip(lines, lines.dropFirst() + ["#"])
    where line.hasPrefix("## ") && next.hasPrefix("#") {
      faults.append("nothing under \(line.dropFirst(3))")
    }
    return faults
  }

  @Test(arguments: SourceTree.capabilities)
  func `it says what the others say`(capability: String) {
    let readme = SourceTree.text("Sources/Capabilities/\(capability)/README.md")

    #expect(Self.faults(in: readme) == [])
  }

  @Test func `one that is missing, unordered or empty is seen`() {
    let whole = "# A\n\nWhat for.\n\n" + Self.headings.map { "## \($0)\n\nNone.\n" }.joined()
    #expect(Self.faults(in: whole) == [])

    #expect(Self.faults(in: nil) == ["no README.md"])
    for heading in Self.headings {
      #expect(Self.faults(in: whole.replacing("## \(heading)\n", with: "")) != [])
      #expect(
        Self.faults(in: whole.replacing("## \(heading)\n\nNone.", with: "## \(heading)\n")) != [])
    }
    #expect(Self.faults(in: whole.replacing("What for.", with: "")) != [])
    #expect(Self.faults(in: "A\nb\n" + whole) != [])
  }
}
