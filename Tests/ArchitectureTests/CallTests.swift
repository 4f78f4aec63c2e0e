import Testing

/// What product code may not say, and the few places that may.
struct CallTests {
  struct Ban: Sendable, CustomTestStringConvertible {
    let words: String
    let why: String
    /// Paths or folders where it is allowed, each for a reason of its own.
    let allowed: [String]

    init(_ words: String, _ why: String, _ allowed: String...) {
      self.words = words
      self.why = why
      self.allowed = allowed
    }

    var testDescription: String { words }
  }

  static let bans: [Ban] = [
    // Time, ids and chance come from `World`.
    Ban("Date(", "ask World.now"), Ban("Date.now", "ask World.now"),
    Ban("UUID(", "ask World.newID"), Ban(".random(", "ask World.randomBytes"),
    Ban(".randomElement(", "ask World.randomBytes"), Ban(".shuffled(", "ask World.randomBytes"),
    // The jitter between retries decides when a body runs again, never what it does.
    Ban("SystemRandomNumberGenerator", "ask World", "Sources/PostgresDriver/PostgresOptions.swift"),
    // A nonce and a salt must not repeat, also where the world is a fixed one.
    Ban(
      "SecureRandom.bytes(", "ask World.randomBytes", "Sources/Kernel/Secrets/",
      "Sources/Kernel/Values/", "Sources/Kernel/Files/DurableFile.swift",
      "Sources/Capabilities/Identity/Actions/PasswordWork.swift"),
    Ban("posix_wall_milliseconds(", "ask World.now", "Sources/Kernel/Values/World+Live.swift"),
    Ban(".live", "World is handed in", "Sources/App/", "Sources/linli/"),
    // How long something took, and when to stop waiting, are not the city's time.
    Ban(
      "ContinuousClock", "ask World.now", "Sources/Kernel/Web/SiteSwitch.swift",
      "Sources/Kernel/Watch/WatchedDriver.swift", "Sources/PostgresDriver/"),
    // Work has a parent.
    Ban("Task.detached", "use a task group"),
    Ban(
      "Task {", "use a task group", "Sources/Kernel/Data/NumberLease.swift",
      "Sources/KernelTesting/SQLiteBackend.swift"),
    Ban(
      "Task.sleep(", "wait for something", "Sources/Kernel/Data/Bell.swift",
      "Sources/Kernel/Events/OutboxService.swift", "Sources/Kernel/Jobs/JobService.swift",
      "Sources/Kernel/Live/LiveService.swift",
      "Sources/Kernel/Jobs/JobRunner.swift", "Sources/App/DirectoryService.swift",
      "Sources/App/SeenService.swift", "Sources/App/Traces/SpanFile.swift"),
    Ban("Thread.sleep(", "wait for something", "Sources/PostgresDriver/"),
    Ban("@unchecked Sendable", "be a value", "Sources/SQLiteDriver/", "Sources/PostgresDriver/"),
    Ban("nonisolated(unsafe)", "be a value"),
    // Nothing ends the process but a broken build at its start.
    Ban("try!", "throw"), Ban("as!", "throw"),
    Ban(
      "fatalError(", "throw", "Sources/Kernel/Web/HeaderNames.swift",
      "Sources/Civics/Calendar/BusinessCalendar+Mainland.swift",
      "Sources/Casework/Clocks/LimitTable+Shipped.swift",
      "Sources/Capabilities/ServiceRequests/Model/LimitBook+ServiceRequests.swift",
      "Sources/Capabilities/Identity/Pages/IdentityPages.swift",
      "Sources/Capabilities/Notifications/NotificationsCapability.swift"),
    Ban("preconditionFailure(", "throw"), Ban("assertionFailure(", "throw"),
    Ban("precondition(", "throw", "Sources/Kernel/Secrets/LibCrypto.swift"),
    // A tool of the build has nobody to throw to.
    Ban("exit(", "throw", "Plugins/linli-embed/"), Ban("atexit", "throw", "Sources/KernelTesting/"),
    // People read pages, machines read the log.
    Ban("print(", "use the logger", "Plugins/linli-embed/"), Ban("debugPrint(", "use the logger"),
    Ban("NSLog(", "use the logger"), Ban("dump(", "use the logger"),
    // Settings are read once; a child process is given what we were given.
    Ban(
      "ProcessInfo.processInfo.environment", "settings come from App", "Sources/linli/",
      "Sources/KernelTesting/", "Sources/PostgresDriver/PostgresTool.swift"),
    Ban("getenv(", "settings come from App"),
    Ban("CommandLine.", "settings come from App", "Plugins/linli-embed/"),
    // No capability asks which engine it is, or makes SQL from text.
    Ban(
      ".dialect", "the kernel's Dialect answers", "Sources/Kernel/", "Sources/KernelTesting/",
      "Sources/App/Backup/"),
    Ban("SQL(stringLiteral", "values are interpolated", "Sources/KernelTesting/TableDump.swift"),
  ]

  static func rule(_ ban: Ban) -> HouseRule {
    HouseRule { file in
      if file.isIn(ban.allowed) { return [] }
      return file.lines(saying: ban.words).map { "\($0): \(ban.words) - \(ban.why)" }
    }
  }

  @Test(arguments: bans)
  func `it is said in its own places only`(ban: Ban) {
    #expect(Self.rule(ban).faults(in: SourceTree.product + SourceTree.plugins) == [])
  }

  @Test(arguments: bans)
  func `it is seen elsewhere, in interpolations too, and not in words`(ban: Ban) {
    let bad = SourceFile(
      "Sources/Civics/Bad.swift", "let a = \"\\(x)\"\nlet b = \"\\(\(ban.words))\"\n")
    let good = SourceFile(
      "Sources/Civics/Good.swift", "// \(ban.words)\nlet a = \"\(ban.words)\"\n")

    #expect(Self.rule(ban).faults(bad) == ["2: \(ban.words) - \(ban.why)"])
    #expect(Self.rule(ban).faults(good) == [])
  }

  @Test(arguments: bans)
  func `no place is allowed what it does not say any more`(ban: Ban) {
    for place in ban.allowed {
      let files = (SourceTree.product + SourceTree.plugins).filter { $0.path.hasPrefix(place) }
      #expect(files.contains { !$0.lines(saying: ban.words).isEmpty }, "\(place)")
    }
  }
}
