import Civics
import Contracts
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Notifications

struct SendingTests {
  @Test(arguments: Backend.all)
  func `a result goes out by text and its delivery is noted`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)

    try await town.tell(Neighbourhood.reported)
    try await town.runJobs()

    #expect(
      town.sms.sent.map(\.text) == [
        "【邻里】您上报的事（编号 99010120260302W000417）有了结果，请打开邻里看一看，办得好不好由您说"
      ])
    // The supporter has no phone.
    #expect(try await town.deliveries() == ["delivered", "withheld"])
  }

  @Test(arguments: Backend.all, FaultScript.Fault.allCases)
  func `whatever the carrier does, one text goes out at most`(
    backend: Backend, fault: FaultScript.Fault
  ) async throws {
    let town = try await Neighbourhood(backend)
    town.script.append([fault])

    try await town.tell(Neighbourhood.reported)
    try await town.runJobs()
    town.clock.advance(minutes: 2)
    try await town.runJobs()

    let end = try await town.deliveries().first
    #expect(town.sms.sent.count == (fault == .refused ? 0 : 1))
    switch fault {
    case .refused: #expect(end == "failed")
    // The answer was lost, and with it the report; asking brings "accepted".
    case .successThenLost: #expect(end == "sent")
    case .unreachable, .timeOut, .duplicateCallback, .earlyCallback: #expect(end == "delivered")
    }
  }

  @Test(arguments: Backend.all)
  func `a carrier that never answers is given up after five tries`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    town.script.append([FaultScript.Fault?](repeating: .timeOut, count: 20))

    try await town.tell(Neighbourhood.reported)
    for _ in 1...10 {
      try await town.runJobs()
      town.clock.advance(minutes: 2)
    }

    #expect(town.sms.sent.isEmpty)
    #expect(try await town.deliveries() == ["failed", "withheld"])
  }

  @Test(arguments: Backend.all)
  func `a crash between intent and outcome is asked about, not sent again`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend)
    try await town.tell(Neighbourhood.reported)
    // The process ends after the carrier took the message: the intent stands, the outcome does not.
    let id = try await town.firstMessage()
    try await town.database.write { try DeliveryStore.noteSending(id, in: $0) }
    _ = try await town.sms.send(
      SMSMessage(
        key: id.rawValue, phone: try #require(.init(rawValue: "13800002076")), template: "t",
        text: "t"))

    try await town.runJobs()

    #expect(town.sms.sent.count == 1)
    #expect(try await town.deliveries().first == "delivered")
  }

  @Test(arguments: Backend.all)
  func `nothing is sent between ten at night and seven`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend, hour: 23)

    try await town.tell(
      Neighbourhood.moved(
        "report", from: "in_progress", to: "reported", role: "handler", at: town.clock.now))
    try await town.runJobs()
    #expect(town.sms.sent.isEmpty)
    town.clock.advance(hours: 7, minutes: 59)
    try await town.runJobs()
    #expect(town.sms.sent.isEmpty)
    town.clock.advance(minutes: 1)
    try await town.runJobs()

    #expect(town.sms.sent.count == 1)
  }

  private static func result(at now: Timestamp) -> ServiceRequestEvents.Moved {
    Neighbourhood.moved("report", from: "in_progress", to: "reported", role: "handler", at: now)
  }

  @Test(arguments: Backend.all)
  func `another try, and one that a stop broke off, wait for the morning too`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, hour: 21)
    town.clock.advance(minutes: 59)
    town.script.append([.timeOut])
    try await town.tell(Self.result(at: town.clock.now))
    try await town.runJobs()
    #expect(try await town.deliveries().first == "sending")
    town.clock.advance(minutes: 5)
    try await town.runJobs()
    #expect(town.sms.sent.isEmpty)

    // The server stops after the intent, and is there again at three.
    let other = try await Neighbourhood(backend, hour: 21)
    try await other.tell(Self.result(at: other.clock.now))
    try await other.stopAfterIntent()
    other.clock.advance(hours: 6)
    try await other.runJobs()
    #expect(other.sms.sent.isEmpty)

    for place in [town, other] {
      place.clock.set(TestClock.start.adding(hours: 22).adding(minutes: -1))
      try await place.runJobs()
      #expect(place.sms.sent.isEmpty)
      place.clock.advance(minutes: 1)
      try await place.runJobs()
      #expect(place.sms.sent.count == 1)
    }
  }

  @Test(arguments: Backend.all)
  func `what was put off is not sent to who has read it meanwhile`(
    backend: Backend
  ) async throws {
    let town = try await Neighbourhood(backend, hour: 22)
    try await town.tell(Self.result(at: town.clock.now))
    // Another was on its way when the server stopped, and never came to the carrier.
    let other = try await Neighbourhood(backend, hour: 22)
    try await other.tell(Self.result(at: other.clock.now))
    try await other.stopAfterIntent()

    for place in [town, other] {
      place.clock.advance(minutes: 30)
      try await place.capability.box.markRead(by: Neighbourhood.reporter)
      place.clock.advance(hours: 9)
      try await place.runJobs()
      #expect(place.sms.sent.isEmpty)
      let reason = try await place.database.read { db in
        try db.row("SELECT failed_reason FROM message_deliveries ORDER BY id LIMIT 1")?
          .get("failed_reason", as: String?.self)
      }
      #expect(reason == "read")
    }
  }

  @Test(arguments: [
    (0, 7), (6, 7), (7, 7), (21, 21), (22, 31), (23, 31),
  ])
  func `quiet hours end at seven`(hour: Int64, allowed: Int64) {
    let midnight = TestClock.start.adding(hours: -9)
    let now = midnight.adding(hours: hour)

    #expect(QuietHours.nextMoment(at: now, .normal) == midnight.adding(hours: allowed))
    #expect(QuietHours.nextMoment(at: now, .urgent) == now)
  }

  @Test(arguments: Backend.all)
  func `texts can be switched off, notices cannot`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    let actions = town.capability.actions
    try await actions.setOptOut(true, .progress, of: Neighbourhood.reporter)
    await #expect(throws: Problem(field: "kind", "message.notice-stays")) {
      try await actions.setOptOut(true, .notice, of: Neighbourhood.reporter)
    }

    try await town.tell(Neighbourhood.reported)
    try await town.tell(
      Neighbourhood.moved("refuse", from: "submitted", to: "refused", version: 6, unit: nil))
    try await town.runJobs()

    #expect(town.sms.sent.map(\.template) == ["message.refused"])
    #expect(try await town.texts(to: Neighbourhood.reporter).count == 2)
  }

  @Test(arguments: Backend.all)
  func `old news is not texted`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)

    try await town.tell(
      Neighbourhood.moved(
        "report", from: "in_progress", to: "reported",
        at: town.clock.now.adding(hours: -24)))
    try await town.runJobs()

    #expect(town.sms.sent.isEmpty)
    #expect(try await town.texts(to: Neighbourhood.reporter).count == 1)
  }

  @Test(arguments: Backend.all)
  func `a late failure report does not undo a delivery`(backend: Backend) async throws {
    let town = try await Neighbourhood(backend)
    try await town.tell(Neighbourhood.reported)
    try await town.runJobs()
    let id = try await town.firstMessage()

    try await town.capability.actions.note(
      SMSReport(key: id.rawValue, state: .failed, at: town.clock.now))

    #expect(try await town.deliveries().first == "delivered")
  }
}

extension Neighbourhood {
  /// As if the server had stopped before the carrier was called: the mini-program, which is not
  /// set up, was passed over, and the intent to send a text stands.
  fileprivate func stopAfterIntent() async throws {
    let id = try await firstMessage()
    try await database.write { tx in
      try DeliveryStore.pass(id, to: 1, .sms, in: tx)
      try DeliveryStore.noteSending(id, in: tx)
    }
  }

  func firstMessage() async throws -> Identifier<DeliveryStore.Attempt> {
    try await database.read { db in
      let row = try db.row("SELECT id FROM message_deliveries ORDER BY id LIMIT 1")
      return try #require(row).get("id")
    }
  }
}
