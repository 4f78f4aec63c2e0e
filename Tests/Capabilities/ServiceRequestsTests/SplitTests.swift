import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

extension Town {
  static let parts = [
    CasePart(title: "路灯不亮", assignment: Assignment(level: .district, unit: "power")),
    CasePart(title: "井盖松动", assignment: Assignment(level: .district, unit: "water")),
  ]

  /// A request that was split between power and water, and its parts.
  func split(_ submission: Submission = .lamp()) async throws -> (whole: ID, parts: [Case]) {
    let id = try await request(in: .filed, submission)
    _ = try await actions.move(id, .split(Self.parts), expecting: nil, by: .desk, key: nil)
    return (id, try await pieces(of: id))
  }

  func pieces(of id: ID) async throws -> [Case] {
    let ids = try await database.read { db in
      try db.rows("SELECT id FROM cases WHERE parent = \(id) ORDER BY no").map {
        try $0.get("id", as: ID.self)
      }
    }
    var cases: [Case] = []
    for id in ids { cases.append(try await look(id)) }
    return cases
  }

  fileprivate func answer(_ id: ID, by unit: Viewer, _ outcome: CaseOutcome) async throws {
    try await move(
      id, (.start(words: nil), unit),
      (
        .report(
          CaseResult(
            outcome: outcome, text: "已经到现场处理完毕，周边几处也一并看过了。",
            reporterConfirms: true)), unit
      ))
  }
}

/// A request with several matters, from one form to one answer.
struct SplitTests {
  @Test(arguments: Backend.all)
  func `each part has a number, a unit and clocks of its own, and nobody's name`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let (id, parts) = try await town.split()

    #expect(parts.map(\.leadUnit) == ["power", "water"])
    #expect(parts.allSatisfy { $0.state == .dispatched && $0.confidentiality == .staff })
    #expect(parts.allSatisfy { $0.reporter.person == nil && $0.reporter.contactMasked == nil })
    #expect(Set(parts.map(\.no)).count == 2 && parts.allSatisfy { $0.dueAt != nil })
    #expect(try await town.look(id).waitsForParts)
    let own = try await town.actions.dossier(parts[1].id, for: .water)
    #expect(own.item.body.contains("路灯不亮") && own.whole?.isOpenable == false)
    await #expect(throws: Problem(.notFound)) {
      try await town.actions.dossier(parts[1].id, for: .power)
    }
    await #expect(throws: Problem(.notFound)) { try await town.actions.dossier(id, for: .water) }
  }

  @Test(arguments: Backend.all)
  func `the last answer is the whole's, told once, and closing closes the parts`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let (id, parts) = try await town.split()

    try await town.answer(parts[0].id, by: .power, .solved)
    #expect(try await town.look(id).state == .inProgress)
    try await town.answer(parts[1].id, by: .water, .explained)

    let whole = try await town.look(id)
    #expect(whole.state == .reported && whole.outcome == .partly)
    #expect(whole.resultText?.hasPrefix("路灯不亮：已经到现场") == true)
    let view = try await town.actions.dossierOrShared(id, for: .ming).dossier
    #expect(view.parts.map(\.state) == [.reported, .reported])
    #expect(view.moves.contains(.rate))
    let page = try await town.actions.callBacks(CaseQuery(), for: .supervisor)
    #expect(page.items.map(\.id) == [id])
    let answers = CallBack(contacted: true, solved: true, satisfied: true)
    try await town.move(
      id, (.startVerifying, .supervisor),
      (.close(Closing(basis: .answers, answers: answers)), .supervisor))
    #expect(try await town.pieces(of: id).map(\.state) == [.closed, .closed])
    let told = try await town.database.read { db in
      try db.rows("SELECT payload FROM outbox ORDER BY id").compactMap { row -> String? in
        let event = try? JSONText.decode(
          ServiceRequestEvents.Moved.self, from: row.get("payload", as: String.self))
        return event?.move == "combine" || event?.move == "close" ? event?.move : nil
      }
    }
    #expect(told == ["combine", "close", "close", "close"])
  }

  @Test(arguments: Backend.all)
  func `taken back, its parts are over; restricted, they are too`(backend: Backend) async throws {
    let town = try await Town(backend)
    let (id, _) = try await town.split()
    var correction = Correction()
    correction.confidentiality = .restricted
    try await town.move(id, (.correct(correction), .centre))
    #expect(
      try await town.pieces(of: id).map(\.confidentiality) == [.restricted, .restricted])

    try await town.move(id, (.withdraw(reason: nil), .ming))

    #expect(try await town.pieces(of: id).map(\.state) == [.withdrawn, .withdrawn])
    let part = try await town.pieces(of: id)[0].id
    let limits = try await town.actions.dossier(part, for: .centre).limits
    #expect(!limits.isEmpty && limits.allSatisfy { !$0.state.isLive })
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement of splitting leaves nothing half done`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .filed)

    let statements = try await eachFailure(
      "ServiceRequestActions.split",
      of: { database in
        _ = try await town.actions.on(database).split(
          id, into: Town.parts, expecting: nil, by: .desk,
          key: CommandKey("once", by: "desk", for: "split"))
      }, in: town.database)

    #expect(statements >= 15)
    #expect(try await town.pieces(of: id).count == 2)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement of the last answer leaves nothing half done`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let (_, parts) = try await town.split()
    try await town.answer(parts[0].id, by: .power, .solved)
    try await town.move(parts[1].id, (.start(words: nil), .water))

    let statements = try await eachFailure(
      "ServiceRequestActions.move",
      of: { database in
        _ = try await town.actions.on(database).move(
          parts[1].id, .report(.lit), expecting: nil, by: .water,
          key: CommandKey("once", by: "water", for: "report"))
      }, in: town.database)

    #expect(statements >= 10)
  }
}
