import Contracts
import Gateways
import Kernel
import KernelTesting
import Logging
import Synchronization
import Testing

@testable import Mandates

/// Checks against a register that fails in every way it can.
struct RealNameTests {
  private let mother = MandateBench.viewer(MandateBench.mother)

  private func ask(
    _ bench: MandateBench, number: String = MandateBench.adultNumber, version: Int? = 1
  ) async throws {
    try await bench.capability.realNames.ask(
      RealNameActions.Ask(
        personName: "王桂兰", citizenNumber: number, consentVersion: version),
      by: mother, key: nil)
  }

  /// Runs what is due, turning the clock on between tries.
  private func run(_ bench: MandateBench, rounds: Int = 8) async throws {
    let jobs = Jobs()
    bench.capability.jobs(jobs)
    let runner = JobRunner(database: bench.database, jobs: jobs, logger: Logger(label: "test"))
    for _ in 0..<rounds {
      while try await runner.runNext() {}
      bench.clock.advance(hours: 1)
    }
  }

  private func state(_ bench: MandateBench) async throws -> RealNameCheck.State? {
    try await bench.capability.realNames.standing(of: mother).check?.state
  }

  private func leftovers(_ bench: MandateBench) async throws -> Int64 {
    try await bench.database.read {
      try $0.number(
        """
        SELECT COUNT(*) FROM real_name_checks
        WHERE number_sealed IS NOT NULL OR name_sealed IS NOT NULL
        """)
    }
  }

  @Test(arguments: Backend.all)
  func `a pair that fits is matched, and the number goes`(backend: Backend) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    try await ask(bench)
    #expect(try await state(bench) == .waiting)
    let rows = try await TableDump(of: bench.database).tables.values.flatMap { $0 }
    #expect(!rows.contains { $0.contains(MandateBench.adultNumber) || $0.contains("王桂兰") })

