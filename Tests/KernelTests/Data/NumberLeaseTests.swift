import KernelTesting
import Testing

@testable import Kernel

struct NumberLeaseTests {
  private func database(_ backend: Backend) async throws -> Database {
    try await backend.database(KernelMigrations.all)
  }

  private func take(_ count: Int, _ lease: NumberLease, _ database: Database) async throws
    -> [Int64]
  {
    try await withThrowingTaskGroup(of: Int64.self) { group in
      for _ in 0..<count { group.addTask { try await lease.next(of: "a", from: database) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// Where the next lease of `series` will begin.
  private func next(_ database: Database, _ series: String = "a") async throws -> Int64 {
    try await database.read { db in
      try db.number("SELECT next_number FROM number_leases WHERE series = \(series)")
    }
  }

  @Test(arguments: Backend.all)
  func `numbers begin at one and rise, each series by itself`(backend: Backend) async throws {
    let database = try await database(backend)
    let lease = NumberLease()

    var numbers: [Int64] = []
    for series in ["a", "a", "b", "a", "b"] {
      numbers.append(try await lease.next(of: series, from: database))
    }

    #expect(numbers == [1, 2, 1, 3, 2])
  }

  @Test(arguments: Backend.all)
  func `many at once share one lease without a gap`(backend: Backend) async throws {
    let database = try await database(backend)

    let numbers = try await take(300, NumberLease(), database)

    #expect(numbers.sorted() == Array(1...300))
    #expect(try await next(database) == 1001)
  }

  @Test(arguments: Backend.all)
  func `blocks that run out follow each other without a gap`(backend: Backend) async throws {
    let database = try await database(backend)

    let numbers = try await take(95, NumberLease(blockSize: 10), database)

    #expect(numbers.sorted() == Array(1...95))
    #expect(try await next(database) == 101)
  }

  @Test(arguments: Backend.all)
  func `several processes never give out the same number`(backend: Backend) async throws {
    let database = try await database(backend)

    let numbers = try await withThrowingTaskGroup(of: [Int64].self) { group in
      for _ in 0..<3 {
        let lease = NumberLease(blockSize: 20)
        group.addTask { try await take(50, lease, database) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }

    #expect(Set(numbers).count == 150)
  }

  @Test(arguments: Backend.all)
  func `a restart leaves a gap and takes nothing twice`(backend: Backend) async throws {
    let database = try await database(backend)
    _ = try await NumberLease(blockSize: 10).next(of: "a", from: database)

    #expect(try await NumberLease(blockSize: 10).next(of: "a", from: database) == 11)
  }

  @Test(arguments: Backend.all)
  func `a lease that fails is told to all who waited, and the next one asks again`(
    backend: Backend
  ) async throws {
    let database = try await database(backend)
    let driver = FailingDriver(database.driver)
    let failing = Database(driver: driver, world: database.world)
    let lease = NumberLease()

    driver.die(at: 1)
    await #expect(throws: FailingDriver.failure) { try await take(5, lease, failing) }
    driver.fail(at: 0)

    #expect(try await take(5, lease, failing).sorted() == [1, 2, 3, 4, 5])
  }
}
