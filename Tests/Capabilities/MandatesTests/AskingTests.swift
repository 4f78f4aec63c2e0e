import Contracts
import Kernel
import KernelTesting
import Testing

@testable import Mandates

/// Asking, answering and ending, between two people with telephones.
struct AskingTests {
  @Test(arguments: Backend.all)
  func `it holds once the principal has confirmed, and ends at once`(backend: Backend) async throws
  {
    let bench = try await MandateBench(backend)
    let id = try await bench.asked().id
    #expect(try await bench.scopes() == [])

    try await bench.move(id, .confirm([.viewReport]), by: MandateBench.mother)
    #expect(try await bench.scopes() == [.viewReport])
    #expect(try await bench.scopes(for: MandateBench.daughter, of: MandateBench.mother) == [])

    try await bench.move(id, .withdraw, by: MandateBench.mother)
    #expect(try await bench.scopes() == [])
    #expect(try await bench.state(id) == "revoked withdrawn")
    #expect(
      try await bench.events() == [
        "mandates.asked.v1", "mandates.confirmed.v1", "mandates.ended.v1",
      ])
    #expect(
      try await bench.audit() == ["mandates.asked", "mandates.confirmed", "mandates.withdrawn"])
  }

  @Test(arguments: Backend.all)
  func `what is given holds once the delegate takes it`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let ask = MandateBench.ask(.principal, to: MandateBench.daughterPhone, [.pay])
    let mother = MandateBench.viewer(MandateBench.mother)
    let id = try await bench.actions.ask(ask, by: mother, key: nil).id

    // A delegate cannot make more of it than was given.
    try await bench.move(id, .confirm([.pay, .viewReport]), by: MandateBench.daughter)
    #expect(try await bench.scopes() == [.pay])

    try await bench.move(id, .giveBack, by: MandateBench.daughter)
    #expect(try await bench.scopes() == [])
  }

  @Test(arguments: Backend.all)
  func `the answer does not tell whether anybody has the number`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    // The first line of audit of a connection looks for the chain's end.
    let first = MandateBench.ask(.principal)
    _ = try await bench.actions.ask(first, by: MandateBench.viewer(MandateBench.daughter), key: nil)
    var costs: [Int] = []
    var looks: [String] = []
    for phone in [MandateBench.motherPhone, MandateBench.nobodysPhone] {
      let count = QueryCount()
      let daughter = MandateBench.viewer(MandateBench.daughter)
      let receipt = try await QueryCount.counting(in: count) {
        try await bench.actions.ask(MandateBench.ask(to: phone), by: daughter, key: nil)
      }
      costs.append(count.value)
      let look = try await bench.actions.look(receipt.id, as: daughter)
      let other = OtherSide(look.mandate, .delegate, look.cards)
      looks.append("\(other.name ?? "-") \(look.entries.count) \(look.switches.count)")
      #expect(other.phone == "138 **** " + phone.suffix(4))
      #expect(receipt.code.count == 8)
    }

    #expect(costs[0] == costs[1])
    #expect(looks == ["- 1 9", "- 1 9"])
  }

  @Test(arguments: Backend.all)
  func `who signs in later with the number finds it`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.asked().id
    try await bench.database.write { tx in
      // As if the mother had not been known when she was asked.
      try tx.run("UPDATE mandates SET invited = NULL")
    }
    let overview = try await bench.actions.overview(of: MandateBench.viewer(MandateBench.mother))

    #expect(overview.mandates.map(\.id) == [id])
    try await bench.move(id, .confirm(nil), by: MandateBench.mother)
    #expect(try await bench.scopes() == [.viewReport, .receiveReminder])
  }

  @Test(arguments: Backend.all)
  func `to others there is no such mandate`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.active()
    let stranger = MandateBench.viewer(MandateBench.stranger)

    await #expect(throws: Problem(.notFound)) { try await bench.actions.look(id, as: stranger) }
    for move in [MandateMove.confirm(nil), .decline, .withdraw, .giveBack, .turn(.pay, isOn: true)]
    {
      await #expect(throws: Problem(.notFound)) {
        try await bench.move(id, move, by: MandateBench.stranger)
      }
    }
    #expect(try await bench.actions.overview(of: stranger).mandates.isEmpty)
  }

  @Test(arguments: Backend.all)
  func `one scope is one switch, and only the principal's`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.active()

    try await bench.move(id, .turn(.viewReport, isOn: false), by: MandateBench.mother)
    #expect(try await bench.scopes() == [.receiveReminder])
    try await bench.move(id, .turn(.pay, isOn: true), by: MandateBench.mother)
    #expect(try await bench.scopes() == [.receiveReminder, .pay])
    await #expect(throws: Problem(.notNow, "mandate.not-now")) {
      try await bench.move(id, .turn(.book, isOn: true), by: MandateBench.daughter)
    }
  }

  @Test(arguments: Backend.all)
  func `its last day counts, and nothing waits for the job`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.active()

    bench.clock.set(CityTime.instant(try #require(MandateBench.day), hour: 23, minute: 59))
    #expect(try await bench.scopes().count == 2)
    bench.clock.set(CityTime.instant(try #require(MandateBench.day), hour: 24))
    #expect(try await bench.scopes() == [])
    #expect(try await bench.state(id) == "active")
    await #expect(throws: Problem(.notNow, "mandate.not-now")) {
      try await bench.move(id, .turn(.pay, isOn: true), by: MandateBench.mother)
    }

    #expect(try await bench.actions.expire(limit: 10) == 1)
    #expect(try await bench.actions.expire(limit: 10) == 0)
    #expect(try await bench.state(id) == "expired run_out")
    #expect(try await bench.events().last == "mandates.ended.v1")
  }

  @Test(arguments: Backend.all)
  func `an ask without an answer is over after thirty days`(backend: Backend) async throws {
    let bench = try await MandateBench(backend)
    let id = try await bench.asked().id

    bench.clock.advance(days: 30)
    await #expect(throws: Problem(.notNow, "mandate.not-now")) {
      try await bench.move(id, .confirm(nil), by: MandateBench.mother)
    }
    _ = try await bench.actions.expire(limit: 10)
    #expect(try await bench.state(id) == "expired unanswered")
  }
}
