import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What holds for every move of the table, on both engines.
struct MoveTests {
  @Test func `every move that people make is among the steps`() {
    let platform: Set<CaseMove.Kind> = [
      .submit, .recount, .climb, .combine, .remindAnswer, .lapse, .askOutside, .hearOutside,
      .revokeOutside,
    ]
    #expect(Set(Step.all.map(\.kind)) == Set(CaseMove.Kind.allCases).subtracting(platform))
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement of filing and dispatching leaves nothing half done`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .accepted)

    let statements = try await eachFailure(
      "ServiceRequestActions.dispatch",
      of: { database in
        _ = try await town.actions.on(database).dispatch(
          id, Assignment(level: .district, unit: "power", coUnits: ["water"]),
          filedAs: "environment", expecting: nil, by: .desk,
          key: CommandKey("once", by: "desk", for: "dispatch"))
      }, in: town.database)

    #expect(statements >= 8)
  }

  @Test(arguments: Backend.all, Step.all)
  func `a failure at any statement of a move leaves nothing half done`(
    backend: Backend, step: Step
  ) async throws {
    let town = try await Town(backend)
    let id = try await step.request(in: town)
    let move = try await step.move(in: town)
    let key = CommandKey("once", by: step.viewer.actor, for: "\(step.kind)")

    let statements = try await eachFailure(
      "ServiceRequestActions.move",
      of: { database in
        _ = try await town.actions.on(database).move(
          id, move, expecting: nil, by: step.viewer, key: key)
      }, in: town.database)

    #expect(statements >= 5)
  }

  @Test(arguments: Backend.all, Step.all)
  func `a repeated move answers the same and changes nothing`(
    backend: Backend, step: Step
  ) async throws {
    let town = try await Town(backend)
    let id = try await step.request(in: town)
    let move = try await step.move(in: town)
    let key = CommandKey("once", by: step.viewer.actor, for: "\(step.kind)")
    let again = { @Sendable in
      try await town.actions.move(id, move, expecting: nil, by: step.viewer, key: key)
    }

    let first = try await again()
    let before = try await TableDump(of: town.database)
    let second = try await again()
    let after = try await TableDump(of: town.database)

    #expect(first == second)
    #expect(before.changes(to: after) == [])
  }

  @Test(arguments: Backend.all, Step.all)
  func `what somebody moved meanwhile is refused, what nobody may see is missing`(
    backend: Backend, step: Step
  ) async throws {
    let town = try await Town(backend)
    let id = try await step.request(in: town)
    let move = try await step.move(in: town)
    let version = try await town.look(id).version

    await #expect(throws: Problem(.staleVersion)) {
      try await town.actions.move(
        id, move, expecting: version - 1, by: step.viewer, key: nil)
    }
    for stranger in [Viewer.water, .resident("stranger"), .visitor] where step.kind != .support {
      let before = try await TableDump(of: town.database)
      await #expect(throws: Problem(.notFound)) {
        try await town.actions.move(id, move, expecting: nil, by: stranger, key: nil)
      }
      #expect(before.changes(to: try await TableDump(of: town.database)) == [])
    }
    await #expect(throws: Problem(.notFound)) {
      try await town.actions.move(
        Identifier(rawValue: "nobody"), move, expecting: nil, by: step.viewer, key: nil)
    }
  }

  @Test(arguments: Backend.all, Step.all)
  func `every move writes one line of history, one of audit and one event`(
    backend: Backend, step: Step
  ) async throws {
    let town = try await Town(backend)
    let id = try await step.request(in: town)
    let move = try await step.move(in: town)
    let before = try await town.look(id)
    let rows = try await TableDump(of: town.database)

    let moved = try await town.actions.move(
      id, move, expecting: before.version, by: step.viewer, key: nil)

    let after = try await TableDump(of: town.database)
    let came = rows.changes(to: after).filter { $0.hasPrefix("+") }
    // Each part comes in, is accepted, filed and dispatched, and of it the last is told.
    let parts = step.kind == .split ? Town.parts.count : 0
    #expect(came.count { $0.hasPrefix("+ audit_entries") } == 1 + 4 * parts)
    #expect(came.count { $0.hasPrefix("+ outbox") } == 1 + parts)
    // The other case of a merge has a line too.
    let lines = step.kind == .merge ? 2 : 1 + 4 * parts
    #expect(came.count { $0.hasPrefix("+ case_events") } == lines)
    #expect(moved.version == before.version + (step.isVoice ? 0 : 1))
  }

  @Test(arguments: Backend.all, CaseState.allCases)
  func `every state is reached by everybody's own moves`(
    backend: Backend, state: CaseState
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: state)

    #expect(try await town.look(id).state == state)
    let events = try await town.actions.dossier(id, for: .supervisor).events
    let ways = try await Town.way(to: state, in: town)
    #expect(events.map(\.move) == [.submit] + ways.map(\.0.kind))
    #expect(events.dropFirst().map(\.from) == events.dropLast().map(\.to))
  }
}
