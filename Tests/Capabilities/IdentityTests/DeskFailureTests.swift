import Civics
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// A failure at any statement of what administrators and auditors do.
struct DeskFailureTests {
  private struct Act {
    let name: String
    /// As many statements as there are at least.
    let least: Int
    let run: @Sendable (IdentityCapability) async throws -> Void
  }

  @Test(arguments: Backend.all)
  func `what administrators do to an account is whole or not at all`(
    backend: Backend
  ) async throws {
    let bench = try await TwoStepBench(backend)
    let base = bench.base
    let (person, system, security) = (bench.person, base.systemAdmin, base.securityAdmin)
    _ = try await bench.signIn(code: bench.code())
    let grant = try #require(
      try await base.database.read { try GrantStore.history(of: person, in: $0).first?.id })
    let acts = [
      Act(name: "StaffDesk.endSessions", least: 4) {
        _ = try await $0.desk.endSessions(
          of: person, by: system, key: CommandKey("end-1", by: "system", for: "end"))
      },
      Act(name: "StaffDesk.setPost", least: 4) {
        try await $0.desk.setPost(
          Post("值班员", english: "On duty"), of: person, by: system,
          key: CommandKey("post-1", by: "system", for: "post"))
      },
      Act(name: "StaffDesk.removeFactor", least: 5) {
        try await $0.desk.removeFactor(
          of: person, by: security, key: CommandKey("factor-1", by: "security", for: "factor"))
      },
      Act(name: "StaffDesk.setSuspended", least: 6) {
        try await $0.desk.setSuspended(
          true, person, by: system, key: CommandKey("suspend-1", by: "system", for: "suspend"))
      },
      Act(name: "StaffDesk.take", least: 4) {
        try await $0.desk.take(
          grant, from: person, by: security, key: CommandKey("take-1", by: "security", for: "take"))
      },
    ]

    try await Self.fail(acts, base)

    let state = try await base.database.read { db in
      (
        try StaffStore.find(person, in: db)?.isDisabled,
        try GrantStore.history(of: person, in: db).first?.until
      )
    }
    #expect(state.0 == true && state.1 == base.clock.now)
  }

  @Test(arguments: Backend.all)
  func `what auditors ask for is in the audit or is not done`(backend: Backend) async throws {
    let base = try await IdentityBench(backend)
    try await base.addDispatcher()
    let auditor = base.auditor
    try await Self.fail(
      [
        Act(name: "AuditDesk.export", least: 2) {
          _ = try await $0.audits.export(.init(), by: auditor)
        },
        Act(name: "AuditDesk.check", least: 4) {
          try await $0.audits.check(
            by: auditor, key: CommandKey("check-1", by: "auditor", for: "check"))
        },
      ], base)

    let running = try #require(
      try await base.identity.audits.read(.init(), after: nil, for: auditor).running?.id)
    try await Self.fail(
      [
        Act(name: "AuditDesk.walk", least: 1) {
          try await $0.audits.walk(running, in: $0.audits.database)
        }
      ], base)
  }

  /// Begun and ended in transactions of their own: the walk between them takes its time.
  @Test(arguments: Backend.all)
  func `a daily walk that was broken off is walked again and told`(
    backend: Backend
  ) async throws {
    let base = try await IdentityBench(backend)
    try await base.addDispatcher()
    let desk = base.identity.audits

    let statements = try await eachFailureMadeGood(
      "AuditDesk.walkDaily",
      of: { _, database in
        base.clock.advance(minutes: 1)
        try await desk.walkDaily(in: database)
      },
      each: { base.clock.advance(days: 1) },
      leaving: { _ in
        let answer = try await desk.read(.init(), after: nil, for: base.auditor)
        return [
          "running \(answer.running != nil)",
          "ended now \(answer.ended?.finishedAt == base.clock.now)",
        ]
      }, in: base.database)

    #expect(statements == 2)
  }

  private static func fail(_ acts: [Act], _ base: IdentityBench) async throws {
    for act in acts {
      let statements = try await eachFailure(
        act.name, of: { try await act.run(base.identity(on: $0)) }, in: base.database)
      #expect(statements >= act.least, "\(act.name)")
    }
  }
}
