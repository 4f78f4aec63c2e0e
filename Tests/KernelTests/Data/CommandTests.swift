import KernelTesting
import Testing

@testable import Kernel

struct CommandTests {
  static let migrations = MigrationSet(
    owner: "bench", [Migration("001_deeds", "CREATE TABLE deeds (id TEXT PRIMARY KEY)")])

  private func database(_ backend: Backend, clock: TestClock = TestClock()) async throws
    -> Database
  {
    try await backend.database(KernelMigrations.all, Self.migrations, world: .fixed(clock))
  }

  /// Does something and answers with the id of what it did.
  private static func deed(_ tx: Transaction) throws -> String {
    let id = tx.newID()
    try tx.run("INSERT INTO deeds (id) VALUES (\(id))")
    return id
  }

  private func deeds(_ database: Database) async throws -> Int64 {
    try await database.read { try $0.number("SELECT COUNT(*) AS n FROM deeds") }
  }

  private let key = CommandKey("k", by: "ming", for: "a pothole")

  @Test(arguments: Backend.all)
  func `a repetition gets the first answer and changes nothing`(backend: Backend) async throws {
    let database = try await database(backend)

    let first = try await database.command(key, Self.deed)

    #expect(try await database.command(key, Self.deed) == first)
    #expect(try await database.command(key, Self.deed) == first)
    #expect(try await deeds(database) == 1)
  }

  @Test(arguments: Backend.all)
  func `another person's equal key is another command, and so is none`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    let other = CommandKey("k", by: "hong", for: "a pothole")

    let first = try await database.command(key, Self.deed)

    #expect(try await database.command(other, Self.deed) != first)
    #expect(try await database.command(nil, Self.deed) != database.command(nil, Self.deed))
    #expect(try await deeds(database) == 4)
  }

  @Test(arguments: Backend.all)
  func `a key cannot be used again for something else`(backend: Backend) async throws {
    let database = try await database(backend)
    _ = try await database.command(key, Self.deed)
    let other = CommandKey("k", by: "ming", for: "a street lamp")

    await #expect(throws: Problem(.keyReused)) { try await database.command(other, Self.deed) }

    #expect(try await deeds(database) == 1)
  }

  @Test(arguments: Backend.all)
  func `what was refused left no key behind`(backend: Backend) async throws {
    let database = try await database(backend)

    await #expect(throws: Problem(.notNow)) {
      try await database.command(key) { tx -> String in
        _ = try Self.deed(tx)
        throw Problem(.notNow)
      }
    }
    _ = try await database.command(key, Self.deed)

    #expect(try await deeds(database) == 1)
  }

  @Test(arguments: Backend.all)
  func `a repetition that would be refused by now still gets the first answer`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    let first = try await database.command(key, Self.deed)

    let again = try await database.command(key) { _ -> String in throw Problem(.staleVersion) }

    #expect(again == first)
  }

  @Test(arguments: Backend.all)
  func `a commit whose answer was lost is found by asking`(backend: Backend) async throws {
    let database = try await database(backend)
    let driver = FailingDriver(database.driver)
    let failing = Database(driver: driver, world: database.world)

    driver.loseNextAnswer()
    let first = try await failing.command(key, Self.deed)

    #expect(driver.struck)
    #expect(try await failing.command(key, Self.deed) == first)
    #expect(try await deeds(database) == 1)
    // Without a key nobody can say, and the caller is told so.
    driver.loseNextAnswer()
    await #expect(throws: StoreError.commitUnknown) { try await failing.command(nil, Self.deed) }
  }

  @Test(arguments: Backend.all)
  func `a commit that did not happen is told, and the repetition does it`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)

    await #expect(throws: StoreError.commitUnknown) {
      try await database.command(key) { tx -> String in
        _ = try Self.deed(tx)
        throw StoreError.commitUnknown
      }
    }
    _ = try await database.command(key, Self.deed)

    #expect(try await deeds(database) == 1)
  }

  @Test(arguments: Backend.all)
  func `many at once with one key do it once and all get one answer`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    let key = key

    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 { group.addTask { try await database.command(key, Self.deed) } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }

    #expect(answers.count == 1)
    #expect(try await deeds(database) == 1)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement leaves nothing`(backend: Backend) async throws {
    let database = try await database(backend)
    let key = key

    let failures = try await eachFailure(
      of: { _ = try await $0.command(key, Self.deed) }, in: database)

    #expect(failures == 2)
  }

  @Test(arguments: Backend.all)
  func `answers are forgotten after their time`(backend: Backend) async throws {
    let clock = TestClock()
    let database = try await database(backend, clock: clock)
    _ = try await database.command(key, Self.deed)

    clock.advance(days: 7)
    try await database.write { try Commands.sweep(olderThanDays: 7, in: $0) }
    _ = try await database.command(key, Self.deed)
    #expect(try await deeds(database) == 1)

    clock.advance(seconds: 1)
    try await database.write { try Commands.sweep(olderThanDays: 7, in: $0) }
    _ = try await database.command(key, Self.deed)
    #expect(try await deeds(database) == 2)
  }

  @Test(arguments: Backend.all)
  func `what is done at an earlier time is remembered from today on`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    let past = database.at(database.world.now().adding(days: -4000))
    let first = try await past.command(key, Self.deed)

    try await database.write { try Commands.sweep(olderThanDays: 7, in: $0) }

    #expect(try await past.command(key, Self.deed) == first)
  }
}
