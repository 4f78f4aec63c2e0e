import Testing

@testable import Kernel

struct SecretsWorldTests {
  @Test func `ids are UUIDv7 in lower case`() throws {
    let id = World.live.newID()
    let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
    #expect(id.wholeMatch(of: pattern) != nil)
  }

  @Test func `an id begins with its millisecond`() throws {
    #expect(IDSequence().next(at: 0x0192_f3a4_b5c6).hasPrefix("0192f3a4-b5c6-7"))
    #expect(IDSequence().next(at: 0x7d8e_0918_0a0f).hasPrefix("7d8e0918-0a0f-7"))
  }

  @Test func `ids rise, also in one millisecond and when the clock goes back`() {
    let sequence = IDSequence()
    var last = ""
    for step in 0..<20_000 {
      let id = sequence.next(at: step < 10_000 ? 1_000_000 : 900_000)
      #expect(id > last)
      last = id
    }
  }

  @Test func `ids made by many at once are all different`() async {
    let sequence = IDSequence()
    let ids = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { (0..<2000).map { _ in sequence.next(at: 5) } } }
      return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
    }
    #expect(ids.count == 16_000)
  }

  @Test func `the live clock tells this century's time in milliseconds`() {
    let now = World.live.now()
    #expect(now > Timestamp(milliseconds: 1_767_225_600_000))
    #expect(World.live.now() >= now)
  }

  @Test func `the live world's chance has the length asked for`() {
    #expect(World.live.randomBytes(24).count == 24)
    #expect(World.live.randomBytes(24) != World.live.randomBytes(24))
  }
}
