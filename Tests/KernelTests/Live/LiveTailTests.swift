import KernelTesting
import Testing

@testable import Kernel

/// What is read of the outbox, when several write it.
struct LiveTailTests {
  @Test func `a position in time lies before every id of its millisecond and after those before`() {
    let ids = IDSequence()
    let now = TestClock.start
    let before = ids.next(at: now.rawValue - 1)
    let after = ids.next(at: now.rawValue)

    #expect(before < LivePosition(at: now).text && LivePosition(at: now).text < after)
    #expect(LivePosition(String(now.rawValue)) == LivePosition(at: now))
    #expect(LivePosition(after)?.text == after)
    for bad in ["", "x", "17724132000000", "' OR 1=1 --", String(repeating: "g", count: 36)] {
      #expect(LivePosition(bad) == nil, "\(bad)")
    }
  }

  @Test(arguments: Backend.all)
  func `it begins now and brings each event once`(backend: Backend) async throws {
    let bench = try await LiveBench(backend)
    try await bench.publish("a", 1)
    let stream = try #require(try await bench.open("p"))
    try await bench.publish("a", 2, 3)
    #expect(try await bench.hub.lookOn(bench.database, lookBack: true) == 2)
    try await bench.publish("b", 4)
    #expect(try await bench.hub.lookOn(bench.database, lookBack: true) == 1)
    #expect(try await bench.hub.lookOn(bench.database, lookBack: true) == 0)

    #expect(
      try await bench.told(stream)
        == [#"{"notes":{"numbers":[2,3]}}"#, #"{"notes":{"numbers":[4]}}"#])
  }

  @Test(arguments: Backend.all)
  func `an event that was committed late is told once, also below what was read`(
    backend: Backend
  ) async throws {
    let bench = try await LiveBench(backend)
    let stream = try #require(try await bench.open("p"))
    let late = bench.database.world.newID()
    bench.clock.advance(seconds: 2)
    try await bench.publish("a", 2)
    #expect(try await bench.hub.lookOn(bench.database, lookBack: false) == 1)

    try await bench.insert("a", 1, as: late)
    #expect(try await bench.hub.lookOn(bench.database, lookBack: false) == 0)
    #expect(try await bench.hub.lookOn(bench.database, lookBack: true) == 1)
    bench.clock.advance(seconds: 60)
    #expect(try await bench.hub.lookOn(bench.database, lookBack: true) == 0)

    #expect(
      try await bench.told(stream)
        == [#"{"notes":{"numbers":[2]}}"#, #"{"notes":{"numbers":[1]}}"#])
  }

  @Test(arguments: Backend.all)
  func `what another process writes is heard here, and this one's there`(
    backend: Backend
  ) async throws {
    let bench = try await LiveBench(backend)
    let other = try bench.other()
    let there = LiveBench.hub()
    let here = try #require(try await bench.open("p"))
    let far = try #require(
      there.open("t", LiveBench.viewer("q", hears: .everything), try bench.ears()))
    try await there.settle(other)

    try await bench.publish("a", 1)
    try await bench.publish("a", 2, on: other)
    _ = try await bench.hub.lookOn(bench.database, lookBack: true)
    _ = try await there.lookOn(other, lookBack: true)
    there.close(far)

    #expect(try await bench.told(here) == [#"{"notes":{"numbers":[1,2]}}"#])
    #expect(try await bench.told(far) == [#"{"notes":{"numbers":[1,2]}}"#])
  }

  @Test(arguments: Backend.all)
  func `a page that comes again is told what it missed, or that it missed too much`(
    backend: Backend
  ) async throws {
    let bench = try await LiveBench(backend)
    try await bench.publish("a", 1)
    let from = try await bench.database.read { try LivePosition.newest(in: $0) }
    bench.clock.advance(seconds: 1)
    try await bench.publish("a", 2)
    try await bench.publish("b", 3)
    let viewer = LiveBench.viewer("p", hears: .area("a"))
    bench.clock.advance(seconds: 2)

    let (missed, _) = try await LiveReplay.read(
      after: from, try bench.ears(), for: viewer, bench.hub, bench.database)
    let (again, _) = try await LiveReplay.read(
      after: missed.position, try bench.ears(), for: viewer, bench.hub, bench.database)
    let (new, _) = try await LiveReplay.read(
      after: nil, try bench.ears(), for: viewer, bench.hub, bench.database)
    #expect(missed.news == #"{"notes":{"numbers":[2]}}"# && missed.heard.count == 2)
    #expect(again.news == nil && new.news == nil && new.position == missed.position)

    try await bench.database.write { tx in
      for number in 0...Int64(LiveReplay.most) {
        try tx.publish(Noted(subject: "a", number: number))
      }
    }
    let (lost, _) = try await LiveReplay.read(
      after: from, try bench.ears(), for: viewer, bench.hub, bench.database)
    #expect(lost.isLost && lost.news == nil && lost.position > missed.position)
  }
  @Test(arguments: Backend.all)
  func `a page that asks again hears what was committed late below what it was told`(
    backend: Backend
  ) async throws {
    let bench = try await LiveBench(backend)
    let from = try await bench.database.read { try LivePosition.newest(in: $0) }
    let viewer = LiveBench.viewer("p", hears: .area("a"))
    bench.clock.advance(seconds: 5)
    let late = bench.database.world.newID()
    try await bench.publish("a", 2)
    let (first, _) = try await LiveReplay.read(
      after: from, try bench.ears(), for: viewer, bench.hub, bench.database)
    try await bench.insert("a", 1, as: late)

    bench.clock.advance(seconds: 15)
    let (second, _) = try await LiveReplay.read(
      after: first.position, try bench.ears(), for: viewer, bench.hub, bench.database)
    let (third, _) = try await LiveReplay.read(
      after: second.position, try bench.ears(), for: viewer, bench.hub, bench.database)

    #expect(first.news == #"{"notes":{"numbers":[2]}}"#)
    #expect(second.news == #"{"notes":{"numbers":[1,2]}}"#)
    #expect(third.news == nil)
  }
}
