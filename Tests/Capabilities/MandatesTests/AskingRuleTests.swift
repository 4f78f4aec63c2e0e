import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Mandates

/// What may be asked how often, and what stays whole when things break.
struct AskingRuleTests {
  private let daughter = MandateBench.viewer(MandateBench.daughter)

  @Test(arguments: Backend.all)
  func `after a no nobody is asked again for thirty days`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.asked().id
    try await bench.move(id, .decline, by: MandateBench.mother)

    let again = Problem(field: "phone", "mandate.mistake.declined", values: ["n": "30"])
    await #expect(throws: again) { try await bench.asked() }
    bench.clock.advance(days: 30)
    #expect(try await bench.asked().id != id)
  }

  @Test func `an ask sent again says the same, however its scopes are held`() throws {
    let day = try #require(LocalDate("2027-03-01"))
    let said = (0..<50).map { number in
      let all = MandateScope.allCases
      var scopes = Set<MandateScope>(minimumCapacity: number)
      for step in all.indices { scopes.insert(all[(step + number) % all.count]) }
      let ward = WardAsk(
        basis: .minor, relation: nil, personName: "周", citizenNumber: "1", scopes: scopes,
        untilOn: day)
      let ask = MandateAsk(
        side: .principal, phone: "1", relation: .child, scopes: scopes, untilOn: day)
      return ask.content + "\n\n" + ward.content
    }
    let fewer = MandateAsk(
      side: .principal, phone: "1", relation: .child, scopes: [.pay], untilOn: day)

    #expect(Set(said).count == 1)
    #expect(!said[0].hasPrefix(fewer.content))
  }

  @Test(arguments: Backend.all)
  func `the same ask again is the same ask, under one key or another`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    let first = try await bench.asked()
    let key = CommandKey("k", by: "d", for: "x")

    #expect(try await bench.asked() == first)
    let given = MandateBench.ask(.principal)
    let one = try await bench.actions.ask(given, by: daughter, key: key)
    #expect(try await bench.actions.ask(given, by: daughter, key: key) == one)
    #expect(one.id != first.id)
    #expect(try await bench.events().count == 2)
  }

  @Test(arguments: Backend.all)
  func `ten asks a day are enough`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    for number in 0..<10 {
      let ask = MandateBench.ask(to: "1380000511\(number)")
      _ = try await bench.actions.ask(ask, by: daughter, key: nil)
    }

    let tooMany = Problem(field: "phone", "mandate.mistake.too-many", values: ["n": "10"])
    await #expect(throws: tooMany) { try await bench.asked() }
    bench.clock.advance(days: 1)
    _ = try await bench.asked()
  }

  @Test(arguments: Backend.all)
  func `nobody acts for themselves`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let own = MandateBench.ask(to: MandateBench.daughterPhone)

    await #expect(throws: Problem(field: "phone", "mandate.mistake.own-phone")) {
      try await bench.actions.ask(own, by: daughter, key: nil)
    }
  }

  @Test func `every field that is wrong is named`() throws {
    let ask = MandateAsk(side: .principal, phone: "1", relation: nil, scopes: [], untilOn: nil)

    let problem = #expect(throws: Problem.self) {
      try ask.checked(today: CityTime.date(of: TestClock.start))
    }
    #expect(problem?.fields.map(\.field) == ["phone", "relation", "scopes", "until"])
  }

  @Test(arguments: [-1, 1096])
  func `an end is set, not over and at most three years off`(days: Int) {
    let today = CityTime.date(of: TestClock.start)
    var ask = MandateBench.ask()
    ask.untilOn = today.adding(days: days)
    #expect(throws: Problem.self) { try ask.checked(today: today) }
    ask.untilOn = today.adding(days: 1095)
    #expect(throws: Never.self) { try ask.checked(today: today) }
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement leaves nothing behind`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.asked().id

    let confirming = try await eachFailure(
      "MandateActions.move",
      of: { database in
        let actions = try MandateBench.capability(on: database).actions
        try await actions.move(
          id, .confirm([.pay]), by: MandateBench.viewer(MandateBench.mother), key: nil)
      }, in: bench.database)
    let withdrawing = try await eachFailure(
      "MandateActions.move",
      of: { database in
        let actions = try MandateBench.capability(on: database).actions
        try await actions.move(
          id, .withdraw, by: MandateBench.viewer(MandateBench.mother), key: nil)
      }, in: bench.database)

    #expect(confirming >= 6 && withdrawing >= 5)
    #expect(try await bench.state(id) == "revoked withdrawn")
  }

  @Test(arguments: Backend.all)
  func `a use is checked where it happens, and both sides read it`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.active()
    let asking = bench.capability.asking
    @Sendable func use(_ scope: MandateScope) async throws {
      try await bench.database.write { tx in
        try asking.use(
          scope, of: MandateBench.daughter, for: MandateBench.mother, about: "case:1", in: tx)
      }
    }

    try await use(.viewReport)
    await #expect(throws: Problem(.notFound)) { try await use(.pay) }
    for person in [MandateBench.mother, MandateBench.daughter] {
      let look = try await bench.actions.look(id, as: MandateBench.viewer(person))
      #expect(look.entries.first?.move == .used && look.entries.first?.detail == "view_report")
    }
    // A transaction that began before the withdrawal committed does not get through either.
    try await bench.move(id, .withdraw, by: MandateBench.mother)
    await #expect(throws: Problem(.notFound)) { try await use(.viewReport) }
    let (people, helpers) = try await bench.database.read { db in
      (
        try asking.principals(of: MandateBench.daughter, for: .viewReport, in: db),
        try asking.delegates(of: MandateBench.mother, for: .viewReport, in: db)
      )
    }
    #expect(people.isEmpty && helpers.isEmpty)
  }
}
