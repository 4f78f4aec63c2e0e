import Kernel
import KernelTesting
import Testing

struct MigratorTests {
  static let one = Migration("001_one", "CREATE TABLE one (id TEXT PRIMARY KEY)")
  static let two = Migration("002_two", "CREATE TABLE two (id TEXT PRIMARY KEY)")

  func migrator(_ migrations: Migration..., owner: String = "a") -> Migrator {
    Migrator([MigrationSet(owner: owner, migrations)])
  }

  @Test(arguments: Backend.all)
  func `steps are applied once, in order`(backend: Backend) async throws {
    let database = try await backend.database()

    let first = migrator(Self.one)
    let both = migrator(Self.one, Self.two)

    #expect(try await both.pending(on: database) == ["a/001_one", "a/002_two"])
    #expect(try await first.run(on: database) == ["a/001_one"])
    #expect(try await both.pending(on: database) == ["a/002_two"])
    #expect(try await both.run(on: database) == ["a/002_two"])
    #expect(try await both.run(on: database) == [])
    #expect(try await both.pending(on: database) == [])
  }

  @Test(arguments: Backend.all)
  func `an edited step is refused`(backend: Backend) async throws {
    let database = try await backend.database()
    try await migrator(Self.one).run(on: database)
    let edited = Migration("001_one", "CREATE TABLE one (id TEXT PRIMARY KEY, more TEXT)")

    await #expect(throws: MigrationError.changed("a/001_one")) {
      try await migrator(edited).run(on: database)
    }
    await #expect(throws: MigrationError.changed("a/001_one")) {
      try await migrator(edited).pending(on: database)
    }
  }

  @Test(arguments: Backend.all)
  func `an applied step the program does not know is refused`(backend: Backend) async throws {
    let database = try await backend.database()
    try await migrator(Self.one, Self.two).run(on: database)

    await #expect(throws: MigrationError.unknown("a/002_two")) {
      try await migrator(Self.one).pending(on: database)
    }
  }

  @Test(arguments: Backend.all)
  func `a step slipped in before an applied one is refused`(backend: Backend) async throws {
    let database = try await backend.database()
    try await migrator(Self.two).run(on: database)

    await #expect(throws: MigrationError.outOfOrder("a/001_one")) {
      try await migrator(Self.one, Self.two).run(on: database)
    }
  }

  @Test(arguments: Backend.all)
  func `a step that fails leaves nothing of itself`(backend: Backend) async throws {
    let database = try await backend.database()
    let broken = Migration(
      "002_broken", "CREATE TABLE two (id TEXT PRIMARY KEY)", "CREATE TABLE one (id TEXT)")

    let failed = await #expect(throws: MigrationError.self) {
      try await migrator(Self.one, broken).run(on: database)
    }

    guard case .failed("a/002_broken", let reason) = failed, reason.contains("already exists")
    else {
      Issue.record("\(String(describing: failed))")
      return
    }
    #expect(try await migrator(Self.one, Self.two).run(on: database) == ["a/002_two"])
  }

  @Test(arguments: Backend.all)
  func `several may migrate at once`(backend: Backend) async throws {
    let database = try await backend.database()

    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask { try await migrator(Self.one, Self.two).run(on: database) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }

    #expect(applied.sorted() == ["a/001_one", "a/002_two"])
  }

  @Test(arguments: Backend.all)
  func `a site that was never migrated is behind, not broken`(backend: Backend) async throws {
    let database = try await backend.emptyDatabase()

    #expect(try await migrator(Self.one).pending(on: database) == ["a/001_one"])
    #expect(try await migrator(Self.one).run(on: database) == ["a/001_one"])
  }
}
