import Kernel
import KernelTesting
import Testing

struct SayTests {
  let now = PageBench.now

  @Test(arguments: [
    ("2026-11-22T14:20:00+08:00", "今天 14:20", "today 14:20"),
    ("2026-11-21T09:05:00+08:00", "昨天 9:05", "yesterday 9:05"),
    ("2026-11-23T00:00:00+08:00", "明天 0:00", "tomorrow 0:00"),
    ("2026-11-20T23:59:59+08:00", "11月20日", "20 Nov"),
    ("2025-11-22T10:00:00+08:00", "2025年11月22日", "22 Nov 2025"),
    // 16:00Z is the next day's midnight in the city.
    ("2026-11-21T16:00:00Z", "今天 0:00", "today 0:00"),
  ])
  func `a moment is said by its distance`(at: String, chinese: String, english: String) throws {
    let at = try #require(Timestamp(at))
    #expect(Say.when(at, now: now, in: .chinese) == chinese)
    #expect(Say.when(at, now: now, in: .english) == english)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (4424, "4,424"), (1_234_567, "1,234,567"),
    (-12_345, "-12,345"),
  ])
  func `a number has a comma between its thousands`(count: Int, said: String) {
    #expect(Say.number(count) == said)
  }

  static let spans: [(Int64, String, String)] = [
    (69 * 60, "剩 1时09分", "1 h 09 min left"), (8 * 60 + 59, "剩 8分", "8 min left"),
    (59, "剩 不到1分", "< 1 min left"), (0, "剩 不到1分", "< 1 min left"),
    (-1, "超 不到1分", "< 1 min over"), (-26 * 60, "超 26分", "26 min over"),
    (51 * 3600, "剩 2天3时", "2 d 3 h left"), (86_400, "剩 1天", "1 d left"),
  ]

  @Test(arguments: spans)
  func `what is left is never flattered`(seconds: Int64, chinese: String, english: String) {
    let due = now.adding(seconds: seconds)
    #expect(Say.left(until: due, now: now, in: .chinese) == chinese)
    #expect(Say.left(until: due, now: now, in: .english) == english)
  }

  @Test func `an end at midnight is the day before, and says its year`() throws {
    let end = try #require(Timestamp("2026-11-25T00:00:00+08:00"))
    #expect(Say.lastDay(until: end, in: .chinese) == "2026年11月24日")
    #expect(Say.lastDay(until: end.adding(seconds: 1), in: .english) == "25 Nov 2026")
  }

  @Test func `a limit keeps its hour however far away`() throws {
    let due = try #require(Timestamp("2026-12-01T12:00:00+08:00"))
    #expect(Say.before(due, now: now, in: .chinese) == "12月1日 12:00 前")
    #expect(Say.before(due, now: now, in: .english) == "by 1 Dec 12:00")
    #expect(Say.day(due, in: .chinese) == "12月1日 周二")
  }

  @Test(arguments: [
    ("13812342076", "138 **** 2076"), ("0470-6520011", "04 **** 11"), ("110", "***"),
  ])
  func `a phone number shows its ends only`(number: String, shown: String) {
    #expect(Say.masked(phone: number) == shown)
  }
}
