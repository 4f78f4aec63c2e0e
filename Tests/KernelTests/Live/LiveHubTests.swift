import KernelTesting
import Logging
import ServiceLifecycle
import Testing

@testable import Kernel

/// Who is told what, how many may listen, and when they stop.
struct LiveHubTests {
  /// Who people are now; nobody is a visitor.
  private struct Source: ViewerSource {
    let viewer: Viewer

    func viewer(of person: Identifier<Person>, in db: some Reading) throws -> Viewer { viewer }
    func viewer(of person: SQL, in db: some Reading) throws -> Viewer { viewer }
    func viewer(bearer token: String, at now: Timestamp, in db: some Reading) throws -> Viewer? {
      nil
    }
  }

  private static func mind(_ bench: LiveBench, _ viewer: Viewer) async throws {
    try await LiveService(
      hub: bench.hub, database: bench.database, viewers: Source(viewer: viewer), logger: .silent
    ).mind()
  }

  @Test func `each hears what is in their own scopes and nothing else`() async throws {
    let bench = try await LiveBench(.sqlite)
    let a = try #require(try await bench.open("p", hears: .area("a")))
    let b = try #require(try await bench.open("q", hears: .area("b")))
    let none = try #require(try await bench.open("r", hears: nil))
    try await bench.publish("a", 1)
    try await bench.publish("c", 2)
    _ = try await bench.hub.lookOn(bench.database, lookBack: true)

    #expect(try await bench.told(a) == [#"{"notes":{"numbers":[1]}}"#])
    #expect(try await bench.told(b) == [])
    #expect(try await bench.told(none) == [])
  }

  @Test(arguments: Backend.all)
  func `a scope that changed is followed, and who may no longer listen is sent away`(
    backend: Backend
  ) async throws {
    let bench = try await LiveBench(backend, limits: .init())
    let stream = try #require(try await bench.open("p", hears: .area("a")))
    try await Self.mind(bench, LiveBench.viewer("p", hears: .area("b")))
    try await bench.publish("a", 1)
    try await bench.publish("b", 2)
    _ = try await bench.hub.lookOn(bench.database, lookBack: true)
    try await Self.mind(bench, LiveBench.viewer("p", hears: nil))

    #expect(try await bench.told(stream) == [#"{"notes":{"numbers":[2]}}"#, "refused"])

    let next = try #require(try await bench.open("p"))
    try await Self.mind(bench, .visitor)
    #expect(try await bench.told(next) == ["refused"])
  }

  @Test func `a person's oldest page gives way, and a full process takes nobody in`() async throws {
    var limits = LiveHub.Limits()
    (limits.ofPerson, limits.ofProcess) = (2, 3)
    let bench = try await LiveBench(.sqlite, limits: limits)
    let first = try #require(try await bench.open("p"))
    _ = try #require(try await bench.open("p"))
    let third = try #require(try await bench.open("p"))
    #expect(bench.hub.count == 2)
    _ = try #require(try await bench.open("q"))

    #expect(try await bench.open("r") == nil)
    #expect(bench.hub.isFull)
    #expect(try await bench.told(first) == ["replaced"])
    #expect(try await bench.told(third) == [])
  }

  @Test func `a page that takes nothing is let go and does not fill the memory`() async throws {
    let bench = try await LiveBench(.sqlite)
    let stream = try #require(try await bench.open("p"))
    for _ in 0..<LiveStream.mostWaiting + 10 { stream.beat() }

    #expect(try await bench.told(stream).count == LiveStream.mostWaiting)
  }

  @Test func `when the service stops everybody is sent home and nobody comes in`() async throws {
    let bench = try await LiveBench(.sqlite)
    let service = LiveService(
      hub: bench.hub, database: bench.database,
      viewers: Source(viewer: LiveBench.viewer("p", hears: .everything)), logger: .silent)
    let group = ServiceGroup(services: [service], logger: .silent)
    async let running: Void = group.run()
    let stream = try #require(try await bench.open("p"))
    try await bench.publish("a", 1)
    var items = stream.items.makeAsyncIterator()
    var first: LiveStream.Item?
    repeat {
      first = await items.next()
    } while first.map { if case .beat = $0 { true } else { false } } ?? false

    await group.triggerGracefulShutdown()
    try await running

    guard case .news? = first else { return #expect(Bool(false), "\(String(describing: first))") }
    #expect(bench.hub.isClosed && bench.hub.count == 0)
    #expect(try await bench.open("q") == nil)
  }
}
