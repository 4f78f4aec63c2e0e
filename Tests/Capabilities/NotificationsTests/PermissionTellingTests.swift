import Contracts
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Notifications

/// What people are told of mandates, consents and requests about their data.
struct PermissionTellingTests {
  /// The midnight after the last day.
  private static let until = CityTime.instant(
    CityTime.date(of: TestClock.start.adding(days: 90)), hour: 24)

  private static func ended(_ reason: String) -> MandateEvents.Ended {
    MandateEvents.Ended(
      mandate: "m1", principal: Neighbourhood.reporter, delegate: Neighbourhood.handler,
      reason: reason, at: TestClock.start)
  }

  @Test(arguments: Backend.all)
  func `who is asked hears of it once, by text too, and it names nobody`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    let asked = MandateEvents.Asked(
      mandate: "m1", asker: Neighbourhood.handler, asked: Neighbourhood.reporter,
      side: "principal", at: TestClock.start)

    try await town.tell(asked)
    try await town.tell(asked)
    try await town.runJobs()

    let sentence = "有人请您确认一份代办授权，是谁、办什么请打开邻里查看。您同意之前不会生效"
    #expect(try await town.texts(to: Neighbourhood.reporter) == [sentence])
    #expect(try await town.texts(to: Neighbourhood.handler) == [])
    #expect(town.sms.sent.map(\.text) == ["【邻里】" + sentence])
    #expect(try await town.deliveries() == ["delivered"])
    let cards = try await town.capability.box.messages(
      to: Neighbourhood.reporter, limit: 5, in: .english)
    #expect(cards.map(\.page) == ["/permissions/m1"])
    #expect(cards.map(\.request) == [nil])
  }

  @Test(arguments: Backend.all)
  func `a number that nobody has signed in with tells nobody`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    try await town.tell(
      MandateEvents.Asked(
        mandate: "m1", asker: Neighbourhood.reporter, asked: nil, side: "principal",
        at: TestClock.start))
    #expect(try await town.texts(to: Neighbourhood.reporter) == [])
  }

  @Test(arguments: Backend.all)
  func `both sides hear of the confirmation, but not who cannot sign in`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    for principal in [Neighbourhood.reporter, Neighbourhood.ward] {
      try await town.tell(
        MandateEvents.Confirmed(
          mandate: "m-\(principal)", principal: principal, delegate: Neighbourhood.handler,
          proof: "window", untilAt: Self.until, at: TestClock.start))
    }
    let sentence =
      "A permission to act for somebody holds from now on, until 31 May 2026. "
      + "Open Linli to see or end it"
    #expect(try await town.texts(to: Neighbourhood.reporter, in: .english) == [sentence])
    #expect(try await town.texts(to: Neighbourhood.handler, in: .english) == [sentence, sentence])
    // As the permission's own page says it.
    #expect(
      try await town.texts(to: Neighbourhood.reporter) == [
        "一份代办授权已生效，到 2026年5月31日 为止。打开邻里可以查看，也可以随时收回"
      ])
    #expect(try await town.texts(to: Neighbourhood.ward) == [])
  }

  @Test(arguments: Backend.all)
  func `switches turned in one go are one piece of news without a text`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    for (scope, hours) in [("pay", 0), ("book", 0), ("pay", 1)] as [(String, Int64)] {
      try await town.tell(
        MandateEvents.ScopeSwitched(
          mandate: "m1", principal: Neighbourhood.reporter, delegate: Neighbourhood.handler,
          scope: scope, isOn: true, at: TestClock.start.adding(hours: hours)))
    }
    #expect(try await town.texts(to: Neighbourhood.handler).count == 2)
    #expect(try await town.deliveries() == [])
  }

  @Test(arguments: [
    ("withdrawn", "mandate_withdrawn", 2), ("given_back", "mandate_withdrawn", 2),
    ("window", "mandate_withdrawn", 2), ("declined", "mandate_declined", 2),
    ("run_out", "mandate_ended", 2), ("closed", "mandate_ended", 2),
    ("cancelled", "mandate_ended", 0), ("unanswered", "mandate_ended", 0),
  ])
  func `every way of ending is told, and by text where it took something away`(
    reason: String, template: String, texts: Int
  ) async throws {
    let town = try await Neighbourhood(.sqlite)
    try await town.tell(Self.ended(reason))
    let rows = try await town.database.read {
      try $0.rows("SELECT template FROM messages ORDER BY person")
    }
    #expect(try rows.map { try $0.get("template", as: String.self) } == [template, template])
    #expect(try await town.deliveries().count == texts)
  }

  @Test(arguments: Backend.all)
  func `consents leave a line, without text; a child's guardian hears of the mandate`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    try await town.tell(
      ConsentEvents.Given(
        person: Neighbourhood.reporter, purpose: "real_name", version: 1, at: TestClock.start))
    try await town.tell(
      ConsentEvents.Withdrawn(
        person: Neighbourhood.reporter, purpose: "real_name", at: TestClock.start))
    try await town.tell(
      ConsentEvents.Given(
        person: Neighbourhood.ward, purpose: "child", version: 1, at: TestClock.start))
    #expect(
      Set(try await town.texts(to: Neighbourhood.reporter)) == [
        "您的一项信息使用已同意，随时可以收回", "您的一项信息使用同意已收回，从现在起停止使用",
      ])
    #expect(try await town.texts(to: Neighbourhood.ward) == [])
    #expect(try await town.deliveries() == [])
  }

  @Test(arguments: Backend.all)
  func `an answer about one's data is a notice, and waits for the morning`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, hour: 23)
    try await town.capability.actions.setOptOut(true, .permissions, of: Neighbourhood.reporter)
    try await town.tell(
      RightsEvents.Extended(
        request: "r1", person: Neighbourhood.reporter, kind: "deletion",
        dueAt: TestClock.start.adding(days: 90),
        at: town.clock.now))
    try await town.tell(
      RightsEvents.Decided(
        request: "r1", person: Neighbourhood.reporter, kind: "deletion", decision: "refused",
        at: town.clock.now))
    try await town.tell(Self.ended("withdrawn"))
    try await town.runJobs()
    #expect(town.sms.sent.isEmpty)
    town.clock.advance(hours: 8)
    try await town.runJobs()

    // Texts about permissions were switched off; what the law wants told was not.
    #expect(
      Set(town.sms.sent.map(\.text)) == [
        "【邻里】您对个人信息提的申请要晚些答复，最晚 5 月 31 日 09:00，原因请打开邻里查看",
        "【邻里】您对个人信息提的申请有了答复，请打开邻里查看",
      ])
    let cards = try await town.capability.box.messages(
      to: Neighbourhood.reporter, limit: 5, in: .chinese)
    #expect(cards.filter(\.asksAcknowledgement).map(\.page) == ["/rights/r1", "/rights/r1"])
  }
}
