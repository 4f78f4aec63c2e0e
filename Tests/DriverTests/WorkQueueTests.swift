import struct Kernel.PendingWrite
import Synchronization
import Testing

@testable import PostgresDriver

/// Who comes next, with workers that are numbers and a time that is said.
struct WorkQueueTests {
  private static let begin = ContinuousClock.now

  private static func look(_ number: UInt64, after milliseconds: Int = 0) -> Job {
    let since = begin + .milliseconds(milliseconds)
    return Job(
      number: number, since: since, deadline: since + .seconds(1), work: .look { _ in },
      fail: { _ in })
  }

  /// A change whose caller has been answered already.
  private static func change(_ number: UInt64) async throws -> Job {
    let made = Mutex<PendingWrite?>(nil)
    try await withCheckedThrowingContinuation { (caller: CheckedContinuation<Void, any Error>) in
      made.withLock { $0 = PendingWrite({ _ in }, caller) }
      caller.resume()
    }
    return Job(
      number: number, since: begin, deadline: begin + .seconds(1),
      work: .change(try #require(made.withLock { $0 })), fail: { _ in })
  }

  /// With as many idle workers, numbered from 1; the last is taken first.
  private static func queue(_ workers: Int, looks: Int) -> WorkQueue<Int> {
    var queue = WorkQueue<Int>(
      mostChanging: 1, usuallyLooking: looks, patience: .milliseconds(5))
    for worker in 1...workers {
      #expect(queue.next(for: worker, after: [], most: 1, at: begin).isEmpty)
    }
    return queue
  }

  @Test func `few looks run at once, and who ends one takes the next`() {
    var queue = Self.queue(4, looks: 2)
    #expect(queue.add(Self.look(1)) == 4)
    #expect(queue.add(Self.look(2)) == 3)
    #expect(queue.add(Self.look(3)) == nil)
    #expect(queue.isHolding)

    let next = queue.next(for: 4, after: [Self.look(1)], most: 8, at: Self.begin)

    #expect(next.map(\.number) == [3])
    #expect(!queue.isHolding && queue.waiting.isEmpty)
  }

  @Test func `slow looks hold up others for a moment only`() {
    var queue = Self.queue(4, looks: 1)
    #expect(queue.add(Self.look(1)) == 4)
    #expect(queue.add(Self.look(2)) == nil)
    #expect(queue.add(Self.look(3, after: 4)) == nil)

    #expect(queue.due(at: Self.begin + .milliseconds(4)).isEmpty)
    let late = queue.due(at: Self.begin + .milliseconds(5))
    #expect(late.map(\.worker) == [3] && late.map(\.job.number) == [2])
    #expect(queue.isHolding)
    #expect(queue.due(at: Self.begin + .milliseconds(9)).map(\.job.number) == [3])
    #expect(!queue.isHolding)
  }

  @Test func `after a rush there are few again`() {
    var queue = Self.queue(3, looks: 1)
    #expect(queue.add(Self.look(1)) == 3)
    #expect(queue.add(Self.look(2)) == nil)
    #expect(queue.due(at: Self.begin + .milliseconds(5)).map(\.worker) == [2])
    #expect(queue.add(Self.look(3, after: 6)) == nil)

    // Two look where one is usual: the first to end goes idle, the second takes what waits.
    let now = Self.begin + .milliseconds(7)
    #expect(queue.next(for: 3, after: [Self.look(1)], most: 1, at: now).isEmpty)
    #expect(queue.isHolding)
    #expect(
      queue.next(for: 2, after: [Self.look(2)], most: 1, at: now).map(\.number) == [3])
  }

  /// A change can wait while others change, and its worker may take a late look instead of it.
  @Test func `a change that may begin is handed to somebody idle`() async throws {
    let (first, second) = (try await Self.change(1), try await Self.change(4))
    var queue = WorkQueue<Int>(
      mostChanging: 1, usuallyLooking: 1, patience: .milliseconds(5))
    for worker in 1...4 { _ = queue.next(for: worker, after: [], most: 8, at: Self.begin) }
    #expect(queue.add(first) == 4)
    #expect(queue.add(Self.look(2)) == 3)
    #expect(queue.add(Self.look(3)) == nil)
    #expect(queue.add(second) == nil)

    let now = Self.begin + .milliseconds(6)
    #expect(
      queue.next(for: 4, after: [first], most: 8, at: now).map(\.number) == [3])
    let others = queue.due(at: now)
    #expect(others.map(\.worker) == [2] && others.map(\.job.number) == [4])
    #expect(queue.waiting.isEmpty)
  }

  @Test func `nobody idle means nothing is held back`() {
    var queue = Self.queue(1, looks: 1)
    #expect(queue.add(Self.look(1)) == 1)
    #expect(queue.add(Self.look(2)) == nil)

    #expect(!queue.isHolding)
    #expect(queue.due(at: Self.begin + .seconds(1)).isEmpty)
    #expect(queue.withdraw(2)?.number == 2 && queue.withdraw(2) == nil)
  }

  @Test func `whose time is over is taken back`() {
    var queue = Self.queue(1, looks: 1)
    #expect(queue.add(Self.look(1)) == 1)
    #expect(queue.add(Self.look(2)) == nil)
    #expect(queue.add(Self.look(3, after: 10)) == nil)

    #expect(queue.expired(at: Self.begin + .seconds(1)).map(\.number) == [2])
    #expect(queue.waiting.map(\.number) == [3])
  }

  @Test func `closing ends the idle, and the others when nothing waits`() {
    var queue = Self.queue(2, looks: 1)
    #expect(queue.add(Self.look(1)) == 2)
    #expect(queue.add(Self.look(2)) == nil)

    #expect(queue.close() == [1] && queue.isClosed)
    #expect(
      queue.next(for: 2, after: [Self.look(1)], most: 1, at: Self.begin).map(\.number) == [2])
    #expect(queue.next(for: 2, after: [Self.look(2)], most: 1, at: Self.begin).isEmpty)
    #expect(queue.close().isEmpty)
  }
}
