import Testing

@testable import Kernel

struct PhotoChildTests {
  private func run(
    _ program: String, _ arguments: [String], _ input: [UInt8] = [], milliseconds: Int32 = 10_000
  ) -> ChildProcess.Outcome {
    ChildProcess.run(program, arguments, input: input, milliseconds: milliseconds)
  }

  @Test func `megabytes go in and out at the same time`() {
    // Many times what the streams hold by themselves.
    let bytes = [UInt8](repeating: 7, count: 8_000_000)
    #expect(run("/bin/cat", [], bytes) == .exited(status: 0, output: bytes, notes: []))
  }

  @Test func `a child that reads nothing does not stop us, nor raise a signal`() {
    let bytes = [UInt8](repeating: 1, count: 8_000_000)
    #expect(run("/bin/true", [], bytes) == .exited(status: 0, output: [], notes: []))
  }

  @Test func `status and standard error come back`() {
    let outcome = run("/bin/sh", ["-c", "echo out; echo note >&2; exit 66"])
    #expect(
      outcome == .exited(status: 66, output: Array("out\n".utf8), notes: Array("note\n".utf8)))
  }

  @Test func `the signal that ended it comes back`() {
    #expect(run("/bin/sh", ["-c", "kill -11 $$"]) == .exited(status: 139, output: [], notes: []))
  }

  @Test func `a child that takes too long is ended`() {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(run("/bin/sleep", ["60"], milliseconds: 100) == .outOfTime)
    #expect(clock.now - start < .seconds(5))
  }

  @Test func `a child that closes its streams and stays is ended too`() {
    let script = "exec 0<&- 1>&- 2>&-; sleep 60"
    #expect(run("/bin/sh", ["-c", script], milliseconds: 200) == .outOfTime)
  }

  @Test func `endless output and endless notes do not fill the memory`() {
    #expect(run("/bin/cat", ["/dev/zero"]) == .tooMuchOutput)
    let outcome = run("/bin/sh", ["-c", "head -c 1000000 /dev/zero >&2"])
    guard case .exited(0, [], let notes) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(notes.count == 4096)
  }

  @Test func `the child has no environment and none of our files`() {
    #expect(run("/usr/bin/env", []) == .exited(status: 0, output: [], notes: []))
  }

  @Test func `what cannot be started is told by its errno`() {
    #expect(run("/nonexistent", []) == .notRun(code: 2))
    #expect(run("/etc", []) == .notRun(code: 13))
  }
}
