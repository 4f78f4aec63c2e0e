import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// What authors put right and take back of their own reports.
struct AuthorTests {
  @Test(arguments: Backend.all)
  func `an author's words are changed until somebody accepts them, whole or not at all`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit(.lamp { $0.isPublic = true })

    let statements = try await eachFailure(
      "ServiceRequestActions.amend",
      of: { database in
        _ = try await town.actions.on(database).amend(
          id, "14 号楼前路灯不亮。", expecting: 1, by: .ming, key: nil)
      }, in: town.database)

    #expect(statements >= 5)
    let item = try await town.look(id)
    #expect(item.body == "14 号楼前路灯不亮。" && item.title == "14 号楼前路灯不亮")
    #expect(item.version == 2)
    var query = CaseQuery()
    query.text = "14 号楼"
    #expect(try await town.actions.list(query, for: .desk).items.map(\.id) == [id])
    // The first words are nowhere in its history.
    let events = try await town.actions.dossier(id, for: .desk).events
    #expect(events.allSatisfy { $0.words?.contains("12 号楼") != true })

    await #expect(throws: Problem(.notFound)) {
      _ = try await town.actions.amend(id, "别人的", expecting: nil, by: .hong, key: nil)
    }
    await #expect(throws: Problem(.staleVersion)) {
      _ = try await town.actions.amend(id, "旧页面", expecting: 1, by: .ming, key: nil)
    }
    await #expect(throws: Problem(field: "text", "mistake.nothing-said")) {
      _ = try await town.actions.amend(id, "  ", expecting: nil, by: .ming, key: nil)
    }
    try await town.move(id, (.accept, .desk))
    await #expect(throws: CaseRefusal.notNow(.correct, .accepted)) {
      _ = try await town.actions.amend(id, "太晚了", expecting: nil, by: .ming, key: nil)
    }
  }

  @Test(arguments: Backend.all)
  func `what is taken back is taken back whatever the state, whole or not at all`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .closed, .lamp { $0.isPublic = true })
    #expect(try await town.actions.published(CaseQuery()).page.items.map(\.id) == [id])

    for what in CaseEngine.Retraction.allCases {
      let statements = try await eachFailure(
        "ServiceRequestActions.retract",
        of: { database in
          _ = try await town.actions.on(database).retract(
            what, of: id, expecting: nil, by: .ming, key: nil)
        }, in: town.database)
      #expect(statements >= 3, "\(what)")
      await #expect(throws: CaseRefusal.nothingChanged) {
        _ = try await town.actions.retract(what, of: id, expecting: nil, by: .ming, key: nil)
      }
    }

    #expect(try await town.actions.published(CaseQuery()).page.items.isEmpty)
    let item = try await town.look(id)
    #expect(item.confidentiality == .staff && item.reporter.hidesFromHandler)
    #expect(item.reporter.contactMasked == nil && item.reporter.person == Viewer.ming.person)
    await #expect(throws: (any Error).self) {
      _ = try await town.actions.revealContact(id, by: .desk)
    }
    // It goes on: still theirs to follow and to send back.
    #expect(try await town.actions.dossier(id, for: .ming).moves.contains(.reopen))
    await #expect(throws: Problem(.notFound)) {
      _ = try await town.actions.dossierOrShared(id, for: .hong)
    }
  }
}
