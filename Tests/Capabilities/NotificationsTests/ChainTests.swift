import Contracts
import Gateways
import KernelTesting
import Testing

@testable import Kernel
@testable import Notifications

/// One channel after the other, by a moved clock and carriers that fail.
struct ChainTests {
  /// What the law wants told: text, mail after an hour, a call after four more.
  private static let refused = Neighbourhood.moved(
    "refuse", from: "submitted", to: "refused", version: 6, unit: nil)

  private static func town(
    _ backend: Backend, channels: Set<Channel> = [.mail, .voice], mail: Bool = true
  ) async throws -> Neighbourhood {
    let town = try await Neighbourhood(backend, channels: channels)
    guard mail, let address = MailAddress("huifang@example.cn") else { return town }
    let keys = town.keys
    try await town.database.write { tx in
      try AddressStore.put(address, of: Neighbourhood.reporter, keys: keys, in: tx)
    }
    return town
  }

  /// The reporter's deliveries as `channel state`, oldest first.
  private static func course(_ town: Neighbourhood) async throws -> [String] {
    try await town.database.read { db in
      try db.rows(
        """
        SELECT d.channel, d.state FROM message_deliveries d JOIN messages m ON m.id = d.message
        WHERE m.person = \(Neighbourhood.reporter) ORDER BY d.step
        """
      ).map { "\(try $0.get("channel", as: String.self)) \(try $0.get("state", as: String.self))" }
    }
  }

  @Test(arguments: Backend.all)
  func `without a receipt the next channel is tried, when the patience is over and not before`(
    backend: Backend
  ) async throws {
    let town = try await Self.town(backend)
    town.sms.onReport { _ in }
    try #require(town.parties.all[.mail]).onReport { _ in }
    try await town.tell(Self.refused)
    try await town.runJobs()
    town.clock.advance(minutes: 59)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["sms sent"])

