import KernelTesting
import Testing

@testable import Kernel
@testable import Notifications

/// Chains taken back before their day, and the way back to the shipped ones.
struct ChainWithdrawalTests {
  private static let admin = Viewer(person: Identifier(rawValue: "admin"))
  private static let limits = ChainActions.Subject(kind: .limits, level: .normal)

  private static func row(_ channel: String) -> ChainRule.Row {
    ChainRule.Row(whom: "receiver", channel: channel, minutes: "")
  }

  @Test(arguments: Backend.all)
  func `a chain is withdrawn while its day has not come, and the shipped one comes back`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    let actions = town.capability.chainActions
    var typed = ChainActions.Typed(rows: [Self.row("sms")], validOn: "2026-03-03")
    try await actions.activate(typed, Self.limits, by: Self.admin, key: nil)
    typed.validOn = "2026-03-05"
    typed.rows[0].channel = "voice"
    try await actions.activate(typed, Self.limits, by: Self.admin, key: nil)
    let key = CommandKey("k", by: "admin", for: "withdraw")
    try await actions.withdraw("2026-03-05", Self.limits, by: Self.admin, key: key)
    try await actions.withdraw("2026-03-05", Self.limits, by: Self.admin, key: key)
    for (day, kind) in [
      ("2026-03-05", Problem.Kind.notFound), ("soon", .notFound), ("2026-03-02", .notNow),
    ] {
      await #expect(throws: Problem(kind), "\(day)") {
        try await actions.withdraw(day, Self.limits, by: Self.admin, key: nil)
      }
    }

    let later = try #require(LocalDate("2026-03-06"))
    #expect(try await actions.book().chain(Self.limits, on: later).steps.map(\.channel) == [.sms])
    town.clock.advance(days: 1)
    await #expect(throws: Problem(.notNow)) {
      try await actions.withdraw("2026-03-03", Self.limits, by: Self.admin, key: nil)
    }
    // What was typed beside it does not matter, the day does.
    typed.rows = []
    typed.validOn = "2026-03-03"
    await #expect(throws: Problem(field: "valid_on", "chain.fault.day")) {
      try await actions.activate(typed, Self.limits, isShipped: true, by: Self.admin, key: nil)
    }
    typed.validOn = "2026-03-06"
    try await actions.activate(typed, Self.limits, isShipped: true, by: Self.admin, key: nil)
    #expect(
      try await actions.book().chain(Self.limits, on: later)
        == DeliveryChain.of(.limits, .normal, on: later))
    let audit = try await town.database.read { db in
      try db.rows("SELECT action, detail FROM audit_entries ORDER BY at, lane, number").map {
        try $0.get("action", as: String.self) + " " + $0.get("detail", as: String.self)
      }
    }
    #expect(audit.contains("notifications.chain_withdrawn 2026-03-05"))
    #expect(audit.count { $0.hasPrefix("notifications.chain_withdrawn") } == 1)
  }

  @Test(arguments: Backend.all)
  func `a withdrawal happens whole or not at all`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    let typed = ChainActions.Typed(rows: [Self.row("sms")], validOn: "2026-03-03")
    let actions = town.capability.chainActions
    try await actions.activate(typed, Self.limits, by: Self.admin, key: nil)

    let statements = try await eachFailure(
      "ChainActions.withdraw",
      of: { database in
        let failing = ChainActions(
          database: database, people: actions.people, directory: actions.directory,
          channels: actions.channels)
        try await failing.withdraw("2026-03-03", Self.limits, by: Self.admin, key: nil)
      }, in: town.database)

    #expect(statements >= 2)
  }
}
