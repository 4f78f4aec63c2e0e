import Testing

/// Every function that writes is made to fail at its 1st, 2nd, 3rd… statement by some test.
///
/// The test hands `eachFailure` or `eachFailureMadeGood` the function's name, so that it can be
/// looked for here: `Type.function`, with the first parameter where a type has several of one name.
struct FailureTests {
  /// Writers without such a test, each for a reason of its own.
  static let exempt: [String: String] = [
    "IdentityCapability.jobs": sweep, "DirectoryCapability.jobs": sweep,
    "NotificationsCapability.jobs": sweep, "ServiceRequestsCapability.jobs": sweep,
    "Housekeeping.register":
      "sweeps, and the checkpoint and the packing of words, which the kernel's tests hold",
    "OpenSite.seedVolume": "invented requests for measuring, each of them filed by itself",
    "SiteBackup.prove":
      "opens the restored site by itself; broken off, it is put into an empty place again",
  ]
  private static let sweep =
    "forgets what has expired in one transaction; what is left goes the next time"

  static func isAsked(_ file: SourceFile) -> Bool {
    file.isIn(["Sources/Capabilities/", "Sources/Casework/", "Sources/App/", "Sources/linli/"])
  }

  static func faults(
    _ product: [SourceFile], _ tests: [SourceFile], exempt: [String: String]
  ) -> [String] {
    let writers = Writer.all(in: product.filter(isAsked))
    let failing = tests.filter {
      !$0.lines(saying: "eachFailure").isEmpty || !$0.lines(saying: "eachFailureMadeGood").isEmpty
    }
    var files: [String: [SourceFile]] = [:]
    for file in failing {
      for literal in file.swift.literals { files[literal.text, default: []].append(file) }
    }
    var faults: [String] = []
    for (name, writer) in writers where exempt[name] == nil {
      let there = files[name] ?? []
      // What is private is called by another.
      let isCalled =
        writer.isPrivate
        || there.contains { !$0.lines(saying: writer.function + "(").isEmpty }
      if there.isEmpty || !isCalled {
        faults.append("\(writer.path):\(writer.line): no test lets \(name) fail")
      }
    }
    let names = writers.map(\.name)
    for name in Set(names) where names.count(where: { $0 == name }) > 1 {
      faults.append("\(name) is the name of several")
    }
    for name in exempt.keys where !names.contains(name) || files[name] != nil {
      faults.append("\(name) needs no exception")
    }
    let types = Set(writers.map { $0.writer.type + "." })
    for (text, named) in files where types.contains(where: { text.hasPrefix($0) }) {
      guard !names.contains(text) else { continue }
      faults += named.map { "\($0.path): \(text) writes nothing" }
    }
    return faults.sorted()
  }

  @Test func `a failure at every statement of every function that writes is tried`() {
    #expect(Self.faults(SourceTree.product, SourceTree.tests, exempt: Self.exempt) == [])
  }

  private static let sample = SourceFile(
    "Sources/Capabilities/A/Actions/A.swift",
    """
    protocol Asking { func ask() async throws }
    struct Deeds {
      let database: Database
      func plain(_ also: () -> Void = { }) async throws -> Int {
        @Sendable func inner() {}
        return try await database.command(nil) { tx in 1 }
      }
      func two(_ one: Int) async throws { try await database.write { tx in } }
      func two(
        by other: [String: Int] = [:], x: Int
      ) async throws { try await self.database
        .write({ tx in }) }
      private static func hidden() async throws { _ = try await database.write(step) }
      var reading: Int { get async { await database.read { _ in 1 } } }
      func far() async throws { try await seen.write(to: database) }
    }
    extension Deeds.Inner {
      struct Box { func put() async throws { try await platform.database.write { } } }
    }
    """)

  private static let names = [
    "Deeds.plain", "Deeds.two(_ one: Int)", "Deeds.two(by other: [String: Int])", "Deeds.hidden",
    "Deeds.Inner.Box.put",
  ]

  @Test func `functions that write are found, and named so that they are told apart`() {
    let writers = Writer.all(in: [Self.sample])
    #expect(writers.map(\.name) == Self.names)
    #expect(writers.map(\.writer.line) == [4, 8, 9, 13, 18])
    #expect(writers.map(\.writer.isPrivate) == [false, false, false, true, false])
  }

  private static func test(_ names: [String], calls: String = "plain() two() put()") -> SourceFile {
    SourceFile(
      "Tests/Capabilities/ATests/A.swift",
      names.map { "try await eachFailure(\"\($0)\", of: { \(calls) }, in: database)\n" }.joined())
  }

  private static func faults(_ tests: SourceFile, exempt: [String: String] = [:]) -> [String] {
    faults([sample], [tests], exempt: exempt)
  }

  @Test func `one without a test is seen, and so are idle names and exceptions`() {
    #expect(Self.faults(Self.test(Self.names)) == [])
    let some = Self.test(Array(Self.names.dropFirst()))
    #expect(
      Self.faults(some) == ["\(Self.sample.path):4: no test lets Deeds.plain fail"])
    #expect(Self.faults(some, exempt: ["Deeds.plain": "why"]) == [])
    #expect(
      Self.faults(Self.test(Self.names), exempt: ["Deeds.plain": "why", "Deeds.gone": "why"])
        == ["Deeds.gone needs no exception", "Deeds.plain needs no exception"])
    #expect(
      Self.faults(Self.test(Self.names, calls: "two() put()"))
        == ["\(Self.sample.path):4: no test lets Deeds.plain fail"])
    #expect(
      Self.faults(Self.test(Self.names + ["Deeds.reading"]))
        == ["Tests/Capabilities/ATests/A.swift: Deeds.reading writes nothing"])
    let idle = SourceFile("Tests/A.swift", Self.names.map { "\"\($0)\"\n" }.joined())
    #expect(Self.faults(idle).count == 5)
  }
}