    town.clock.advance(minutes: 1)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["sms sent", "mail sent"])
    town.clock.advance(hours: 4)
    try await town.runJobs()

    #expect(try await Self.course(town) == ["sms sent", "mail sent", "voice delivered"])
    let mail = try #require(town.parties.all[.mail]?.sent.first)
    #expect(mail.address == "huifang@example.cn" && mail.title == "邻里：有一条新消息")
    #expect(town.parties.all[.voice]?.sent.first?.address == "13800002076")
    #expect(Set([town.sms.sent[0].key, mail.key]).count == 2)
  }

  @Test(arguments: Backend.all)
  func `a receipt or a look at the message ends the course`(backend: Backend) async throws {
    let town = try await Self.town(backend)
    try await town.tell(Self.refused)
    try await town.runJobs()
    town.clock.advance(hours: 6)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["sms delivered"])

    let other = try await Self.town(backend)
    other.sms.onReport { _ in }
    try await other.tell(Self.refused)
    try await other.runJobs()
    try await other.capability.box.markRead(by: Neighbourhood.reporter)
    other.clock.advance(hours: 2)
    try await other.runJobs()
    #expect(try await Self.course(other) == ["sms sent"])
  }

  @Test(arguments: Backend.all)
  func `a refusal and a failure report go on at once, and only once`(
    backend: Backend
  ) async throws {
    let town = try await Self.town(backend)
    town.script.append([.refused])
    try #require(town.parties.all[.mail]).onReport { _ in }
    try await town.tell(Self.refused)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["sms failed", "mail sent"])

    let key = try #require(town.parties.all[.mail]?.sent.first?.key)
    let failed = NoticeReport(key: key, state: .failed, at: town.clock.now)
    #expect(try await town.capability.actions.note([failed, failed]) == 1)
    #expect(try await town.capability.actions.note([failed]) == 0)
    try await town.runJobs()
    town.clock.advance(hours: 12)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["sms failed", "mail failed", "voice delivered"])
  }

  @Test(arguments: Backend.all)
  func `channels that are not set up or lead nowhere are passed over`(
    backend: Backend
  ) async throws {
    let town = try await Self.town(backend, channels: [.voice], mail: false)
    town.sms.onReport { _ in }
    try await town.tell(Self.refused)
    try await town.runJobs()
    town.clock.advance(hours: 1)
    try await town.runJobs()

    #expect(try await Self.course(town) == ["sms sent", "voice delivered"])
  }

  @Test(arguments: Backend.all, FaultScript.Fault.allCases)
  func `whatever a mail carrier does, one mail goes out at most`(
    backend: Backend, fault: FaultScript.Fault
  ) async throws {
    let town = try await Self.town(backend, channels: [.mail])
    town.script.append([.refused])
    town.parties.scripts[.mail]?.append([fault])
    try await town.tell(Self.refused)
    for _ in 0..<3 {
      try await town.runJobs()
      town.clock.advance(minutes: 2)
    }

    #expect(town.parties.all[.mail]?.sent.count == (fault == .refused ? 0 : 1))
  }

  @Test(arguments: Backend.all)
  func `the next channel waits for the morning too`(backend: Backend) async throws {
    let town = try await Self.town(backend)
    town.clock.advance(hours: 12, minutes: 30)
    town.sms.onReport { _ in }
    let late = Neighbourhood.moved(
      "refuse", from: "submitted", to: "refused", version: 6, unit: nil, at: town.clock.now)
    try await town.tell(late)
    try await town.runJobs()
    town.clock.advance(hours: 1)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["sms sent", "mail waiting"])
    town.clock.advance(hours: 8, minutes: 30)
    try await town.runJobs()

    #expect(try await Self.course(town).prefix(2) == ["sms sent", "mail delivered"])
  }

  @Test func `every kind and level has a chain, and the newest rule of the day holds`() {
    let day = LocalDate(dayNumber: 20_500)
    for kind in Message.Kind.allCases {
      for level in [Message.Level.normal, .urgent] {
        let chain = DeliveryChain.of(kind, level, on: day)
        #expect(!chain.steps.isEmpty && chain.steps.last?.patience == 0)
        #expect(chain.steps.dropLast().allSatisfy { $0.patience > 0 })
      }
    }
    let later = DeliveryChain(steps: [.init(channel: .voice, patience: 0)])
    let rules =
      DeliveryChain.shipped + [
        .init(validOn: day, kind: .notice, level: .normal, chain: later)
      ]
    #expect(DeliveryChain.of(.notice, .normal, on: day, rules: rules) == later)
    #expect(
      DeliveryChain.of(.notice, .normal, on: day.adding(days: -1), rules: rules) != later)
  }

  @Test(arguments: Backend.all)
  func `a failed one is sent again under a new key, by order and with an entry`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    town.script.append([.refused])
    try await town.tell(Neighbourhood.reported)
    try await town.runJobs()
    let actions = town.capability.deliveryActions
    let failed = try #require(try await actions.overview(after: nil, limit: 10).failed.first)
    let viewer = Viewer(person: Identifier(rawValue: "admin"))

    try await actions.resend(failed.id, by: viewer, key: CommandKey("k", by: "admin", for: "x"))
    try await actions.resend(failed.id, by: viewer, key: CommandKey("k", by: "admin", for: "x"))
    await #expect(throws: Problem(.notNow, "deliveries.gone-on")) {
      try await actions.resend(failed.id, by: viewer, key: nil)
    }
    try await town.runJobs()

    #expect(try await Self.course(town) == ["sms failed", "sms delivered"])
    #expect(town.sms.sent.count == 1 && town.sms.sent[0].key != failed.id.rawValue)
    #expect(try await actions.overview(after: nil, limit: 10).failed.isEmpty)
    let entries = try await town.database.read { db in
      try db.number("SELECT COUNT(*) FROM audit_entries WHERE action = 'notifications.resend'")
    }
    #expect(entries == 1)
  }
}
