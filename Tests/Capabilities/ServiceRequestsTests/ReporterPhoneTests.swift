import Casework
import Civics
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Finding and ringing a reporter by telephone.
struct ReporterPhoneTests {
  private func finds(_ town: Town, _ viewer: Viewer) async throws -> (list: Int, cube: Int) {
    var query = CaseQuery()
    query.text = "138 1234 2076"
    let found = try await town.actions.queue(query, counting: .cube, for: viewer)
    let cube = try #require(found.cube)
    return (found.page.items.count, cube.cells.reduce(0) { $0 + $1.number })
  }

  @Test(arguments: Backend.all)
  func `a telephone does not find who is anonymous, or hides from the one who asks`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let power = Viewer.staff("power", [.handleRequests, .revealContacts], .unit("power"))
    let far = Viewer(
      person: Identifier(rawValue: "far"),
      grants: [
        Grant([.dispatchRequests], in: .area(Town.district)),
        Grant([.revealContacts], in: .area("150704")),
      ])
    #expect(try await finds(town, .desk) == (0, 0))
    _ = try await town.request(
      in: .inProgress,
      .lamp { ($0.service, $0.item, $0.isAnonymous) = ("fire_safety", "fire_hazard", true) })
    #expect(try await finds(town, .desk) == (0, 0))
    _ = try await town.request(in: .inProgress, .lamp { $0.hidesFromHandler = true })

    #expect(try await finds(town, .desk) == (1, 1))
    #expect(try await finds(town, power) == (0, 0))
    #expect(try await finds(town, far) == (0, 0))
    _ = try await town.request(in: .inProgress)
    #expect(try await finds(town, .desk) == (2, 2))
    #expect(try await finds(town, power) == (1, 1))
  }

  @Test(arguments: Backend.all)
  func `who reported signed in is rung by the number of the account`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    var actions = town.actions
    actions.people = TrackTests.Phones(numbers: [Identifier(rawValue: "ming"): "13900001111"])
    let power = Viewer.staff("power", [.handleRequests, .revealContacts], .unit("power"))
    func request(_ change: @escaping (inout Submission) -> Void) async throws -> Town.ID {
      try await town.request(
        in: .inProgress,
        .lamp {
          $0.phone = nil
          change(&$0)
        })
    }
    let open = try await request { _ in }

    for viewer in [Viewer.desk, power, .ming] {
      #expect(try await actions.revealContact(open, by: viewer) == "13900001111")
    }
    let looks = try await town.database.read { db in
      try db.number(
        "SELECT COUNT(*) FROM audit_entries WHERE action = 'service_request.contact_revealed'")
    }
    #expect(looks == 3)
    // What was left with the case goes before the account.
    let left = try await town.request(in: .inProgress)
    #expect(try await actions.revealContact(left, by: .desk) == "13812342076")

    let hidden = try await request { $0.hidesFromHandler = true }
    #expect(try await actions.revealContact(hidden, by: .desk) == "13900001111")
    await #expect(throws: Problem(.forbidden)) {
      try await actions.revealContact(hidden, by: power)
    }
    let anonymous = try await request {
      ($0.service, $0.item, $0.isAnonymous) = ("fire_safety", "fire_hazard", true)
    }
    for viewer in [Viewer.desk, power] {
      await #expect(throws: Problem(.forbidden)) {
        try await actions.revealContact(anonymous, by: viewer)
      }
    }
    actions.people = TrackTests.Phones()
    await #expect(throws: Problem(.notNow, "refusal.no-number")) {
      try await actions.revealContact(open, by: .desk)
    }
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement of a look leaves no look without its audit`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit()

    let statements = try await eachFailure(
      "ServiceRequestActions.revealContact",
      of: { database in
        _ = try await town.actions.on(database).revealContact(id, by: .desk)
      }, in: town.database)

    #expect(statements >= 2)
  }
}
