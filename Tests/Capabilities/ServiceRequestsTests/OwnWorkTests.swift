import Casework
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Who did the work does not check it: on the spot and for a level, where no unit leads.
struct OwnWorkTests {
  @Test(arguments: Backend.all)
  func `who did the work without a unit does not check it, and somebody else does`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let both = Viewer(
      person: Identifier(rawValue: "both"),
      grants: [
        Grant([.patrolRequests, .handleRequests], in: .area(Town.grid)),
        Grant([.superviseRequests], in: .area("150703")),
      ])
    let spot = try await town.request(in: .filed)
    try await town.move(spot, (.solveOnSite(.lit), both))
    let level = try await town.request(in: .filed)
    try await town.move(
      level, (.dispatch(Assignment(level: .grid)), .desk), (.start(words: nil), both),
      (.report(.lit), both))
    let foreign = try await town.request(in: .reported)
    let answers = CallBack(contacted: true, solved: true, satisfied: true)
    let close = CaseMove.close(Closing(basis: .answers, answers: answers))

    #expect(try await town.actions.callBacks(CaseQuery(), for: both).items.map(\.id) == [foreign])
    let all = try await town.actions.callBacks(CaseQuery(), for: .supervisor).items.map(\.id)
    #expect(Set(all) == [spot, level, foreign])
    for id in [spot, level] {
      #expect(
        try await town.actions.dossier(id, for: both).moves.contains(.startVerifying) == false)
      await #expect(throws: CaseRefusal.notYours(.startVerifying)) {
        try await town.actions.move(id, .startVerifying, expecting: nil, by: both, key: nil)
      }
      try await town.move(id, (.startVerifying, .supervisor))
      for move in [close, .rework(reason: "灯还是不亮"), .noteAttempt(words: nil)] {
        await #expect(throws: CaseRefusal.notYours(move.kind)) {
          try await town.actions.move(id, move, expecting: nil, by: both, key: nil)
        }
      }
      #expect(try await town.move(id, (close, .supervisor)).state == .closed)
    }
    #expect(try await town.move(foreign, (.startVerifying, both), (close, both)).state == .closed)
  }

  @Test(arguments: Backend.all)
  func `who asks for more time does not grant it, and another approver does`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let chief = Viewer.staff("chief", [.handleRequests, .approveRequests], .area("150703001"))
    let id = try await town.request(in: .filed)
    try await town.move(
      id, (.dispatch(Assignment(level: .street)), .desk), (.start(words: nil), chief),
      (.askExtension(amount: 1, reason: "要等施工许可"), chief))
    let grant = CaseMove.decideExtension(granted: true, reason: "同意，要等许可")
    let before = try await TableDump(of: town.database)

    await #expect(throws: CaseRefusal.ownAsking) {
      try await town.actions.move(id, grant, expecting: nil, by: chief, key: nil)
    }
    #expect(before.changes(to: try await TableDump(of: town.database)) == [])

    #expect(try await town.move(id, (grant, .approver)).state == .inProgress)
    #expect(try await town.look(id).details.extensions == 1)
  }

  @Test(arguments: Backend.all)
  func `who leaves is no longer named as the one who did it`(backend: Backend) async throws {
    let town = try await Town(backend)
    // Reported and solved by one and the same.
    let own = Viewer(
      person: Identifier(rawValue: "ming"),
      grants: [Grant([.patrolRequests, .handleRequests], in: .area(Town.grid))])
    let id = try await town.request(in: .filed)
    let answers = CallBack(contacted: true, solved: true, satisfied: true)
    try await town.move(
      id, (.solveOnSite(.lit), own), (.startVerifying, .supervisor),
      (.close(Closing(basis: .answers, answers: answers)), .supervisor))
    #expect(try await town.look(id).details.resultsBy == ["ming"])

    let engine = town.actions.engine
    _ = try await town.database.write { try engine.forget(Identifier(rawValue: "ming"), in: $0) }

    let item = try await town.look(id)
    #expect(item.details.resultsBy == [CaseEngine.nobody] && item.details.callBack == answers)
    let dump = try await TableDump(of: town.database)
    #expect(dump.tables["cases"]?.joined().contains("ming") == false)
  }
}
