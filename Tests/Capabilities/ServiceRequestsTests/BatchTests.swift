import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// One of several cases that are sent out at once.
struct BatchTests {
  static let power = Assignment(level: .district, unit: "power")

  @Test(arguments: Backend.all, [CaseState.submitted, .accepted, .filed])
  func `whatever is still to be done before it goes to a unit is done in one act`(
    backend: Backend, state: CaseState
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: state)
    let version = try await town.look(id).version
    let key = CommandKey("batch-1", by: "desk", for: "send out")

    let moved = try await town.actions.sendOut(
      id, Self.power, expecting: version, by: .desk, key: key)
    let again = try await town.actions.sendOut(
      id, Self.power, expecting: version, by: .desk, key: key)

    let item = try await town.look(id)
    #expect(item.state == .dispatched && item.leadUnit == "power")
    #expect(moved == again && moved.version == item.version)
    let events = try await town.actions.dossier(id, for: .desk).events.map(\.move)
    #expect(events == [.submit, .accept, .file, .dispatch])
  }

  @Test(arguments: Backend.all)
  func `an older page, another's area and a case at work are left as they are`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let stale = try await town.request(in: .accepted)
    let working = try await town.request(in: .inProgress)
    let other = Viewer.staff("other", [.dispatchRequests], .area("150704"))
    let before = try await TableDump(of: town.database)

    await #expect(throws: Problem(.staleVersion)) {
      try await town.actions.sendOut(stale, Self.power, expecting: 1, by: .desk, key: nil)
    }
    await #expect(throws: Problem(.notFound)) {
      try await town.actions.sendOut(stale, Self.power, expecting: nil, by: other, key: nil)
    }
    await #expect(throws: (any Error).self) {
      try await town.actions.sendOut(working, Self.power, expecting: nil, by: .desk, key: nil)
    }
    #expect(before.changes(to: try await TableDump(of: town.database)) == [])
  }

  @Test(arguments: Backend.all)
  func `a case is sent out whole or not at all`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .submitted)
    let statements = try await eachFailure(
      "ServiceRequestActions.sendOut",
      of: { database in
        _ = try await town.actions.on(database).sendOut(
          id, Self.power, expecting: nil, by: .desk, key: nil)
      }, in: town.database)
    #expect(statements >= 6)
    #expect(try await town.look(id).state == .dispatched)
  }

  @Test(arguments: Backend.all)
  func `ticked rows are read in their order, and none of another's`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    var ids: [Town.ID] = []
    for _ in 0..<3 { ids.append(try await town.submit()) }
    let other = Viewer.staff("other", [.dispatchRequests], .area("150704"))
    let wanted = [ids[2], Town.ID(rawValue: "nothing"), ids[0]]
    #expect(try await town.actions.items(wanted, for: .desk).map(\.id) == [ids[2], ids[0]])
    #expect(try await town.actions.items(ids, for: other) == [])
  }
}
