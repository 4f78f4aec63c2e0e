import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Filing for somebody who calls or stands at the window.
struct IntakeTests {
  static let clerk = Viewer.staff("clerk", [.takeInRequests], .area("150703001"))
  static let handler = Viewer.staff("power", [.handleRequests], .unit("power"))

  /// One account, by its number.
  struct Accounts: PeopleRegister {
    func person(with phone: PhoneNumber, in db: some Reading) throws -> Identifier<Person>? {
      phone.rawValue == "13812342076" ? Identifier(rawValue: "ming") : nil
    }

    func addPerson(named name: PersonName, in tx: Transaction) throws -> Identifier<Person> {
      tx.newID()
    }

    func rename(_ person: Identifier<Person>, to name: PersonName, in tx: Transaction) throws {}

    func changePhone(
      of person: Identifier<Person>, to phone: PhoneNumber, in tx: Transaction
    ) throws -> Bool { false }
  }

  static func actions(_ town: Town) -> ServiceRequestActions {
    var actions = town.actions
    actions.register = Accounts()
    return actions
  }

  static func call(_ change: (inout Submission) -> Void = { _ in }) -> Submission {
    .lamp {
      $0.source = .hotline
      change(&$0)
    }
  }

  private func contact(_ town: Town, _ id: String) async throws -> String? {
    try await town.database.read { db in
      try db.row("SELECT contact_sealed FROM cases WHERE id = \(id)")?
        .get("contact_sealed", as: String?.self)
    }
  }

  @Test(arguments: Backend.all)
  func `a caller with an account follows it there; the channel and the clerk are on record`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let actions = Self.actions(town)

    let receipt = try await actions.takeIn(
      Self.call(), leavesNumber: true, by: Self.clerk, key: nil)

    #expect(try await actions.mine(CaseQuery(), of: .ming).items.map(\.id.rawValue) == [receipt.id])
    #expect(try await actions.mine(CaseQuery(), of: Self.clerk).items.isEmpty)
    let item = try await town.look(Identifier(rawValue: receipt.id))
    #expect(item.source == .hotline && item.reporter.person == Viewer.ming.person)
    #expect(try await contact(town, receipt.id) == nil)
    let events = try await town.database.read { db in
      try db.row("SELECT actor, role FROM case_events WHERE case_id = \(receipt.id)")
    }
    #expect(try events?.get("actor", as: String.self) == "clerk")
    #expect(try events?.get("role", as: String.self) == "operator")
    let audit = try await town.database.read { db in
      try db.row(
        "SELECT actor, detail FROM audit_entries WHERE action = 'service_request.taken_in'")
    }
    #expect(try audit?.get("detail", as: String.self) == "hotline")
  }

  @Test(arguments: Backend.all)
  func `a number without an account is sealed into the case, and found by it`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let actions = Self.actions(town)

    let receipt = try await actions.takeIn(
      Self.call {
        $0.source = .window
        $0.phone = "13900001111"
      }, leavesNumber: true, by: Self.clerk, key: nil)

    let item = try await town.look(Identifier(rawValue: receipt.id))
    #expect(item.reporter.person == nil && item.reporter.contactMasked == "139 **** 1111")
    #expect(try await contact(town, receipt.id) != nil)
    let rows = try await TableDump(of: town.database).tables.values.flatMap { $0 }
    #expect(!rows.contains { $0.contains("13900001111") })
    var query = CaseQuery()
    query.text = "13900001111"
    #expect(try await actions.list(query, for: .desk).items.map(\.id) == [item.id])
    #expect(
      ReceiptCode.fits(try actions.receiptCode(of: receipt), item.id, keys: actions.keys))
  }

  @Test(arguments: Backend.all)
  func `who may not, takes nothing in; a number, a channel and what residents must say is asked`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let actions = Self.actions(town)
    for viewer in [Viewer.ming, Self.handler, .desk] {
      await #expect(throws: Problem(.notFound)) {
        try await actions.takeIn(Self.call(), leavesNumber: true, by: viewer, key: nil)
      }
    }
    func faults(leavesNumber: Bool = true, _ change: (inout Submission) -> Void) -> [String] {
      actions.intakeMistakes(in: Self.call(change), leavesNumber: leavesNumber).map(\.field)
    }
    #expect(faults { $0.phone = " " } == ["phone"])
    #expect(faults { $0.phone = "123" } == ["phone"])
    #expect(faults(leavesNumber: false) { $0.phone = nil } == [])
    #expect(faults { $0.source = .web } == ["source"])
    #expect(faults { $0.text = "" } == ["text"])
    await #expect(throws: Problem(field: "phone", "mistake.no-caller")) {
      try await actions.takeIn(
        Self.call { $0.phone = nil }, leavesNumber: true, by: Self.clerk, key: nil)
    }
  }

  @Test(arguments: Backend.all, ["13812342076", "13900001111"])
  func `a failure at any statement leaves nothing half done`(
    backend: Backend, phone: String
  ) async throws {
    let town = try await Town(backend)
    let actions = Self.actions(town)
    // Numbers are leased in a transaction of their own, before.
    _ = try await town.submit()
    let key = CommandKey("once", by: "clerk", for: "call")
    let call = Self.call { $0.phone = phone }
    let clerk = Self.clerk

    let statements = try await eachFailure(
      "ServiceRequestActions.file",
      of: {
        _ = try await actions.on($0).takeIn(call, leavesNumber: true, by: clerk, key: key)
      }, in: town.database)

    // As a filing, and one line of the audit more, whose lane may be another.
    #expect(statements >= 8)
  }

  @Test(arguments: Backend.all)
  func `the same call sent twice is one request`(backend: Backend) async throws {
    let town = try await Town(backend)
    let actions = Self.actions(town)
    let key = CommandKey("once", by: "clerk", for: "call")
    let first = try await actions.takeIn(
      Self.call(), leavesNumber: true, by: Self.clerk, key: key)
    let second = try await actions.takeIn(
      Self.call(), leavesNumber: true, by: Self.clerk, key: key)
    #expect(first == second)
  }

  @Test func `what a caller says is for neighbours only where the caller said so`() throws {
    let bare = try JSONText.decode(IntakeBody.self, from: "{\"source\":\"hotline\"}")

    #expect(!bare.submission.isPublic)
    #expect(!IntakeForm(Form(values: [:])).isPublic)
    #expect(IntakeForm(Form(values: ["public": ["yes"]])).isPublic)
  }

  @Test func `a number is read out in groups`() {
    #expect(
      IntakeRoutes.groups("99010120261122W000417") == ["990101", "2026", "1122", "W", "000417"])
    #expect(IntakeRoutes.groups("LL-1") == ["LL-1"])
  }
}
