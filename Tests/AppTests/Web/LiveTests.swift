import Casework
import Contracts
import Kernel
import KernelTesting
import Logging
import ServiceLifecycle
import Testing

@testable import App
@testable import Kernel
@testable import ServiceRequests

/// The stream behind live pages, over a real socket.
struct LiveTests {
  /// A page of this person that listens.
  private static func listen(
    _ city: TestCity, _ port: Int, as name: String, _ query: String, _ lines: String...
  ) async throws -> RawConnection {
    let person = try #require(city.places[0].people[name])
    let token = try await city.database.write { tx in
      try Sessions.open(for: person, hours: 12, strong: false, in: tx)
    }
    let cookie = RequestCookies.name(RequestCookies.sessionName, of: city.open.site)
    let raw = try RawConnection(port: port)
    let head =
      [
        "GET /live?\(query) HTTP/1.1", "Host: localhost", "Cookie: \(cookie)=\(token)",
        "Accept-Encoding: gzip",
      ] + lines
    try await raw.send(head.joined(separator: "\r\n") + "\r\n\r\n")
    return raw
  }

  /// One look of the service, so that tests wait for nothing.
  private static func look(_ city: TestCity) async throws {
    _ = try await city.open.city.live.lookOn(city.database, lookBack: true)
  }

  @Test(arguments: Backend.all)
  func `a filed case reaches the console, and nobody who may not see it`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    try await served(city) { port in
      let console = try await Self.listen(city, port, as: "dispatcher", "feed=queue&feed=messages")
      let head = try await console.read(until: "event: hello")
      #expect(head.hasPrefix("HTTP/1.1 200"))
      #expect(head.lowercased().contains("content-type: text/event-stream"))
      #expect(head.lowercased().contains("x-accel-buffering: no"))
      #expect(!head.lowercased().contains("content-encoding"))
      let elsewhere = try await Self.listen(
        city, port, as: "dispatcher", "feed=queue&service_code=other_matters")
      _ = try await elsewhere.read(until: "event: hello")

      let filed = try await city.file(as: TestCity.resident)
      let own = try await Self.listen(
        city, port, as: TestCity.resident, "feed=case&case=\(filed.service_request_id)")
      _ = try await own.read(until: "event: hello")
      let neighbour = try await Self.listen(
        city, port, as: TestCity.neighbour, "feed=case&case=\(filed.service_request_id)")
      _ = try await neighbour.read(until: "event: hello")

      try await Self.look(city)
      let news = try await console.read(until: "event: news")
      #expect(
        news.contains(#"{"queue":{"new":1,"ids":["\#(filed.service_request_id)"],"changed":[]}}"#))

      try await city.dispatch(filed.service_request_id, to: "power")
      try await Self.look(city)
      #expect(try await own.read(until: #""version":4"#).contains("event: news"))
      #expect(try await console.read(until: #""version":4"#).contains(#""new":0"#))

      city.open.city.live.close()
      #expect(!(try await elsewhere.readToEnd()).contains("\"new\""))
      #expect(!(try await neighbour.readToEnd()).contains("event: news"))
    }
  }

  @Test func `a stream ends when its session does`() async throws {
    let city = try await TestCity.open(.sqlite)
    try await served(city) { port in
      let page = try await Self.listen(city, port, as: "dispatcher", "feed=queue")
      _ = try await page.read(until: "event: hello")
      let person = try #require(city.places[0].people["dispatcher"])
      let service = LiveService(
        hub: city.open.city.live, database: city.database, viewers: city.open.city.viewers,
        logger: city.log.logger)

      try await service.mind()
      #expect(city.open.city.live.count == 1)
      try await city.database.write { try Sessions.closeAll(of: person, in: $0) }
      try await service.mind()
      _ = try await city.file(as: TestCity.resident)
      try await Self.look(city)

      // The end of the answer, and the connection is still good for the next one.
      #expect(try await page.read(until: "0\r\n\r\n").contains("event: news") == false)
      #expect(city.open.city.live.count == 0)
    }
  }

  @Test func `who comes again with a position is told what happened meanwhile`() async throws {
    let city = try await TestCity.open(.sqlite)
    try await served(city) { port in
      let first = try await Self.listen(city, port, as: "dispatcher", "feed=queue")
      let hello = try await first.read(until: "data: {}")
      let id = try #require(hello.firstMatch(of: #/id: ([0-9a-f-]{36})/#)).1
      let filed = try await city.file(as: TestCity.resident)

      let again = try await Self.listen(
        city, port, as: "dispatcher", "feed=queue", "Last-Event-ID: \(id)")
      #expect(try await again.read(until: filed.service_request_id).contains(#""new":1"#))
    }
  }

