import Testing

/// Model and Rules are pure, API, Pages and Jobs only translate: what each folder may not touch.
struct RuleFolderTests {
  /// Folders that decide: no storage, no clock, no waiting.
  static let pure = HouseRule { file in
    guard isPure(file) else { return [] }
    return [
      "Transaction", "Snapshot", "some Reading", "any Reading", "Database", "World", "Logger",
      "async", "await", "SQL",
    ].flatMap { word in
      file.lines(saying: word).map { "\($0): \(word) in a pure folder" }
    } + stores(in: file)
  }

  private static func stores(in file: SourceFile) -> [String] {
    let names = Set(words(in: file).filter { $0.hasSuffix("Store") })
    return names.sorted().map { "1: \($0) in a pure folder" }
  }

  private static func words(in file: SourceFile) -> [Substring] {
    String(decoding: file.swift.code, as: UTF8.self).split { !($0.isLetter || $0.isNumber) }
  }

  private static func isPure(_ file: SourceFile) -> Bool {
    let isDeciding = file.folder == "Model" || file.folder == "Rules"
    return ["Civics", "Language"].contains(file.target)
      || (file.path.hasPrefix("Sources/") && isDeciding)
  }

  @Test func `what decides neither stores nor waits`() {
    #expect(Self.pure.faults(in: SourceTree.product) == [])
  }

  @Test(arguments: [
    "func f(in tx: Transaction)", "let a = PersonStore.find(1)", "func f() async",
    "let q: SQL = \"\"",
    "let w: World", "let db: Database", "func f(_ db: some Reading)",
  ])
  func `a rule that does is seen`(line: String) {
    for path in ["Sources/Capabilities/Identity/Rules/A.swift", "Sources/Casework/Model/A.swift"] {
      #expect(Self.pure.faults(SourceFile(path, line)) != [])
    }
    #expect(
      Self.pure.faults(SourceFile("Sources/Capabilities/Identity/Actions/A.swift", line)) == [])
  }

  /// Folders at the door: they call one action and know no statement.
  static let doors = HouseRule { file in
    guard file.isCapability, ["API", "Open311", "Pages", "Jobs"].contains(file.folder) else {
      return []
    }
    let statements = [
      "tx.run(", "tx.later(", "tx.rows(", "tx.row(", "tx.number(", "db.rows(", "db.row(",
    ]
    let asking = file.folder == "Jobs" ? [] : ["database.write", "database.read"]
    return (statements + asking).flatMap { words in
      file.lines(saying: words).map { "\($0): \(words) in \(file.folder)" }
    }
  }

  @Test func `what translates runs no statement`() {
    #expect(Self.doors.faults(in: SourceTree.product) == [])
  }

  @Test(arguments: ["API", "Pages", "Jobs"])
  func `a door that runs one is seen`(folder: String) {
    let path = "Sources/Capabilities/Identity/\(folder)/A.swift"

    #expect(Self.doors.faults(SourceFile(path, "try tx.run(x)\n")) == ["1: tx.run( in \(folder)"])
    let asking = SourceFile(path, "try await database.write { tx in }\n")
    #expect(Self.doors.faults(asking).isEmpty == (folder == "Jobs"))
  }

  /// Words of the city that the kernel would have to know to be wrong.
  static let cityWords: Set<String> = [
    "casework", "citizen", "civics", "community", "complaint", "council", "dispatcher", "district",
    "elder", "employment", "enterprise", "fraud", "grid", "hotline", "insurance", "neighbour",
    "petition", "proposal", "reporter", "resident", "street", "supervision", "unit", "vacancy",
    "whistle",
  ]

  /// The frame of the pages is the same for the whole city, so it has the city's layouts and tabs,
  /// and the kernel's own page stands in it; a scope reaches an area or a unit.
  static let kernel = HouseRule { file in
    let known = [
      "Sources/Kernel/Pages/", "Sources/Kernel/Web/KernelRoutes.swift",
      "Sources/Kernel/Access/Viewer.swift",
    ]
    guard file.target == "Kernel", !file.isIn(known) else { return [] }
    let code = String(decoding: file.swift.code, as: UTF8.self)
    let spoken = words(in: code) + file.swift.literals.flatMap { words(in: $0.text) }
    return Set(spoken).intersection(cityWords).sorted().map { "1: the kernel says \($0)" }
  }

  /// `serviceRequests` and `service_requests` are two words each.
  private static func words(in text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for byte in text.utf8 {
      switch byte {
      case 97...122: word.unicodeScalars.append(Unicode.Scalar(byte))
      case 65...90:
        if !word.isEmpty { words.append(word) }
        word = String(Unicode.Scalar(byte + 32))
      default:
        if !word.isEmpty { words.append(word) }
        word = ""
      }
    }
    return words + [word]
  }

  @Test func `the kernel knows no word of the city`() {
    #expect(Self.kernel.faults(in: SourceTree.product) == [])
  }

  @Test(arguments: [
    "struct GridWorker {}", "let a = \"whistle\"", "func resident() {}", "case street_operator",
  ])
  func `a city word in the kernel is seen`(line: String) {
    #expect(Self.kernel.faults(SourceFile("Sources/Kernel/Data/A.swift", line)) != [])
  }
}
