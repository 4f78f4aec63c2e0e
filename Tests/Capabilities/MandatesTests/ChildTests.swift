import Contracts
import Gateways
import Kernel
import KernelTesting
import Logging
import Testing

@testable import Mandates

/// Who is under 14 agrees to nothing and gives nothing away: a guardian does (PIPL article 31).
struct ChildTests {
  private let child = MandateBench.viewer(MandateBench.mother)

  private func ask(_ bench: MandateBench, number: String) async throws {
    try await bench.capability.realNames.ask(
      RealNameActions.Ask(personName: "王小满", citizenNumber: number, consentVersion: 1),
      by: child, key: nil)
  }

  private func run(_ bench: MandateBench) async throws {
    let jobs = Jobs()
    bench.capability.jobs(jobs)
    let runner = JobRunner(database: bench.database, jobs: jobs, logger: Logger(label: "test"))
    while try await runner.runNext() {}
  }

  private func give(_ bench: MandateBench) async throws {
    try await bench.consents.say(.give, to: .survey, version: 1, by: child, key: nil)
  }

  @Test(arguments: Backend.all)
  func `a number of a child goes nowhere, and its owner gives and agrees to nothing`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    try await bench.check(MandateBench.daughter)
    let asked = try await bench.asked()
    let sentence = "realname.child"
    await #expect(throws: Problem(field: "number", sentence)) {
      try await ask(bench, number: MandateBench.childNumber)
    }
    try await run(bench)
    #expect(bench.register.calls == 0)
    let dump = try await TableDump(of: bench.database)
    #expect(dump.tables["consents"]?.isEmpty == true)
    #expect(!dump.tables.values.joined().contains { $0.contains(MandateBench.childNumber) })
    #expect(try await bench.audit().contains("mandates.real_name_child"))

    await #expect(throws: Problem(.notNow, sentence)) { try await give(bench) }
    await #expect(throws: Problem(field: "realname", sentence)) {
      try await bench.actions.ask(
        MandateBench.ask(.principal, to: MandateBench.daughterPhone), by: child, key: nil)
    }
    await #expect(throws: Problem(field: "realname", sentence)) {
      try await bench.move(asked.id, .confirm(nil), by: MandateBench.mother)
    }
    await #expect(throws: Problem(field: "name", sentence)) {
      try await bench.actions.ask(MandateBench.ward(), by: child, key: nil)
    }
    try await bench.sayCode(of: asked.id)
    await #expect(throws: Problem(field: "document", sentence)) {
      try await bench.actions.moveAtWindow(
        asked.id, .confirmAtWindow(.identityCard),
        by: MandateBench.viewer(MandateBench.window), key: nil)
    }
    // A no is always possible.
    try await bench.consents.say(.refuse, to: .survey, version: 1, by: child, key: nil)
    try await bench.move(asked.id, .decline, by: MandateBench.mother)
  }

  @Test(arguments: Backend.all)
  func `the fourteenth birthday ends it, and so does a grown-up's number that fits`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    await #expect(throws: Problem(field: "number", "realname.child")) {
      try await ask(bench, number: MandateBench.childNumber)
    }
    // One that does not fit changes nothing.
    bench.clock.advance(minutes: 1)
    bench.register.set(.mismatch, for: MandateBench.adultNumber)
    try await ask(bench, number: MandateBench.adultNumber)
    try await run(bench)
    await #expect(throws: Problem(.notNow, "realname.child")) { try await give(bench) }

    bench.clock.advance(minutes: 1)
    bench.register.set(.match, for: MandateBench.adultNumber)
    try await ask(bench, number: MandateBench.adultNumber)
    try await run(bench)
    try await give(bench)

    let other = try await MandateBench(backend, isChecked: false)
    await #expect(throws: Problem(field: "number", "realname.child")) {
      try await ask(other, number: MandateBench.childNumber)
    }
    let birthday = CityTime.instant(try #require(LocalDate(year: 2029, month: 6, day: 1)))
    other.clock.set(birthday.adding(minutes: -1))
    await #expect(throws: Problem(.notNow, "realname.child")) { try await give(other) }
    other.clock.set(birthday)
    try await give(other)
  }
}
