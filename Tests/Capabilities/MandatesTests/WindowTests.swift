import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Mandates

/// What a window confirms and ends: guardians, wards, and people without telephones.
struct WindowTests {
  private let daughter = MandateBench.viewer(MandateBench.daughter)
  private let window = MandateBench.viewer(MandateBench.window)

  private func confirm(
    _ bench: MandateBench, _ id: Identifier<Mandate>, _ document: Mandate.Document,
    isHeard: Bool = true, by viewer: Viewer? = nil
  ) async throws {
    try await bench.sayCode(of: id)
    try await bench.actions.moveAtWindow(
      id, .confirmAtWindow(document), isHeard: isHeard, by: viewer ?? window, key: nil)
  }

  private func ward(_ bench: MandateBench, _ ask: WardAsk) async throws -> Identifier<Mandate> {
    try await bench.actions.ask(ask, by: daughter, key: nil).id
  }

  private func principal(
    _ bench: MandateBench, _ id: Identifier<Mandate>
  ) async throws -> Identifier<Person> {
    try #require(
      try await bench.database.read { try MandateStore.find(id, in: $0)?.mandate.principal })
  }

  @Test(arguments: Backend.all)
  func `a guardian's mandate holds once the paper was seen, until the child is 14`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    let id = try await ward(bench, MandateBench.ward())
    let child = try await principal(bench, id)
    let agreed = bench.capability.agreed
    @Sendable func isGiven() async throws -> Bool {
      try await bench.database.read { try agreed.isGiven(.child, by: child, in: $0) }
    }

    // Nobody confirms it on a telephone, also not the guardian.
    await #expect(throws: Problem(.notNow, "mandate.not-now")) {
      try await bench.move(id, .confirm(nil), by: MandateBench.daughter)
    }
    #expect(try await !isGiven())
    try await confirm(bench, id, .householdRegister)
    #expect(try await bench.scopes(for: child) == [.viewReport, .book])
    #expect(try await isGiven())

    // 1 June 2029 would be the birthday; the end asked for is earlier, so it counts.
    bench.clock.set(CityTime.instant(try #require(LocalDate(year: 2029, month: 2, day: 2))))
    #expect(try await bench.scopes(for: child) == [])
    #expect(try await !isGiven())
  }

  @Test func `fourteen ends a child's, eighteen a minor's`() throws {
    var ask = MandateBench.ward()
    ask.untilOn = LocalDate(year: 2031, month: 12, day: 31)
    let today = try #require(LocalDate(year: 2029, month: 1, day: 1))
    let child = try ask.checked(today: today)
    #expect(
      child.untilAt == CityTime.instant(try #require(LocalDate(year: 2029, month: 6, day: 1))))

    let later = try #require(LocalDate(year: 2031, month: 6, day: 1))
    ask.untilOn = LocalDate(year: 2034, month: 5, day: 1)
    ask.consentVersion = nil
    let youth = try ask.checked(today: later)
    #expect(
      youth.untilAt == CityTime.instant(try #require(LocalDate(year: 2033, month: 6, day: 1))))
    #expect(youth.consentVersion == nil)
  }

  @Test(arguments: Backend.all)
  func `a child under 14 needs the guardian's own consent, one of 8 is heard`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    for (version, message) in [
      (nil, "mandate.mistake.consent"), (7, "mandate.mistake.consent-changed"),
    ] {
      await #expect(throws: Problem(field: "consent", message)) {
        try await ward(bench, MandateBench.ward(agreed: version))
      }
    }
    let id = try await ward(bench, MandateBench.ward())
    await #expect(throws: Problem(field: "heard", "window.mistake.heard")) {
      try await confirm(bench, id, .birthCertificate, isHeard: false)
    }
    try await confirm(bench, id, .birthCertificate)
    #expect(try await bench.audit().contains("mandates.child_heard"))
  }

  @Test(arguments: Backend.all)
  func `papers prove what they say, and nobody confirms their own`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await ward(bench, MandateBench.ward(.incapacity, number: MandateBench.adultNumber))

    for paper in [Mandate.Document.identityCard, .householdRegister, .birthCertificate] {
      await #expect(throws: Problem(field: "document", "mandate.wrong-paper")) {
        try await confirm(bench, id, paper)
      }
    }
    await #expect(throws: Problem(field: "document", "mandate.own-matter")) {
      try await confirm(
        bench, id, .courtDecision,
        by: MandateBench.clerk(.area("990101001002"), MandateBench.daughter))
    }
    try await confirm(bench, id, .courtDecision)
    let look = try await bench.actions.look(id, as: daughter)
    #expect(look.entries.first?.role == .window && look.entries.first?.detail == "court_decision")
    #expect(look.mandate.proof == .window)
  }

  @Test(arguments: Backend.all)
  func `two guardians have one ward, and each their own mandate`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let first = try await ward(bench, MandateBench.ward())
    var ask = MandateBench.ward()
    ask.personName = "满满"
    let mother = MandateBench.viewer(MandateBench.mother)
    let second = try await bench.actions.ask(ask, by: mother, key: nil).id

    #expect(try await principal(bench, first) == principal(bench, second))
    // What the other guardian wrote is not told before a window has seen a paper.
    let look = try await bench.actions.look(second, as: mother)
    #expect(OtherSide(look.mandate, .delegate, look.cards).name == "满满")
    try await confirm(bench, first, .householdRegister)
    try await bench.move(first, .giveBack, by: MandateBench.daughter)
    try await confirm(bench, second, .householdRegister)
    #expect(
      try await bench.scopes(for: principal(bench, second), of: MandateBench.mother).count == 2)
  }

  @Test(arguments: Backend.all)
  func `the number of a ward is not kept`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    _ = try await ward(bench, MandateBench.ward())

    let rows = try await TableDump(of: bench.database).tables.values.flatMap { $0 }
    #expect(rows.contains { $0.contains("330***********0036") })
    #expect(!rows.contains { $0.contains(MandateBench.childNumber) })
  }

  @Test(arguments: Backend.all)
  func `a window confirms for who stands there, and ends it as they wish`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    let receipt = try await bench.asked()
    #expect(try await bench.actions.search(receipt.code, by: window).map(\.id) == [receipt.id])
    #expect(
      try await bench.actions.search(MandateBench.motherPhone, by: window).map(\.id)
        == [receipt.id])
    try await confirm(bench, receipt.id, .identityCard)
    #expect(try await bench.scopes() == [.viewReport, .receiveReminder])

    try await bench.actions.moveAtWindow(
      receipt.id, .withdrawAtWindow(.identityCard), by: window, key: nil)
    #expect(try await bench.scopes() == [])
    #expect(try await bench.state(receipt.id) == "revoked window")
    // Twice here, and once before the paper was looked at.
    #expect(try await bench.audit().filter { $0 == "mandates.searched" }.count == 3)
    #expect(try await bench.actions.search(receipt.code, by: window).isEmpty)
    await #expect(throws: Problem(field: "q", "window.mistake.search")) {
      try await bench.actions.search("王桂兰", by: window)
    }
  }

  @Test(arguments: Backend.all)
  func `a number nobody signs in with has nobody to confirm for`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let ask = MandateBench.ask(to: MandateBench.nobodysPhone)
    let id = try await bench.actions.ask(ask, by: daughter, key: nil).id

    await #expect(throws: Problem(field: "document", "mandate.unknown-principal")) {
      try await confirm(bench, id, .identityCard)
    }
  }

  @Test(arguments: Backend.all)
  func `who was asked before anybody had the number is known once they have seen it`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.actions.ask(MandateBench.ask(), by: daughter, key: nil).id
    try await bench.database.write { tx in
      _ = try tx.run("UPDATE mandates SET invited = NULL WHERE id = \(id)")
    }
    await #expect(throws: Problem(field: "document", "mandate.unknown-principal")) {
      try await confirm(bench, id, .identityCard)
    }
    let mother = MandateBench.viewer(MandateBench.mother)
    #expect(try await bench.actions.overview(of: mother).mandates.map(\.id) == [id])

    try await confirm(bench, id, .identityCard)
    #expect(try await principal(bench, id) == MandateBench.mother)
    #expect(try await bench.state(id).hasPrefix("active"))
  }

  @Test(arguments: Backend.all)
  func `whoever was given it may take it at a window, with a paper of their own`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    let given = MandateBench.ask(.principal, to: MandateBench.daughterPhone)
    let mother = MandateBench.viewer(MandateBench.mother)
    let id = try await bench.actions.ask(given, by: mother, key: nil).id

    try await bench.sayCode(of: id)
    let look = try await bench.actions.lookAtWindow(id, by: window)
    #expect(look.mandate.presentAtWindow == MandateBench.daughter)
    await #expect(throws: Problem(field: "document", "mandate.wrong-paper")) {
      try await confirm(bench, id, .birthCertificate)
    }
    try await confirm(bench, id, .identityCard)
    let mandate = try #require(
      try await bench.database.read { try MandateStore.find(id, in: $0)?.mandate })
    #expect(mandate.delegate == MandateBench.daughter && mandate.proof == .window)
    #expect(try await bench.scopes(for: MandateBench.mother) == [.viewReport, .receiveReminder])
  }
}
