public import Logging
public import ServiceLifecycle

/// Looks on for all pages of one site that listen, beats, and minds who may still listen.
public struct LiveService: Service {
  /// Under load this gathers a batch; with nothing to do it is how soon another process's news
  /// is seen.
  static let pause = Duration.milliseconds(200)
  /// A line now and then keeps proxies from closing a stream that has nothing to say.
  static let beat = Duration.seconds(15)
  /// Within how many seconds whoever lost their access stops hearing.
  static let minding = Duration.seconds(2)

  let hub: LiveHub
  let database: Database
  let viewers: any ViewerSource
  let logger: Logger

  public init(hub: LiveHub, database: Database, viewers: any ViewerSource, logger: Logger) {
    self.hub = hub
    self.database = database
    self.viewers = viewers
    self.logger = logger
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await lookOn() }
        group.addTask { await every(Self.beat) { for stream in hub.streams { stream.beat() } } }
        group.addTask { await every(Self.minding) { try await mind() } }
      }
    }
    hub.close()
  }

  private func lookOn() async {
    var rounds = 0
    while !Task.isCancelled {
      let heard = database.bell.rings
      let (isIdle, opened) = (hub.count == 0, hub.bell.rings)
      rounds += 1
      do {
        // Late ones are looked for about once a second.
        if !isIdle {
          let count = try await hub.lookOn(database, lookBack: rounds.isMultiple(of: 5))
          if count >= LiveTail.most { continue }
        }
      } catch {
        guard !Task.isCancelled else { return }
        logger.error("live round failed", metadata: ["error": "\(error)"])
      }
      if isIdle {
        await hub.bell.wait(after: opened, atMost: .seconds(60))
      } else {
        await database.bell.wait(after: heard, atMost: Self.pause)
        try? await Task.sleep(for: Self.pause / 2)
      }
    }
  }

  private func every(_ pause: Duration, _ body: @Sendable () async throws -> Void) async {
    while (try? await Task.sleep(for: pause)) != nil {
      do {
        try await body()
      } catch {
        guard !Task.isCancelled else { return }
        logger.error("live listeners not minded", metadata: ["error": "\(error)"])
      }
    }
  }

  /// Asks who everybody is in one transaction, whatever process changed it.
  func mind() async throws {
    let streams = hub.streams
    guard !streams.isEmpty else { return }
    let now = database.world.now()
    let known = try await database.read { [viewers] db in
      var known: [String: Viewer] = [:]
      for token in Set(streams.map(\.token)) {
        known[token] = try viewers.viewer(of: Sessions.person(of: token, at: now), in: db)
      }
      return known
    }
    for stream in streams { stream.see(known[stream.token]) }
  }
}
