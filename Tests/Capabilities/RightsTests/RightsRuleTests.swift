import Civics
import Kernel
import KernelTesting
import Testing

@testable import Rights

/// What may be asked with how many words, and by when it is answered.
struct RightsRuleTests {
  @Test(arguments: RightsRequest.Kind.allCases)
  func `who has to say something says it`(kind: RightsRequest.Kind) throws {
    if kind.needsWords {
      #expect(throws: Problem(field: "words", "right.mistake.words")) {
        try RightsRules.checkedWords("  \n", for: kind)
      }
    } else {
      #expect(try RightsRules.checkedWords("  \n", for: kind) == "")
    }
    #expect(try RightsRules.checkedWords(" 名字写错了 ", for: kind) == "名字写错了")
    #expect(throws: Problem.self) {
      try RightsRules.checkedWords(String(repeating: "长", count: 2001), for: kind)
    }
  }

  @Test func `a refusal has a reason, a grant need not`() throws {
    #expect(throws: Problem.self) { try RightsRules.checkedReason("不行", isRefusal: true) }
    #expect(try RightsRules.checkedReason("", isRefusal: false) == "")
    #expect(
      try RightsRules.checkedReason("档案法要求保存十年，暂不能删除", isRefusal: true).count == 15)
  }

  @Test func `the day of asking is not counted`() {
    let limit = RightsLimit(kind: .deletion, days: 1, source: "test")

    // Asked on Monday at nine: Tuesday at closing time.
    let due = RightsRules.dueAt(limit, from: TestClock.start, in: .mainland)
    #expect(due.map(Say.moment) == "2026-03-03 18:00")
  }

  @Test func `a copy is fetched for a week, and only what was granted`() {
    func request(_ kind: RightsRequest.Kind, _ state: RightsRequest.State) -> RightsRequest {
      RightsRequest(
        id: Identifier(rawValue: "r"), person: Identifier(rawValue: "p"), kind: kind, words: "",
        state: state, askedAt: TestClock.start, dueAt: TestClock.start,
        decidedAt: TestClock.start, version: 1)
    }
    let now = TestClock.start
    #expect(request(.copy, .granted).isFetchable(at: now.adding(days: 7).adding(seconds: -1)))
    #expect(!request(.copy, .granted).isFetchable(at: now.adding(days: 7)))
    #expect(!request(.copy, .cancelled).isFetchable(at: now))
    #expect(!request(.deletion, .granted).isFetchable(at: now))
  }
}
