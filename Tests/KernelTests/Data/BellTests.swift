import Testing

@testable import Kernel

struct BellTests {
  /// Longer than any test: who comes back was rung for.
  private let long = Duration.seconds(600)

  @Test func `a ring wakes everyone who waits`() async {
    let bell = Bell()
    let heard = bell.rings

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 { group.addTask { await bell.wait(after: heard, atMost: long) } }
      group.addTask { bell.ring() }
      await group.waitForAll()
    }

    #expect(bell.rings == heard + 1)
  }

  @Test func `a ring while one is busy is not missed, whoever else was waiting`() async {
    let bell = Bell()
    let heard = bell.rings
    async let other: Void = bell.wait(after: heard, atMost: long)
    bell.ring()
    await other

    await bell.wait(after: heard, atMost: long)
  }

  @Test func `a ring that was heard does not wake again`() async {
    let bell = Bell()
    bell.ring()

    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        await bell.wait(after: bell.rings, atMost: .milliseconds(1))
        return true
      }
      #expect(await group.next() == true)
    }
    #expect(bell.rings == 1)
  }

  @Test func `who is cancelled stops waiting and takes no ring from others`() async {
    let bell = Bell()
    let heard = bell.rings
    let gone = Task { await bell.wait(after: heard, atMost: .seconds(600)) }
    gone.cancel()
    await gone.value

    async let other: Void = bell.wait(after: heard, atMost: long)
    bell.ring()
    await other
  }

  @Test func `many that come and go while it rings are all woken`() async {
    let bell = Bell()

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          let heard = bell.rings
          bell.ring()
          await bell.wait(after: heard, atMost: long)
        }
      }
      await group.waitForAll()
    }

    #expect(bell.rings == 50)
  }
}
