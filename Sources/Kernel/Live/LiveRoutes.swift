import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle

/// News for pages: a stream of events, and the same by asking now and then.
public struct LiveRoutes: Sendable {
  let hub: LiveHub

  public init(hub: LiveHub) { self.hub = hub }

  public func register(on routes: Routes) {
    routes.get("/live", .signedIn, stream)
    routes.get("/live/news", .signedIn, news)
  }

  /// The feeds a page asks for; one that it may not hear is not there.
  private func ears(_ call: Call) throws -> [LiveEar] {
    let query = try call.query()
    let names = query.all("feed")
    guard !names.isEmpty, names.count <= 8, Set(names).count == names.count else {
      throw Problem(.notFound)
    }
    return try names.map { name in
      guard let feed = hub.feeds[name], feed.access.admits(call.viewer) else {
        throw Problem(.notFound)
      }
      return LiveEar(
        name: name, source: feed.source, access: feed.access, listener: try feed.listen(query))
    }
  }

  /// Where the page stands: what the browser says when it comes again, else what it asks for.
  private func position(_ call: Call) throws -> LivePosition? {
    let said = try call.request.headers[.lastEventID] ?? call.query().text("since")
    return said.flatMap { LivePosition($0) }
  }

  @Sendable private func stream(_ call: Call) throws -> Response {
    let ears = try ears(call)
    let after = try position(call)
    guard let token = call.sessionToken, !hub.isClosed else { throw Problem(.unavailable) }
    if hub.isFull { throw Problem(.tooMany, values: ["seconds": "60"]) }
    let (hub, database, viewer) = (hub, call.platform.database, call.viewer)
    let logger = call.platform.logger
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
        // Proxies hold back what they would like to send in one piece.
        .accelBuffering: "no",
      ],
      body: ResponseBody { writer in
        guard let stream = hub.open(token, viewer, ears) else {
          return try await writer.finish(nil)
        }
        defer { hub.close(stream) }
        // The server waits for answers that are under way: this one ends at once.
        try await withGracefulShutdownHandler {
          do {
            try await hub.settle(database)
            try await LiveWriter(stream: stream, hub: hub, database: database)
              .write(after: after, to: &writer)
          } catch let error as StoreError {
            // The page asks again in a moment.
            logger.error("live stream ended", metadata: ["error": "\(error)"])
          }
        } onGracefulShutdown: {
          stream.end(.over)
        }
        try await writer.finish(nil)
      })
  }

  /// The same news at once, for pages to which no stream gets through.
  @Sendable private func news(_ call: Call) async throws -> Response {
    let ears = try ears(call)
    let (replay, first) = try await LiveReplay.read(
      after: try position(call), ears, for: call.viewer, hub, call.platform.database)
    let news = [first, replay.news].compactMap { $0 }.joined(separator: ",")
    return call.json(
      text: "{\"at\":\"\(replay.position.text)\",\"isLost\":\(replay.isLost),\"news\":[\(news)]}")
  }
}
