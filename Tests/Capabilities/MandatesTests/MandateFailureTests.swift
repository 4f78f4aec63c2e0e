import Civics
import Contracts
import Gateways
import Kernel
import KernelTesting
import Synchronization
import Testing

@testable import Mandates

/// A failure at any statement of asking for mandates, of the window, and of the register's job.
struct MandateFailureTests {
  private static let daughter = MandateBench.viewer(MandateBench.daughter)
  private static let window = MandateBench.viewer(MandateBench.window)

  private struct Act {
    let name: String
    /// As many statements as there are at least.
    let least: Int
    let run: @Sendable (MandateActions) async throws -> Void
  }

  private static func fail(_ acts: [Act], _ bench: MandateBench) async throws {
    for act in acts {
      let statements = try await eachFailure(
        act.name, of: { try await act.run(MandateBench.capability(on: $0).actions) },
        in: bench.database)
      #expect(statements >= act.least, "\(act.name)")
    }
  }

  @Test(arguments: Backend.all)
  func `asking, the window and the clock do it whole or not at all`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend)
    try await Self.fail(
      [
        Act(name: "MandateActions.ask(_ ask: MandateAsk)", least: 8) {
          _ = try await $0.ask(
            MandateBench.ask(), by: Self.daughter,
            key: CommandKey("k", by: "daughter", for: "ask"))
        },
        Act(name: "MandateActions.ask(_ ask: WardAsk)", least: 8) {
          _ = try await $0.ask(
            MandateBench.ward(), by: Self.daughter,
            key: CommandKey("l", by: "daughter", for: "ward"))
        },
      ], bench)
    let receipts = try await bench.database.read { db in
      try db.rows("SELECT id, code, basis FROM mandates ORDER BY basis")
        .map { (id: try $0.get("id", as: String.self), code: try $0.get("code", as: String.self)) }
    }
    #expect(receipts.count == 2)
    let ward = Identifier<Mandate>(rawValue: receipts[0].id)
    try await bench.sayCode(of: ward)
    let (other, code) = (Identifier<Mandate>(rawValue: receipts[1].id), receipts[1].code)
    try await bench.database.write { tx in
      _ = try tx.run("UPDATE mandates SET invited = NULL WHERE id = \(other)")
    }
    let mother = MandateBench.viewer(MandateBench.mother)

    try await Self.fail(
      [
        Act(name: "MandateActions.remember", least: 1) { _ = try await $0.look(other, as: mother) },
        Act(name: "MandateActions.search", least: 3) {
          _ = try await $0.search(code, by: Self.window)
        },
        Act(name: "MandateActions.lookAtWindow", least: 3) {
          _ = try await $0.lookAtWindow(ward, by: Self.window)
        },
        // The child was heard, the guardian's consent counts from now on.
        Act(name: "MandateActions.moveAtWindow", least: 9) {
          try await $0.moveAtWindow(
            ward, .confirmAtWindow(.householdRegister), isHeard: true, by: Self.window,
            key: CommandKey("m", by: "window", for: "confirm"))
        },
      ], bench)
    #expect(try await bench.state(ward).hasPrefix("active"))

    bench.clock.advance(days: 60)
    try await Self.fail(
      [
        Act(name: "MandateActions.expire", least: 4) {
          let ended = try await $0.expire(limit: MandateClock.atOnce)
          #expect(ended == 1)
        }
      ], bench)
    #expect(try await !bench.state(other).hasPrefix("pending"))
  }

  private struct Course: Sendable {
    let name: String
    /// Functions whose statements are among those that fail.
    let covers: [String]
    var fault: FaultScript.Fault?
    var isRefused = false
    let least: Int
  }

  private static let courses = [
    Course(name: "matched", covers: ["RealNameChecker.run", "RealNameChecker.note"], least: 7),
    Course(
      name: "refused", covers: ["RealNameChecker.run", "RealNameChecker.ask"], isRefused: true,
      least: 5),
    Course(
      name: "unreachable", covers: ["RealNameChecker.run", "RealNameChecker.later"],
      fault: .unreachable, least: 5),
    Course(
      name: "answer lost", covers: ["RealNameChecker.run", "RealNameChecker.later"],
      fault: .successThenLost, least: 5),
  ]

  /// Intent, call and outcome: the register settles each question once, and no number stays.
  @Test(arguments: Backend.all)
  func `whatever fails in between, the register is asked once and its word is kept`(
    backend: Backend
  ) async throws {
    let bench = try await MandateBench(backend, isChecked: false)
    let number = Mutex(0)

    for course in Self.courses {
      let register: any RealNameGateway = course.isRefused ? Declining() : bench.register
      let capability = try MandateBench.capability(on: bench.database, register)
      let settled = Mutex(0)
      let statements = try await eachFailureMadeGood(
        "\(course.name): \(course.covers.joined(separator: ", "))",
        of: { id, database in
          try await capability.checker.run(CheckRealName(check: id), database)
        },
        each: {
          let person = number.withLock { number in
            number += 1
            return Identifier<Person>(rawValue: "person-\(number)")
          }
          try await capability.realNames.ask(
            RealNameActions.Ask(
              personName: "王桂兰", citizenNumber: MandateBench.adultNumber, consentVersion: 1),
            by: Viewer(person: person), key: nil)
          if let fault = course.fault { bench.script.append([fault]) }
          settled.withLock { $0 = bench.register.settled }
          return try #require(
            try await capability.realNames.standing(of: Viewer(person: person)).check?.id)
        },
        leaving: { id in
          let before = settled.withLock { $0 }
          return try await Self.state(id, bench) + ["settled \(bench.register.settled - before)"]
        }, in: bench.database)
      #expect(statements >= course.least, "\(course.name)")
    }
  }

  /// State, what is left of name and number, and the audit's lines.
  private static func state(
    _ id: Identifier<RealNameCheck>, _ bench: MandateBench
  ) async throws -> [String] {
    try await bench.database.read { db in
      let row = try #require(
        try db.row(
          "SELECT state, name_sealed, number_sealed FROM real_name_checks WHERE id = \(id)"))
      let sealed = [
        try row.get("name_sealed", as: String?.self),
        try row.get("number_sealed", as: String?.self),
      ].compactMap { $0 }
      let lines = try db.rows(
        "SELECT action FROM audit_entries WHERE subject = \("check:\(id)") ORDER BY action"
      ).map { try $0.get("action", as: String.self) }
      return [try row.get("state", as: String.self), "sealed \(sealed.count)"] + lines
    }
  }
}

/// A register that takes no question.
private struct Declining: RealNameGateway {
  func check(_ question: RealNameQuestion) async throws -> RealNameAnswer {
    throw GatewayFault.refused(code: "quota")
  }

  func answer(for key: String) async throws -> RealNameAnswer? { nil }
}
