import Kernel
import KernelTesting
import Testing

struct SLATapeTests {
  let now = PageBench.now

  static let readings: [(Int64, Int64, String, Int)] = [
    (0, 100, "ok", 0), (74, 26, "ok", 70), (75, 25, "near", 75), (99, 1, "near", 95),
    (100, 0, "near", 100), (101, -1, "over", 100), (-5, 105, "ok", 0),
  ]

  @Test(arguments: readings)
  func `a tape fills in steps and turns at the warn point`(
    passed: Int64, left: Int64, look: String, used: Int
  ) {
    let tape = SLATape(
      start: now.adding(minutes: -passed), due: now.adding(minutes: left), now: now, in: .chinese)
    #expect(tape.look == look)
    #expect(tape.used == used)
  }

  @Test func `a limit of no length does not divide by zero`() {
    #expect(SLATape(start: now, due: now, now: now, in: .chinese).look == "ok")
  }

  @Test func `a paused tape does not tick`() {
    let tape = SLATape(pausedAtPercent: 42, text: "挂着")
    #expect(tape.due == nil)
    #expect(tape.used == 40)
  }

  @Test func `every width a tape can have is in the style`() {
    let style = PageTree.text("Kernel/Pages/Assets/components.css")
    for used in stride(from: 0, through: 100, by: 5) { #expect(style.contains(".u-\(used){")) }
  }
}
