import Contracts
import Gateways
import KernelTesting
import Testing

@testable import Kernel
@testable import Notifications

/// Chains that administrators write: what they may be, from when they hold, who is told by them.
struct ChainRuleTests {
  private static let admin = Viewer(person: Identifier(rawValue: "admin"))
  private static let limits = ChainActions.Subject(kind: .limits, level: .normal)

  private static func row(
    _ channel: String, _ minutes: String = "", _ whom: String = "receiver"
  ) -> ChainRule.Row {
    ChainRule.Row(whom: whom, channel: channel, minutes: minutes)
  }

  private static func faults(
    _ rows: [ChainRule.Row], _ kind: Message.Kind = .limits, _ level: Message.Level = .normal
  ) -> [String] {
    ChainRule.check(rows, kind, level).faults.map {
      $0.field + " " + ($0.message.split(separator: ".").last ?? "")
    }
  }

  @Test func `a chain in order is read with its waits, empty rows left out`() {
    let (chain, faults) = ChainRule.check(
      [
        Self.row("mini", "10"), Self.row(""), Self.row("sms", "30", "street"),
        Self.row("voice", "", "district"),
      ],
      .limits, .normal)
    #expect(faults == [])
    #expect(
      chain.steps == [
        DeliveryChain.Step(channel: .mini, patience: 10),
        DeliveryChain.Step(whom: .street, channel: .sms, patience: 30),
        DeliveryChain.Step(whom: .district, channel: .voice, patience: 0),
      ])
  }

  @Test func `what is wrong is named with its row`() {
    typealias T = Self
    #expect(T.faults([T.row("")]) == ["channel1 none"])
    #expect(T.faults([T.row("pigeon")]) == ["channel1 channel"])
    #expect(T.faults([T.row("", "10")]) == ["channel1 channel"])
    #expect(T.faults([T.row("sms", "", "mayor")]) == ["whom1 whom"])
    #expect(T.faults([T.row("sms", "", "street")]) == ["whom1 first"])
    #expect(
      T.faults([T.row("sms", "5"), T.row("voice", "", "street")], .progress) == ["whom2 own"])
    #expect(
      T.faults([
        T.row("sms", "5"), T.row("sms", "5", "district"), T.row("voice", "", "street"),
      ]) == ["whom3 down"])
    #expect(T.faults([T.row("sms", "5"), T.row("sms")]) == ["channel2 twice"])
    #expect(T.faults([T.row("sms", "5")]) == ["minutes1 last"])
    for wrong in ["", "0", "soon", "-5", "10081"] {
      #expect(T.faults([T.row("sms", wrong), T.row("voice")]) == ["minutes1 minutes"], "\(wrong)")
    }
    #expect(
      T.faults([T.row("sms", "61"), T.row("voice")], .limits, .urgent) == ["minutes1 minutes"])
    #expect(T.faults([T.row("sms", "60"), T.row("voice")], .limits, .urgent) == [])
  }

  @Test func `the shipped chains keep the rule themselves`() {
    for rule in DeliveryChain.shipped {
      let rows = rule.chain.steps.map { step in
        Self.row(step.channel.rawValue, step.patience == 0 ? "" : String(step.patience))
      }
      #expect(ChainRule.check(rows, rule.kind, rule.level).chain == rule.chain)
      #expect(Self.faults(rows, rule.kind, rule.level) == [])
    }
  }

  @Test(arguments: Backend.all)
  func `a chain holds from its day on, is in the audit, and today is too early`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    let actions = town.capability.chainActions
    var typed = ChainActions.Typed(
      rows: [Self.row("sms", "30"), Self.row("voice", "", "street")], validOn: "2026-03-02")
    await #expect(throws: Problem(field: "valid_on", "chain.fault.day")) {
      try await actions.activate(typed, Self.limits, by: Self.admin, key: nil)
    }
    typed.validOn = "2026-03-03"
    try await actions.activate(typed, Self.limits, by: Self.admin, key: nil)
    typed.rows[0].minutes = "20"
    try await actions.activate(typed, Self.limits, by: Self.admin, key: nil)
    let book = try await actions.book()
    let day = LocalDate("2026-03-03")
    #expect(book.editions.count == 1)
    #expect(
      try book.chain(Self.limits, on: #require(day)).steps.map(\.patience) == [20, 0])
    #expect(
      try book.chain(Self.limits, on: #require(day).adding(days: -1)).steps.first?.channel == .mini)
    let entries = try await town.database.read { db in
      try db.rows("SELECT detail FROM audit_entries WHERE action = 'notifications.chain'")
        .map { try $0.get("detail", as: String.self) }
    }
    #expect(
      entries == [
        "2026-03-03 receiver/sms+30 street/voice+0", "2026-03-03 receiver/sms+20 street/voice+0",
      ])
  }

  private static let missed = ServiceRequestEvents.LimitMissed(
    request: "case-1", duty: "handle", owner: "power", area: "990101001002011",
    dueAt: TestClock.start.adding(days: 1), isFarOver: false)

  /// Everybody's deliveries as `person channel state`.
  private static func course(_ town: Neighbourhood) async throws -> [String] {
    try await town.database.read { db in
      try db.rows(
        """
        SELECT m.person, d.channel, d.state FROM message_deliveries d
        JOIN messages m ON m.id = d.message ORDER BY m.person, d.step
        """
      ).map { row in
        "\(try row.get("person", as: String.self)) \(try row.get("channel", as: String.self)) "
          + (try row.get("state", as: String.self))
      }
    }
  }

  @Test(arguments: Backend.all)
  func `nobody answers, so those further up are told once, and a reader ends it`(
    backend: Backend
  ) async throws {
    for isRead in [false, true] {
      let town = try await Neighbourhood(backend)
      try await town.capability.chainActions.activate(
        ChainActions.Typed(
          rows: [Self.row("sms", "30"), Self.row("sms", "", "street")], validOn: "2026-03-03"),
        Self.limits, by: Self.admin, key: nil)
      town.clock.advance(days: 1)
      try await town.tell(Self.missed)
      if isRead { try await town.capability.box.markRead(by: Neighbourhood.handler) }
      try await town.runJobs()
      town.clock.advance(hours: 1)
      try await town.runJobs()
      // The handler has no number: the first step leads nowhere and the street is told at once.
      #expect(
        try await Self.course(town)
          == (isRead
            ? ["handler sms withheld"]
            : ["chief sms withheld", "handler sms withheld"]))
      #expect(try await town.texts(to: Neighbourhood.chief).count == (isRead ? 0 : 1))
      try await town.tell(Self.missed)
      try await town.runJobs()
      #expect(try await town.texts(to: Neighbourhood.chief).count == (isRead ? 0 : 1))
    }
  }

  @Test(arguments: Backend.all)
  func `the preview says who would be told, when, and what leads nowhere`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, hour: 21)
    let chain = DeliveryChain(steps: [
      DeliveryChain.Step(channel: .sms, patience: 90),
      DeliveryChain.Step(whom: .street, channel: .flash, patience: 0),
    ])
    let told = try await town.capability.chainActions.preview(chain, Self.limits, unit: "power")
    #expect(told.map(\.isSetUp) == [true, false])
    #expect(told.first?.people?.map(\.name) == ["周建国"])
    // 21:00 and an hour and a half is night: the next morning at seven.
    #expect(
      told.map { $0.at.rawValue - town.clock.now.rawValue } == [0, 10 * 3_600_000])
    let own = ChainActions.Subject(kind: .progress, level: .urgent)
    let urgent = try await town.capability.chainActions.preview(
      DeliveryChain(steps: Array(chain.steps.prefix(1))), own, unit: "")
    #expect(urgent.first?.people == nil)
  }

  @Test(arguments: Backend.all)
  func `a failure leaves no half a chain`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    let count = try await eachFailure(
      "ChainActions.activate",
      of: { database in
        let actions = ChainActions(
          database: database, people: town.capability.chainActions.people,
          directory: NoPlan(), channels: [])
        try await actions.activate(
          ChainActions.Typed(rows: [Self.row("sms")], validOn: "2026-03-05"), Self.limits,
          by: Self.admin, key: CommandKey("k", by: "admin", for: "chain"))
      }, in: town.database)
    #expect(count >= 3)
  }
}
