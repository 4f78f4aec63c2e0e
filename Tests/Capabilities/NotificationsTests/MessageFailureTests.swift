import Civics
import Contracts
import Gateways
import KernelTesting
import Testing

@testable import Kernel
@testable import Notifications

/// A failure at any statement of what people and administrators do with messages.
struct MessageFailureTests {
  private static let person = Neighbourhood.reporter
  private static let admin = Viewer(person: Identifier(rawValue: "admin"))

  private struct Act {
    let name: String
    /// As many statements as there are at least.
    let least: Int
    let run: @Sendable (NotificationsCapability) async throws -> Void
  }

  private static func fail(_ acts: [Act], _ town: Neighbourhood) async throws {
    for act in acts {
      let statements = try await eachFailure(
        act.name,
        of: { database in
          try await act.run(
            Neighbourhood.capability(
              database, town.sms, keys: town.keys, parties: town.parties.gateways))
        }, in: town.database)
      #expect(statements >= act.least, "\(act.name)")
    }
  }

  @Test(arguments: Backend.all)
  func `messages are read, confirmed and switched off whole or not at all`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    town.script.append([.refused])
    try await town.tell(Neighbourhood.reported)
    try await town.runJobs()
    try await town.tell(
      Neighbourhood.moved("refuse", from: "submitted", to: "refused", version: 6, unit: nil))
    let cards = try await town.capability.actions.messages(
      to: Self.person, limit: 10, in: .chinese)
    let notice = Identifier<Message>(
      rawValue: try #require(cards.first { $0.asksAcknowledgement }).id)
    let failed = try #require(
      try await town.capability.deliveryActions.overview(after: nil, limit: 10).failed.first
    ).id
    let typed = TemplateActions.Typed(
      chinese: "您的事 {number} 有结果了", english: "There is a result for {number}",
      validOn: "2026-03-03")

    let area = Identifier<Message>(rawValue: "area-news")
    let person = Self.person
    try await town.database.write { tx in
      var codes = Message.Codes(number: "")
      codes.area = Neighbourhood.grid
      _ = try MessageStore.insert(
        Message(
          id: area, to: person, kind: .area, level: .normal, template: .nearNew, codes: codes,
          subject: "r1", at: tx.now, dedupeKey: "area-news"), in: tx)
    }

    try await Self.fail(
      [
        Act(name: "NeighbourActions.follow", least: 2) {
          try await $0.neighbourActions.follow(Neighbourhood.grid, by: Self.person)
        },
        Act(name: "NeighbourActions.leave", least: 1) {
          try await $0.neighbourActions.leave(
            NeighbourActions.Alert(area: Neighbourhood.grid), by: Self.person)
        },
        Act(name: "NeighbourActions.end", least: 2) {
          try await $0.neighbourActions.end(area, by: Self.person)
        },
        Act(name: "MessageActions.acknowledge", least: 2) {
          try await $0.actions.acknowledge(notice, by: Self.person)
        },
        Act(name: "MessageActions.markRead", least: 2) {
          try await $0.actions.markRead(by: Self.person)
        },
        // One statement is whole by itself.
        Act(name: "MessageActions.setOptOut", least: 1) {
          try await $0.actions.setOptOut(true, .progress, of: Self.person)
        },
        Act(name: "DeliveryActions.resend", least: 6) {
          try await $0.deliveryActions.resend(
            failed, by: Self.admin, key: CommandKey("resend-1", by: "admin", for: "resend"))
        },
        Act(name: "TemplateActions.put", least: 3) {
          try await $0.templateActions.put(
            typed, of: .reported, by: Self.admin, key: CommandKey("put-1", by: "admin", for: "put"))
        },
      ], town)

    let after = try await town.capability.actions.page(
      to: Self.person, after: nil, unreadOnly: false, limit: 10, in: .chinese)
    #expect(after.unread == 0 && !after.cards.contains { $0.asksAcknowledgement })
    #expect(try await town.capability.actions.optOuts(of: Self.person) == [.progress])
  }

  @Test(arguments: Backend.all)
  func `an address is asked, confirmed and taken away whole or not at all`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, channels: [.mail])
    try await Self.fail(
      [
        Act(name: "AddressActions.ask", least: 2) {
          _ = try await $0.addressActions.ask("a@example.cn", of: Self.person, in: .chinese)
        }
      ], town)
    // Kept before it goes out, and gone out once.
    #expect(town.parties.all[.mail]?.sent.count == 1)

    town.clock.advance(minutes: 2)
    let code = try await town.capability.addressActions.ask(
      "a@example.cn", of: Self.person, in: .chinese)
    let wrong = code == "000000" ? "111111" : "000000"
    try await Self.fail(
      [
        Act(name: "AddressActions.confirm", least: 2) {
          do {
            try await $0.addressActions.confirm(wrong, of: Self.person)
          } catch let problem as Problem where problem.kind == .invalid {}
        },
        Act(name: "AddressActions.confirm", least: 4) {
          try await $0.addressActions.confirm(code, of: Self.person)
        },
      ], town)
    #expect(
      try await town.capability.addressActions.stand(of: Self.person).confirmed
        == "a***@example.cn")
    try await Self.fail(
      [
        Act(name: "AddressActions.remove", least: 3) {
          try await $0.addressActions.remove(of: Self.person)
        }
      ], town)
  }

  @Test(arguments: Backend.all)
  func `browsers come and go whole or not at all`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend, channels: [.push])
    let key = try #require(P256Key(secret: SHA256.hash("phone")))
    @Sendable func subscription(_ name: String) -> PushSubscription? {
      PushSubscription(
        endpoint: "https://push.example/" + name, p256dh: Base64URL.encode(key.publicKey),
        auth: Base64URL.encode([UInt8](repeating: 1, count: 16)))
    }
    try await Self.fail(
      [
        Act(name: "PushActions.serverKey", least: 2) { _ = try await $0.pushActions.serverKey() }
      ], town)
    let actions = town.capability.pushActions
    for number in 1...PushActions.most {
      try await actions.add(subscription("\(number)"), .chinese, of: Self.person)
      town.clock.advance(minutes: 1)
    }
    try await Self.fail(
      [
        // The oldest goes.
        Act(name: "PushActions.add", least: 5) {
          try await $0.pushActions.add(subscription("new"), .chinese, of: Self.person)
        }
      ], town)
    let devices = try #require(try await actions.stand(of: Self.person)).devices
    #expect(devices.count == PushActions.most)
    let (one, other) = (devices[0].id, devices[1].id)
    try await Self.fail(
      [
        Act(name: "PushActions.remove", least: 2) {
          try await $0.pushActions.remove(one, of: Self.person)
        },
        Act(name: "PushActions.forget", least: 2) {
          try await $0.pushActions.forget(other, of: Self.person)
        },
      ], town)
    #expect(try await actions.stand(of: Self.person)?.devices.count == PushActions.most - 2)
  }
}
