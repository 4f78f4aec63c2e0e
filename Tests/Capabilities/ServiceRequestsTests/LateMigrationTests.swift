import Kernel
import KernelTesting
import Testing

@testable import Casework
@testable import ServiceRequests

/// What was handed on before lateness was kept is late afterwards.
struct LateMigrationTests {
  @Test(arguments: Backend.all)
  func `rows of before are filled from those who had the duty`(backend: Backend) async throws {
    let town = try await Town(backend)
    let (late, fresh) = (try await town.submit(), try await town.submit())
    for _ in 0..<2 {
      town.clock.advance(days: 20)
      _ = try await RequestLadder(engine: town.actions.engine).run(in: town.database)
    }
    try await town.move(fresh, (.accept, .desk))
    let new = try await town.submit()
    func rows() async throws -> [[CaseLimit]] {
      var all: [[CaseLimit]] = []
      for id in [late, fresh, new] { all.append(try await town.limits(of: id)) }
      return all
    }
    func due() async throws -> [Timestamp?] {
      var all: [Timestamp?] = []
      for id in [late, fresh, new] { all.append(try await town.look(id).dueAt) }
      return all
    }
    let (kept, owed) = (try await rows(), try await due())
    #expect(kept[0].filter { $0.lateSince != nil }.count == 2)

    // As a program of before left it: each case with the time of whoever has it.
    try await town.database.write { tx in
      try tx.run("UPDATE case_limits SET late_since = NULL")
      try tx.run(
        """
        UPDATE cases SET due_at = (
          SELECT MIN(due_at) FROM case_limits l
          WHERE l.case_id = cases.id AND l.state = 'running' AND l.duty NOT IN ('rate', 'answer'))
        """)
    }
    #expect(try await due() != owed)
    let step = try #require(CaseMigrations.all.migrations.first { $0.name == "012_late" })
    try await town.database.write { tx in
      for statement in step.statements.dropFirst() { try tx.run(statement) }
    }
    #expect(try await rows() == kept)
    #expect(try await due() == owed)
  }
}
