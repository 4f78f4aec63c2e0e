import Gateways
import KernelTesting
import Testing

@testable import Kernel
@testable import Notifications

/// A mail address gets nothing until its owner has given the code back.
struct AddressTests {
  private static let person = Neighbourhood.reporter

  @Test(arguments: Backend.all)
  func `a confirmed address is kept, sealed, and can be taken away`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend, channels: [.mail])
    let actions = town.capability.addressActions
    let code = try await actions.ask("HuiFang@Example.cn", of: Self.person, in: .english)
    let mail = try #require(town.parties.all[.mail]?.sent.first)
    #expect(mail.text.hasPrefix("Your code is \(code)."))
    #expect(mail.address == "HuiFang@example.cn")
    #expect(try await actions.stand(of: Self.person) == .init(waiting: "H***@example.cn"))

    try await actions.confirm(" \(code) ", of: Self.person)

    #expect(try await actions.stand(of: Self.person) == .init(confirmed: "H***@example.cn"))
    let dump = try await TableDump(of: town.database)
    #expect(!"\(dump.tables)".contains("HuiFang@"))
    try await actions.remove(of: Self.person)
    #expect(try await actions.stand(of: Self.person) == .init())
    let entries = try await town.database.read { db in
      try db.rows(
        "SELECT detail FROM audit_entries WHERE action = 'notifications.mail_address' ORDER BY at"
      ).map { try $0.get("detail", as: String.self) }
    }
    #expect(Set(entries) == ["confirmed", "removed"] && entries.count == 2)
  }

  @Test(arguments: Backend.all)
  func `wrong, late and guessed codes confirm nothing`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend, channels: [.mail])
    let actions = town.capability.addressActions
    let wrong = Problem(field: "code", "mail.code.wrong")
    let code = try await actions.ask("a@example.cn", of: Self.person, in: .chinese)
    for guess in [
      "", "x", code + "0", "1" + code.dropFirst() == code ? "000000" : "1" + code.dropFirst(),
    ] {
      await #expect(throws: wrong) { try await actions.confirm(guess, of: Self.person) }
    }
    await #expect(throws: wrong) { try await actions.confirm(code, of: Neighbourhood.supporter) }
    await #expect(throws: wrong) { try await actions.confirm("999999x9", of: Self.person) }
    // Five guesses are the end of it.
    await #expect(throws: wrong) { try await actions.confirm(code, of: Self.person) }

    town.clock.advance(minutes: 2)
    let second = try await actions.ask("a@example.cn", of: Self.person, in: .chinese)
    town.clock.advance(minutes: 10)
    await #expect(throws: wrong) { try await actions.confirm(second, of: Self.person) }
    #expect(try await actions.stand(of: Self.person) == .init())
  }

  @Test(arguments: Backend.all)
  func `codes are sent now and then, not as often as somebody likes`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, channels: [.mail])
    let actions = town.capability.addressActions
    for _ in 0..<AddressActions.sendsADay {
      let code = try await actions.ask("a@example.cn", of: Self.person, in: .chinese)
      // The second click: the code that is on its way stands.
      #expect(try await actions.ask("a@example.cn", of: Self.person, in: .chinese) == code)
      await #expect(throws: Problem(field: "mail", "mail.wait", values: ["n": "60"])) {
        try await actions.ask("b@example.cn", of: Self.person, in: .chinese)
      }
      town.clock.advance(minutes: 1)
    }
    await #expect(throws: Problem(field: "mail", "mail.too-many")) {
      try await actions.ask("a@example.cn", of: Self.person, in: .chinese)
    }
    #expect(town.parties.all[.mail]?.sent.count == 5)
    town.clock.advance(days: 1)
    _ = try await actions.ask("a@example.cn", of: Self.person, in: .chinese)
  }

  @Test(arguments: Backend.all)
  func `a carrier that fails is told of, and without one nothing is offered`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, channels: [.mail])
    town.parties.scripts[.mail]?.append([.unreachable])
    await #expect(throws: Problem(.unavailable, "mail.not-sent")) {
      try await town.capability.addressActions.ask("a@example.cn", of: Self.person, in: .chinese)
    }
    await #expect(throws: Problem(field: "mail", "mail.wrong")) {
      try await town.capability.addressActions.ask("a@example", of: Self.person, in: .chinese)
    }
    let without = try await Neighbourhood(backend).capability.addressActions
    #expect(!without.isOffered)
    await #expect(throws: Problem(.notFound)) {
      try await without.ask("a@example.cn", of: Self.person, in: .chinese)
    }
  }
}
