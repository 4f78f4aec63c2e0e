import Testing

@testable import Kernel

struct BellTests {
  /// Longer than any test: who comes back was rung for.
  private let long = Duration.seconds(600)

  /// Whether `wait` comes back by itself in a time that no machine needs.
  private func comesBack(
    within limit: Duration = .seconds(300), _ wait: @escaping @Sendable () async -> Void
  ) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        await wait()
        return !Task.isCancelled
      }
      group.addTask {
        try? await Task.sleep(for: limit)
        return false
      }
      let first = await group.next() ?? false
      group.cancelAll()
      return first
    }
  }

  @Test func `a ring wakes everyone who waits`() async {
    let bell = Bell()
    let heard = bell.rings
    let long = long

    let woken = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask { await comesBack { await bell.wait(after: heard, atMost: long) } }
      }
      // Most of them wait by then; those that do not hear of it when they look.
      for _ in 0..<100 { await Task.yield() }
      bell.ring()
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }

    #expect(woken == 20)
    #expect(bell.rings == heard + 1)
  }

  @Test func `a ring while one is busy is not missed, whoever else was waiting`() async {
    let bell = Bell()
    let heard = bell.rings
    let long = long
    async let other = comesBack { await bell.wait(after: heard, atMost: long) }
    bell.ring()

    #expect(await other)
    #expect(await comesBack { await bell.wait(after: heard, atMost: long) })
  }

  @Test func `a ring that was heard does not wake again`() async {
    let bell = Bell()
    bell.ring()
    let (heard, long) = (bell.rings, long)

    #expect(
      await !comesBack(within: .milliseconds(50)) { await bell.wait(after: heard, atMost: long) })
    #expect(await comesBack { await bell.wait(after: heard, atMost: .milliseconds(1)) })
    #expect(bell.rings == 1)
  }

  @Test func `who is cancelled stops waiting and takes no ring from others`() async {
    let bell = Bell()
    let heard = bell.rings
    let long = long
    let gone = Task { await bell.wait(after: heard, atMost: long) }
    gone.cancel()
    #expect(await comesBack { await gone.value })

    async let other = comesBack { await bell.wait(after: heard, atMost: long) }
    bell.ring()
    #expect(await other)
  }

  @Test func `many that come and go while it rings are all woken`() async {
    let bell = Bell()
    let long = long

    let woken = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 {
        group.addTask {
          await comesBack {
            let heard = bell.rings
            bell.ring()
            await bell.wait(after: heard, atMost: long)
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }

    #expect(woken == 50)
    #expect(bell.rings == 50)
  }
}
