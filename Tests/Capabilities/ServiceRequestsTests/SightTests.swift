import Casework
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Who sees what: in lists, in a request, and of its reporter.
struct SightTests {
  @Test(arguments: Backend.all)
  func `each sees what their scope reaches and nothing else`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress, .lamp { $0.isPublic = false })
    let seeing: [Viewer] = [.ming, .desk, .patrol, .community, .power, .approver, .supervisor]
    let blind: [Viewer] = [
      .hong, .water, .visitor, .staff("far", [.dispatchRequests], .area("150703002")),
      .staff("own", [.dispatchRequests], .own),
      .staff("idle", [.seeRestrictedRequests], .everything),
    ]

    for viewer in seeing {
      #expect(try await town.actions.dossier(id, for: viewer).item.id == id)
    }
    for viewer in blind {
      await #expect(throws: Problem(.notFound)) {
        try await town.actions.dossier(id, for: viewer)
      }
      #expect(try await town.actions.list(CaseQuery(), for: viewer).items.isEmpty)
      #expect(try await town.actions.counts(for: viewer).open == 0)
    }
    #expect(try await town.actions.shared(CaseQuery()).items.isEmpty)
  }

  @Test(arguments: Backend.all)
  func `a grant for one case shows and moves that case alone`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress, .lamp { $0.isPublic = false })
    let other = try await town.request(in: .inProgress, .lamp { $0.isPublic = false })
    let helper = Viewer.staff("helper", [.handleRequests], .one(id.rawValue))
    let looker = Viewer.staff("looker", [.superviseRequests], .one(id.rawValue))

    for viewer in [helper, looker] {
      #expect(try await town.actions.dossier(id, for: viewer).item.id == id)
      #expect(try await town.actions.list(CaseQuery(), for: viewer).items.map(\.id) == [id])
      await #expect(throws: Problem(.notFound)) {
        try await town.actions.dossier(other, for: viewer)
      }
    }
  }

  @Test(arguments: Backend.all)
  func `restricted requests need a permission of their own`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    var correction = Correction()
    correction.confidentiality = .restricted
    let before = try await TableDump(of: town.database)
    await #expect(throws: CaseRefusal.sightLost) {
      try await town.move(id, (.correct(correction), .desk))
    }
    #expect(before.changes(to: try await TableDump(of: town.database)) == [])
    try await town.move(id, (.correct(correction), .centre))
    let trusted = Viewer(
      person: Identifier(rawValue: "trusted"),
      grants: [Grant([.superviseRequests, .seeRestrictedRequests], in: .everything)])

    // The unit that leads has to work on it.
    for viewer in [trusted, .centre, .ming, .power] {
      #expect(try await town.actions.dossier(id, for: viewer).item.id == id)
    }
    for viewer in [Viewer.desk, .patrol, .water, .supervisor] {
      await #expect(throws: Problem(.notFound)) {
        try await town.actions.dossier(id, for: viewer)
      }
    }
    #expect(try await town.actions.desk(CaseQuery(), of: .power).items.map(\.id) == [id])
    try await town.move(id, (.report(.lit), .power))
    #expect(try await town.actions.callBacks(CaseQuery(), for: .supervisor).items.isEmpty)
    #expect(try await town.actions.callBacks(CaseQuery(), for: trusted).items.map(\.id) == [id])
  }

  @Test(arguments: Backend.all)
  func `a restricted case is seen by whoever has it to do, and no longer than that`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress)
    var correction = Correction()
    correction.confidentiality = .restricted
    try await town.move(id, (.correct(correction), .centre))

    try await town.move(
      id, (.reassign(Assignment(level: .grid, coUnits: ["water"]), reason: "网格员先去看看"), .centre))

    for viewer in [Viewer.patrol, .water] {
      #expect(try await town.actions.dossier(id, for: viewer).item.id == id)
    }
    #expect(try await town.actions.desk(CaseQuery(), of: .patrol).items.map(\.id) == [id])
    for viewer in [Viewer.power, .community] {
      await #expect(throws: Problem(.notFound)) {
        try await town.actions.dossier(id, for: viewer)
      }
    }
  }

  @Test(arguments: Backend.all)
  func `who hides from handlers is known to desk and supervision only`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress, .lamp { $0.hidesFromHandler = true })

    for viewer in [Viewer.desk, .supervisor, .ming] {
      let dossier = try await town.actions.dossier(id, for: viewer)
      #expect(dossier.item.reporter.contactMasked == "138 **** 2076")
      #expect(dossier.events.first?.actor == "ming")
    }
    for viewer in [Viewer.power, .patrol, .approver] {
      let dossier = try await town.actions.dossier(id, for: viewer)
      #expect(dossier.item.reporter.contactMasked == nil)
      #expect(dossier.item.reporter.person == nil)
      #expect(dossier.events.first?.actor == nil)
    }
  }

  @Test(arguments: Backend.all)
  func `an anonymous reporter is known to nobody and follows the report all the same`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let submission = Submission.lamp {
      ($0.service, $0.item, $0.isAnonymous) = ("fire_safety", "fire_hazard", true)
    }
    let id = try await town.request(in: .inProgress, submission)

    for viewer in [Viewer.desk, .supervisor, .power] {
      let dossier = try await town.actions.dossier(id, for: viewer)
      #expect(dossier.item.reporter.person == nil && dossier.item.reporter.contactMasked == nil)
      #expect(dossier.events.allSatisfy { $0.actor != "ming" })
    }
    await #expect(throws: Problem(.forbidden)) {
      try await town.actions.revealContact(id, by: .desk)
    }
    #expect(try await town.actions.mine(CaseQuery(), of: .ming).items.map(\.id) == [id])
    #expect(try await town.limits(of: id).allSatisfy { $0.duty != .contact })
  }

  @Test(arguments: Backend.all)
  func `saving by somebody who may not know the reporter keeps the reporter`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .dispatched, .lamp { $0.hidesFromHandler = true })

    try await town.move(id, (.start(words: nil), .power), (.report(.lit), .power))

    let item = try await town.look(id)
    #expect(item.reporter.person?.rawValue == "ming")
    #expect(item.reporter.contactMasked == "138 **** 2076")
  }

  @Test(arguments: Backend.all)
  func `a unit keeps reading what it passed up, and not what was never its own`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let passed = try await town.request(in: .inProgress)
    try await town.move(passed, (.escalate(reason: "要区里出钱", unit: "treasury"), .power))
    let returned = try await town.request(in: .objection)
    try await town.move(returned, (.decideObjection(upheld: true, reason: "确实归物业管"), .desk))

    let dossier = try await town.actions.dossier(passed, for: .power)
    #expect(dossier.events.last?.move == .escalate)
    #expect(dossier.moves == [.support])
    await #expect(throws: Problem(.notFound)) {
      try await town.actions.dossier(returned, for: .power)
    }
  }

  @Test(arguments: Backend.all)
  func `what went up to the leaders is not the desk's that passed it up`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .escalated)
    #expect(try await town.look(id).level == .leader)

    await #expect(throws: CaseRefusal.notYours(.takeOver)) {
      try await town.actions.move(id, .takeOver, expecting: nil, by: .district, key: nil)
    }
    #expect(try await town.actions.desk(CaseQuery(), of: .district).items.isEmpty)
    #expect(try await town.actions.desk(CaseQuery(), of: .leader).items.map(\.id) == [id])
    try await town.move(id, (.takeOver, .leader))
  }

  @Test(arguments: Backend.all)
  func `supervision of the unit that did the work may not close it`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .reported)

    await #expect(throws: CaseRefusal.notYours(.startVerifying)) {
      try await town.actions.move(
        id, .startVerifying, expecting: nil, by: .ownSupervisor, key: nil)
    }
    #expect(try await town.actions.callBacks(CaseQuery(), for: .ownSupervisor).items.isEmpty)
    #expect(try await town.actions.callBacks(CaseQuery(), for: .supervisor).items.map(\.id) == [id])
  }

  @Test(arguments: Backend.all)
  func `neighbours see the steps, no people, no inner words and none to the reporter`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress, .lamp { $0.photos = ["one"] })
    try await town.move(
      id, (.addWords("我家就在旁边", audience: .reporter), .ming),
      (.addWords("灯头进水，换新的", audience: .reporter), .power),
      (.addWords("上次也是他们", audience: .staff), .power))

    let (dossier, isShared) = try await town.actions.dossierOrShared(id, for: .hong)
    #expect(isShared)

    #expect(dossier.item.reporter.person == nil && dossier.item.reporter.contactMasked == nil)
    #expect(dossier.events.allSatisfy { $0.actor == nil })
    #expect(dossier.events.compactMap(\.words) == [])
    #expect(dossier.files.isEmpty)
    #expect(try await town.actions.maySee(Identifier(rawValue: "one"), as: .ming))
    #expect(try await town.actions.maySee(Identifier(rawValue: "one"), as: .hong) == false)
    let own = try await town.actions.dossier(id, for: .ming)
    #expect(own.events.compactMap(\.words) == ["我家就在旁边", "灯头进水，换新的"])
  }

  @Test(arguments: Backend.all)
  func `what came in by machine and names no reporter is shared all the same`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let machine = Viewer(person: nil, grants: [], client: "hotline")
    let id = try await town.submit(.lamp { $0.phone = nil }, by: machine)
    #expect(try await town.look(id).reporter.person == nil)
    try await town.move(id, (.accept, .desk))

    let (dossier, isShared) = try await town.actions.dossierOrShared(id, for: .hong)
    #expect(isShared && dossier.item.id == id)
  }
}