    try await run(bench)
    #expect(try await state(bench) == .matched)
    #expect(try await leftovers(bench) == 0)
    #expect(bench.register.settled == 1)
    // Once matched, asking again asks nobody.
    try await ask(bench)
    try await run(bench)
    #expect(bench.register.calls == 1)
    #expect(
      try await bench.audit() == ["mandates.real_name_asked", "mandates.real_name_matched"])
  }

  @Test(arguments: [
    (RealNameAnswer.Verdict.mismatch, RealNameCheck.State.mismatched), (.noRecord, .noRecord),
  ])
  func `the register's no is kept, without the number`(
    verdict: RealNameAnswer.Verdict, wanted: RealNameCheck.State
  ) async throws {
    let bench = try await MandateBench(.sqlite, isChecked: false)
    bench.register.set(verdict, for: MandateBench.adultNumber)
    try await ask(bench)
    try await run(bench)
    #expect(try await state(bench) == wanted)
    #expect(try await leftovers(bench) == 0)
  }

  @Test(arguments: Backend.all)
  func `a lost answer is asked for, never asked twice`(backend: Backend) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    bench.script.append([.successThenLost])
    try await ask(bench)
    try await run(bench)

    #expect(try await state(bench) == .matched)
    #expect(bench.register.settled == 1)
  }

  @Test(arguments: [FaultScript.Fault.timeOut, .unreachable])
  func `no answer is tried again, and then given up`(fault: FaultScript.Fault) async throws {
    let bench = try await MandateBench(.sqlite, isChecked: false)
    bench.script.append([fault])
    try await ask(bench)
    try await run(bench)
    #expect(try await state(bench) == .matched)

    let other = try await MandateBench(.sqlite, isChecked: false)
    other.script.append(Array(repeating: fault, count: 10))
    try await ask(other)
    try await run(other)
    #expect(try await state(other) == .failed)
    #expect(try await leftovers(other) == 0)
  }

  @Test func `a register that declines ends it at once`() async throws {
    let bench = try await MandateBench(.sqlite, isChecked: false)
    bench.script.append([.refused])
    try await ask(bench)
    try await run(bench)
    #expect(try await state(bench) == .failed)
    #expect(bench.register.calls == 1)
  }

  @Test(arguments: Backend.all)
  func `without consent nothing is asked, also when it is taken back`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    await #expect(throws: Problem(field: "consent", "realname.mistake.consent")) {
      try await ask(bench, version: nil)
    }
    try await ask(bench)
    try await bench.consents.say(.withdraw, to: .realName, version: 1, by: mother, key: nil)
    try await run(bench)
    #expect(try await state(bench) == .failed)
    #expect(bench.register.calls == 0)
    #expect(try await leftovers(bench) == 0)
  }

  @Test(arguments: Backend.all)
  func `a consent taken back while the register thinks makes its word void`(
    backend: Backend
  ) async throws {
    let box = ConsentBox()
    let mother = mother
    let slow = Slow {
      try await box.get?.say(.withdraw, to: .realName, version: 1, by: mother, key: nil)
    }
    let bench = try await MandateBench(backend, isChecked: false, gateway: slow)
    box.set(bench.consents)
    try await ask(bench)
    try await run(bench, rounds: 1)
    #expect(try await state(bench) == .failed)
    #expect(try await leftovers(bench) == 0)
  }

  @Test(arguments: Backend.all)
  func `a register that is ill costs nobody a try of the day`(backend: Backend) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    bench.script.append(Array(repeating: .unreachable, count: 100))
    for _ in 0..<6 {
      try await ask(bench)
      try await run(bench, rounds: 3)
    }
    #expect(try await state(bench) == .failed)
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement leaves nothing half done`(backend: Backend) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    let (mother, ask) = (
      mother,
      RealNameActions.Ask(
        personName: "王桂兰", citizenNumber: MandateBench.adultNumber, consentVersion: 1)
    )
    let asked = try await eachFailure(
      "RealNameActions.ask",
      of: { database in
        try await MandateBench.capability(on: database).realNames.ask(ask, by: mother, key: nil)
      }, in: bench.database)
    // What stands, how often today, consent and its event, check, job, audit.
    #expect(asked == 10)
  }

  @Test(arguments: Backend.all)
  func `five a day, and numbers that can be`(backend: Backend) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    bench.register.set(.mismatch, for: MandateBench.adultNumber)
    await #expect(throws: Problem(field: "number", "mandate.mistake.number")) {
      try await ask(bench, number: "110000196002290042")
    }
    for _ in 0..<5 {
      try await ask(bench)
      try await run(bench, rounds: 1)
    }
    let often = Problem(field: "number", "realname.mistake.often", values: ["n": "5"])
    await #expect(throws: often) { try await ask(bench) }
  }

  @Test(arguments: Backend.all)
  func `who has not been checked gives and confirms nothing on a device`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    let needed = Problem(field: "realname", "realname.needed")
    await #expect(throws: needed) { try await bench.asked() }
    try await bench.check(MandateBench.daughter)
    let receipt = try await bench.asked()
    await #expect(throws: needed) {
      try await bench.move(receipt.id, .confirm(nil), by: MandateBench.mother)
    }
    // A window sees the paper instead.
    try await bench.sayCode(of: receipt.id)
    try await bench.actions.moveAtWindow(
      receipt.id, .confirmAtWindow(.identityCard), by: MandateBench.viewer(MandateBench.window),
      key: nil)
    #expect(try await bench.scopes().count == 2)
  }
}

/// A register that does something while it thinks, and says yes.
private struct Slow: RealNameGateway {
  let meanwhile: @Sendable () async throws -> Void

  func check(_ question: RealNameQuestion) async throws -> RealNameAnswer {
    try await meanwhile()
    return RealNameAnswer(reference: "r", verdict: .match)
  }

  func answer(for key: String) async throws -> RealNameAnswer? { nil }
}

/// The bench's own consents, which the register needs before the bench is there.
private final class ConsentBox: Sendable {
  private let held = Mutex<ConsentActions?>(nil)
  var get: ConsentActions? { held.withLock { $0 } }
  func set(_ consents: ConsentActions) { held.withLock { $0 = consents } }
}
