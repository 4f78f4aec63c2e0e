import Civics
import Contracts
import Gateways
import KernelTesting
import Testing

@testable import Kernel
@testable import Notifications

/// The browser's own notices: who gets them, what they say, and what follows when they fail.
struct PushTests {
  private static let person = Neighbourhood.reporter

  /// Monday 2 March and 270 days: the day from which browsers are told first.
  private static func town(
    _ backend: Backend, channels: Set<Channel> = [.push]
  ) async throws -> Neighbourhood {
    try await Neighbourhood(backend, hour: 9 + 270 * 24, channels: channels)
  }

  private static func subscription(_ name: String) throws -> PushSubscription {
    let key = try #require(P256Key(secret: SHA256.hash(name)))
    return try #require(
      PushSubscription(
        endpoint: "https://push.example/" + name, p256dh: Base64URL.encode(key.publicKey),
        auth: Base64URL.encode([UInt8](repeating: 1, count: 16))))
  }

  private static func reported(_ town: Neighbourhood) -> ServiceRequestEvents.Moved {
    Neighbourhood.moved(
      "report", from: "in_progress", to: "reported", role: "handler", at: town.clock.now)
  }

  /// The reporter's deliveries, oldest first.
  private static func course(_ town: Neighbourhood) async throws -> [String] {
    try await town.database.read { db in
      try db.rows(
        """
        SELECT d.channel, d.state FROM message_deliveries d JOIN messages m ON m.id = d.message
        WHERE m.person = \(person) ORDER BY d.step
        """
      ).map { "\(try $0.get("channel", as: String.self)) \(try $0.get("state", as: String.self))" }
    }
  }

  @Test(arguments: Backend.all)
  func `a browser is kept sealed and belongs to who turned it on last`(
    backend: Backend
  ) async throws {
    let town = try await Self.town(backend)
    let actions = town.capability.pushActions
    let phone = try Self.subscription("phone")
    try await actions.add(phone, .chinese, of: Self.person)
    try await actions.add(phone, .chinese, of: Self.person)

    let stand = try #require(try await actions.stand(of: Self.person))
    #expect(stand.devices.map(\.mark) == [PushDevice.mark(of: phone.endpoint)])
    #expect(Base64URL.decode(stand.key).map(P256Key.isPoint) == true)
    #expect(try await actions.stand(of: Self.person)?.key == stand.key)
    let dump = try await TableDump(of: town.database)
    #expect(!"\(dump.tables)".contains("push.example"))
    #expect(!"\(dump.tables)".contains(phone.auth))

    try await actions.add(phone, .chinese, of: Neighbourhood.handler)
    #expect(try await actions.stand(of: Self.person)?.devices == [])
    let id = try #require(try await actions.stand(of: Neighbourhood.handler)?.devices.first?.id)
    await #expect(throws: Problem(.notFound)) { try await actions.remove(id, of: Self.person) }
    try await actions.remove(id, of: Neighbourhood.handler)
    #expect(try await actions.stand(of: Neighbourhood.handler)?.devices == [])
  }

  @Test(arguments: Backend.all)
  func `beyond ten browsers the oldest goes`(backend: Backend) async throws {
    let town = try await Self.town(backend)
    let actions = town.capability.pushActions
    for number in 0...PushActions.most {
      try await actions.add(try Self.subscription("\(number)"), .chinese, of: Self.person)
      town.clock.advance(minutes: 1)
    }
    let marks = try #require(try await actions.stand(of: Self.person)).devices.map(\.mark)
    let first = try Self.subscription("0")
    #expect(marks.count == PushActions.most)
    #expect(!marks.contains(PushDevice.mark(of: first.endpoint)))
  }

  @Test(arguments: Backend.all)
  func `every browser is told in its language, without the whole number or a link`(
    backend: Backend
  ) async throws {
    let town = try await Self.town(backend)
    let actions = town.capability.pushActions
    try await actions.add(try Self.subscription("phone"), .chinese, of: Self.person)
    try await actions.add(try Self.subscription("desk"), .english, of: Self.person)
    try await town.tell(Self.reported(town))
    try await town.runJobs()

    #expect(try await Self.course(town) == ["push sent"])
    let sent = try #require(town.parties.push?.sent)
    #expect(sent.count == 2)
    let texts = sent.map { String(decoding: $0.payload, as: UTF8.self) }
    #expect(texts.contains { $0.contains("有一条新消息") && $0.contains("\"lang\":\"zh-Hans\"") })
    #expect(texts.contains { $0.contains("a new message") && $0.contains("\"lang\":\"en\"") })
    for text in texts {
      #expect(!text.contains("99010120260302W000417") && !text.contains("://"))
      #expect(text.contains("0417"))
    }
    // Nobody looks: the text comes when the patience is over.
    town.clock.advance(minutes: 10)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["push sent", "sms delivered"])
  }

  @Test(arguments: Backend.all)
  func `who has read it in the meantime gets no text`(backend: Backend) async throws {
    let town = try await Self.town(backend)
    try await town.capability.pushActions.add(
      try Self.subscription("phone"), .chinese, of: Self.person)
    try await town.tell(Self.reported(town))
    try await town.runJobs()
    try await town.capability.actions.markRead(by: Self.person)
    town.clock.advance(minutes: 10)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["push sent"])
  }

  @Test(arguments: Backend.all)
  func `a browser that is gone is forgotten, and a text goes instead`(
    backend: Backend
  ) async throws {
    let town = try await Self.town(backend)
    let actions = town.capability.pushActions
    let (phone, desk) = (try Self.subscription("phone"), try Self.subscription("desk"))
    try await actions.add(phone, .chinese, of: Self.person)
    try await actions.add(desk, .chinese, of: Self.person)
    town.parties.push?.end(phone.endpoint)
    try await town.tell(Self.reported(town))
    try await town.runJobs()
    #expect(try await Self.course(town) == ["push sent"])
    #expect(
      try await actions.stand(of: Self.person)?.devices.map(\.mark)
        == [PushDevice.mark(of: desk.endpoint)])

    town.parties.push?.end(desk.endpoint)
    try await town.tell(
      Neighbourhood.moved(
        "decide_extension", from: "in_progress", to: "in_progress", version: 9,
        at: town.clock.now))
    try await town.runJobs()
    #expect(try await actions.stand(of: Self.person)?.devices == [])
    #expect(
      Set(try await Self.course(town)) == ["push sent", "push failed", "sms delivered"])
    let reasons = try await town.database.read { db in
      try db.rows("SELECT detail FROM audit_entries WHERE action = 'notifications.push'")
        .map { try $0.get("detail", as: String.self).prefix(4) }
    }
    #expect(reasons.filter { $0 == "gone" }.count == 2)
  }

  @Test(arguments: Backend.all)
  func `a service that cannot be reached is tried again, a refusal sends the text`(
    backend: Backend
  ) async throws {
    let town = try await Self.town(backend)
    try await town.capability.pushActions.add(
      try Self.subscription("phone"), .chinese, of: Self.person)
    let script = try #require(town.parties.scripts[.push])
    script.append([.unreachable, .successThenLost, .refused])
    try await town.tell(Self.reported(town))
    try await town.runJobs()
    #expect(try await Self.course(town) == ["push sending"])
    town.clock.advance(minutes: 1)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["push sending"])
    #expect(town.parties.push?.sent.count == 1)
    town.clock.advance(minutes: 1)
    try await town.runJobs()
    #expect(try await Self.course(town) == ["push failed", "sms delivered"])
  }

  @Test(arguments: Backend.all)
  func `what no push service has made is refused, and without one nothing is offered`(
    backend: Backend
  ) async throws {
    let actions = try await Self.town(backend).capability.pushActions
    let key = try Self.subscription("phone").p256dh
    let auth = Base64URL.encode([UInt8](repeating: 1, count: 16))
    #expect(PushSubscription(endpoint: "https://push.example/a", p256dh: "AA", auth: auth) == nil)
    #expect(PushSubscription(endpoint: "https://push.example/a", p256dh: key, auth: "AA") == nil)
    #expect(PushSubscription(endpoint: "", p256dh: key, auth: auth) == nil)
    let wrong = Problem(field: "push", "push.wrong")
    await #expect(throws: wrong) { try await actions.add(nil, .chinese, of: Self.person) }
    let inside = PushSubscription(endpoint: "http://10.0.0.1/", p256dh: key, auth: auth)
    await #expect(throws: wrong) { try await actions.add(inside, .chinese, of: Self.person) }

    let without = try await Self.town(backend, channels: []).capability.pushActions
    #expect(try await without.stand(of: Self.person) == nil)
    await #expect(throws: Problem(.notFound)) {
      try await without.add(inside, .chinese, of: Self.person)
    }
  }

  @Test(arguments: Backend.all)
  func `an account that closes takes its browsers and addresses along`(
    backend: Backend
  ) async throws {
    let town = try await Self.town(backend)
    let actions = town.capability.pushActions
    try await actions.add(try Self.subscription("phone"), .chinese, of: Self.person)
    let address = try #require(MailAddress("a@example.cn"))
    let (keys, records) = (town.keys, MessageRecords())
    let copied = try await town.database.write { tx in
      try AddressStore.put(address, of: Self.person, keys: keys, in: tx)
      let copied = try records.copy(of: Self.person, in: tx)
      _ = try records.erase(Self.person, .account, in: tx)
      return copied.map(\.kind)
    }
    #expect(copied == ["push"])
    #expect(try await actions.stand(of: Self.person)?.devices == [])
    let left = try await town.database.read { db in
      try AddressStore.masked(.mail, of: Self.person, in: db)
    }
    #expect(left == nil)
  }
}
