import Casework
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

struct SubmitTests {
  @Test(arguments: Backend.all)
  func `a report gets its number, its clock and its place in the queue at once`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)

    let receipt = try await town.actions.submit(.lamp(), by: .ming, key: nil)

    #expect(receipt.no == "15070320260302W000001")
    #expect(!receipt.soundsUrgent)
    let item = try await town.look(Identifier(rawValue: receipt.id))
    #expect(item.state == .submitted && item.version == 1)
    #expect(item.title == "12 号楼前路灯不亮")
    #expect(item.dueAt == TestClock.start.adding(minutes: 30))
    #expect(item.reporter.contactMasked == "138 **** 2076")
    let page = try await town.actions.list(CaseQuery(), for: .desk)
    #expect(page.items.map(\.id) == [item.id])
    #expect(try await town.actions.mine(CaseQuery(), of: .ming).items.map(\.id) == [item.id])
  }

  @Test(arguments: Backend.all)
  func `filing is inserts only, seven statements and none that reads`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    _ = try await town.submit(.lamp { $0.isPublic = true })
    let count = QueryCount()

    _ = try await QueryCount.counting(in: count) {
      try await town.submit(key: CommandKey("k", by: "ming", for: "lamp"))
    }

    // Case, history, clock, words, audit, event, command.
    #expect(count.value == 7)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement of a filing leaves nothing half done`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    // Numbers are leased in a transaction of their own, before.
    _ = try await town.submit()
    let submission = Submission.lamp { $0.photos = ["one", "two"] }
    let key = CommandKey("once", by: "ming", for: "lamp")

    let statements = try await eachFailure(
      "ServiceRequestActions.file",
      of: { _ = try await town.actions.on($0).submit(submission, by: .ming, key: key) },
      in: town.database)

    #expect(statements == 8)
  }

  @Test(arguments: Backend.all)
  func `a repeated filing stores one report, another text under its key is refused`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let key = CommandKey("once", by: "ming", for: "lamp")
    let first = try await town.actions.submit(.lamp(), by: .ming, key: key)
    let before = try await TableDump(of: town.database)

    let second = try await town.actions.submit(.lamp(), by: .ming, key: key)

    #expect(first == second)
    #expect(before.changes(to: try await TableDump(of: town.database)) == [])
    await #expect(throws: Problem(.keyReused)) {
      try await town.actions.submit(
        .lamp(), by: .ming, key: CommandKey("once", by: "ming", for: "something else"))
    }
  }

  @Test(arguments: Backend.all)
  func `many at once get numbers of their own`(backend: Backend) async throws {
    let town = try await Town(backend)

    let numbers = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<100 {
        group.addTask { try await town.actions.submit(.lamp(), by: .ming, key: nil).no }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }

    #expect(numbers.count == 100)
  }

  @Test(arguments: Backend.all)
  func `the number can be found again by those who may reveal it, and each look is audited`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let id = try await town.submit()
    var query = CaseQuery()
    query.text = "138 1234 2076"

    #expect(try await town.actions.list(query, for: .desk).items.map(\.id) == [id])
    #expect(try await town.actions.revealContact(id, by: .desk) == "13812342076")
    #expect(try await town.actions.revealContact(id, by: .ming) == "13812342076")
    let looks = try await town.database.read { db in
      try db.number(
        "SELECT COUNT(*) FROM audit_entries WHERE action = 'service_request.contact_revealed'")
    }
    #expect(looks == 2)
    await #expect(throws: Problem(.notFound)) {
      try await town.actions.revealContact(id, by: .hong)
    }
    await #expect(throws: Problem(.forbidden)) {
      try await town.actions.revealContact(id, by: .supervisor)
    }
    let dump = try await TableDump(of: town.database)
    #expect(!dump.tables.values.joined().contains { $0.contains("13812342076") })
  }

  @Test(arguments: Backend.all)
  func `an imported message may be long and starts no clock`(backend: Backend) async throws {
    let town = try await Town(backend)
    let time = TestClock.start.adding(days: -400)
    let long = Submission.lamp { $0.text = String(repeating: "灯", count: 6999) }

    let receipt = try await town.actions.at(time).submit(
      long, by: .visitor, key: nil, isImport: true)

    let item = try await town.look(Identifier(rawValue: receipt.id))
    #expect(item.submittedAt == time && item.isImported && item.body.count == 6999)
    #expect(item.dueAt == nil)
    #expect(try await town.limits(of: item.id).isEmpty)
    try await town.move(
      item.id, (.accept, .desk),
      (.file(Filing(classCode: "housing_urban", urgency: .normal, limit: nil)), .desk),
      (.dispatch(Assignment(level: .district, unit: "power")), .desk), (.start(words: nil), .power),
      (.report(CaseResult(outcome: .explained, text: "已转办")), .power),
      (.startVerifying, .supervisor), (.close(Closing(basis: .imported)), .supervisor))
    #expect(try await town.look(item.id).state == .closed)
    #expect(try await town.limits(of: item.id).isEmpty)
  }
}
