import Civics
import Kernel
import KernelTesting
import Testing

@testable import Directory

/// A failure at any statement of what ends a line and of what keeps a file until it is confirmed.
struct DirectoryFailureTests {
  @Test(arguments: Backend.all)
  func `a failure while a line ends or a file is kept leaves nothing`(
    backend: Backend
  ) async throws {
    let actions = try await RegisterTests.actions(backend)
    let typed = ["year": "2026", "source": "国办", "off": "节 2026-03-03"]
    _ = try await actions.save(.holidays, typed, expecting: 0, by: RegisterTests.admin, key: nil)
    let today = CityTime.date(of: TestClock.start)
    let table = try ImportTests.table(ImportTests.head + "water,水务公司,企业,019-61000002\n")

    let ended = try await eachFailure(
      "RegisterActions.end",
      of: { database in
        try await RegisterTests.actions(database, PlanDirectory(database: database)).end(
          .holidays, "2026", on: today, expecting: 1, by: RegisterTests.admin,
          key: CommandKey("k", by: "admin", for: "end"))
      }, in: actions.database)
    let kept = try await eachFailure(
      "RegisterActions.stage",
      of: { database in
        _ = try await RegisterTests.actions(database, PlanDirectory(database: database)).stage(
          table, named: "a.csv", isComplete: true, by: RegisterTests.admin,
          key: CommandKey("l", by: "admin", for: "stage"))
      }, in: actions.database)

    #expect(ended >= 9 && kept >= 2, "\(ended) \(kept)")
  }
}