  @Test func `a stopping server ends its streams at once`() async throws {
    let city = try await TestCity.open(.sqlite)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let app = Server.application(
      city.responder, host: "127.0.0.1", port: 0,
      services: try SiteAssembly.services(city.open, logger: city.log.logger),
      logger: city.log.logger
    ) { port.yield($0) }
    let group = ServiceGroup(services: [app], logger: city.log.logger)
    async let running: Void = group.run()
    let open = try #require(await ports.first { _ in true })
    let page = try await Self.listen(city, open, as: "dispatcher", "feed=queue")
    _ = try await page.read(until: "event: hello")

    await group.triggerGracefulShutdown()

    #expect(try await page.readToEnd().hasSuffix("0\r\n\r\n"))
    try await running
  }

  @Test func `who may not listen finds nothing`() async throws {
    let city = try await TestCity.open(.sqlite)
    let resident = try await city.browser(as: TestCity.resident)
    for path in [
      "/live", "/live?feed=queue", "/live?feed=nothing", "/live?feed=case&feed=case",
      "/live/news?feed=queue",
    ] {
      #expect(try await resident.get(path).status == 404, "\(path)")
    }
    let visitor = try await city.browser().get("/live/news?feed=messages")
    #expect(visitor.status == 303 && visitor.location?.hasPrefix("/sign-in") == true)
    let wrong = try await city.browser(as: "dispatcher").get("/live?feed=queue&status=x")
    #expect(wrong.status == 422)
  }

  @Test(arguments: Backend.all)
  func `asking now and then tells the same`(backend: Backend) async throws {
    struct Answer: Decodable {
      let at: String
      let isLost: Bool
      let news: [JSONValue]
    }
    let city = try await TestCity.open(backend)
    let browser = try await city.browser(as: "dispatcher")
    let first: Answer = try await browser.get("/live/news?feed=queue&feed=messages").json()
    let filed = try await city.file(as: TestCity.resident)
    let path = "/live/news?feed=queue&feed=messages&since=\(first.at)"
    let second: Answer = try await browser.get(path).json()
    let third: Answer = try await browser.get(
      "/live/news?feed=queue&since=\(second.at)"
    ).json()

    #expect(first.news == [.object(["messages": .object(["unread": .whole(0)])])])
    #expect(second.news.count == 2 && !second.isLost)
    #expect(second.news.last?["queue"]?["ids"] == .list([.text(filed.service_request_id)]))
    #expect(third.news == [] && third.at == second.at)
  }

  @Test(arguments: Backend.all)
  func `messages are counted for their own person, and seen everywhere at once`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    let live = city.open.city.live
    let filed = try await city.file(as: TestCity.resident)
    try await served(city) { port in
      let own = try await Self.listen(city, port, as: TestCity.resident, "feed=messages")
      #expect(try await own.read(until: "event: news").contains(#"{"unread":0}"#))
      let other = try await Self.listen(city, port, as: TestCity.neighbour, "feed=messages")
      _ = try await other.read(until: "event: news")
      try await city.dispatch(filed.service_request_id, to: "power")
      try await city.deliver()
      try await Self.look(city)
      #expect(try await own.read(until: "event: news").contains(#"{"unread":2}"#))

      let person = try #require(city.places[0].people[TestCity.resident])
      try await city.open.city.messages.markRead(by: person)
      try await Self.look(city)
      #expect(try await own.read(until: "event: news").contains(#"{"unread":0}"#))
      live.close()
      #expect(!(try await other.readToEnd()).contains("event: news"))
    }
  }

  /// What is told in memory is what the database would show.
  @Test(arguments: Backend.all)
  func `a signal is seen by exactly those whose queries find the case`(
    backend: Backend
  ) async throws {
    let city = try await TestCity.open(backend)
    try await city.seedCases()
    try await city.database.write { tx in
      try tx.run("UPDATE cases SET confidentiality = 'restricted' WHERE ref % 3 = 0")
    }
    let engine = city.open.city.requests.actions.engine
    let (signals, all) = try await city.database.read { db in
      let ids: [Identifier<Case>] = try db.rows("SELECT id FROM cases").map { try $0.get("id") }
      return (try engine.signals(of: Set(ids), in: db), ids)
    }
    var found = 0
    for name in city.places[0].people.keys.sorted() {
      let viewer = try await city.viewer(name)
      let sight = engine.sight(of: viewer)
      let seen = try await city.database.read { db in
        Set(
          try db.rows("SELECT id FROM cases WHERE \(sight.condition) OR \(sight.joined)")
            .map { try $0.get("id", as: Identifier<Case>.self) })
      }
      #expect(Set(all.filter { signals[$0].map(sight.sees) ?? false }) == seen, "\(name)")
      found += seen.count
    }
    #expect(signals.count == all.count && found > all.count)
  }
}
