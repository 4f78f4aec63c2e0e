import Kernel
import KernelTesting
import Testing

@testable import Identity

/// What administrators do to accounts, and what they may not.
struct StaffDeskTests {
  private static let draft = StaffDesk.Draft(
    login: "zhou", name: "周建国", post: "运维班", phone: "13800002076")

  @Test(arguments: Backend.all)
  func `a new account has a password for one sign-in and no role`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let handed = try await bench.administration().add(
      Self.draft, by: bench.systemAdmin, key: nil)

    let step = try await bench.actions.signIn(login: "zhou", password: handed.password)
    guard case .change(let pass) = step else {
      Issue.record("\(step)")
      return
    }
    await #expect(throws: Problem(field: "password", "identity.password-same")) {
      try await bench.actions.changeTemporary(to: handed.password, pass: pass)
    }
    await #expect(throws: Problem(field: "password", "identity.password-common")) {
      try await bench.actions.changeTemporary(to: "password2026", pass: pass)
    }
    guard
      case .signedIn(let opened) = try await bench.actions.changeTemporary(
        to: "Wutong-Lu-31", pass: pass)
    else {
      Issue.record("not signed in")
      return
    }

    #expect(try await bench.person(ofSession: opened.token) == handed.person)
    #expect(try await bench.viewer(of: handed.person).grants == [])
    await #expect(throws: SignInRefusal.wrongNameOrPassword) {
      try await bench.signIn("zhou", password: handed.password)
    }
    try await bench.signIn("zhou", password: "Wutong-Lu-31")
    // The pass of before opens nothing any more.
    await #expect(throws: SignInRefusal.startAgain) {
      try await bench.actions.changeTemporary(to: "Liuxiang-2027", pass: pass)
    }
  }

  @Test(arguments: Backend.all)
  func `a password handed over is good for so many hours`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let handed = try await bench.administration().add(
      Self.draft, by: bench.systemAdmin, key: nil)
    bench.clock.advance(hours: 72)

    await #expect(throws: SignInRefusal.temporaryOver) {
      try await bench.signIn("zhou", password: handed.password)
    }
    #expect(try await bench.audit().last == "identity.sign_in_refused temporary_over")
  }

  @Test(arguments: Backend.all)
  func `every field that will not do is named`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    await #expect {
      try await bench.administration().add(
        StaffDesk.Draft(login: "!", name: "", post: " ", phone: "12"), by: bench.systemAdmin,
        key: nil)
    } throws: { error in
      (error as? Problem)?.fields.map(\.field) == ["login", "name", "post", "phone"]
    }
    try await bench.addDispatcher("zhou")
    await #expect(throws: Problem(field: "login", "identity.login-taken")) {
      try await bench.administration().add(Self.draft, by: bench.systemAdmin, key: nil)
    }
  }

  @Test(arguments: Backend.all)
  func `a repeated command tells the same password and does it once`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let desk = try bench.administration()
    let key = CommandKey("k", by: "system", for: "add")

    let first = try await desk.add(Self.draft, by: bench.systemAdmin, key: key)
    let again = try await desk.add(Self.draft, by: bench.systemAdmin, key: key)

    #expect(first.person == again.person && first.password == again.password)
    let all = try await TableDump(of: bench.database).tables.values.joined().joined()
    #expect(!all.contains(first.password))
    #expect(try await bench.audit().filter { $0.hasPrefix("identity.staff_added") }.count == 1)
  }

  @Test(arguments: Backend.all)
  func `another password, and a suspension, put out at once`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let desk = try bench.administration()

    let first = try await bench.signIn()
    let handed = try await desk.resetPassword(of: person, by: bench.systemAdmin, key: nil)
    #expect(try await bench.person(ofSession: first) == nil)
    await bench.failToSignIn()

    try await bench.accounts.setPassword(login: "linjing", IdentityBench.password)
    let second = try await bench.signIn()
    try await desk.setSuspended(true, person, by: bench.systemAdmin, key: nil)
    #expect(try await bench.person(ofSession: second) == nil)
    #expect(try await bench.viewer(of: person) == .visitor)
    await #expect(throws: SignInRefusal.wrongNameOrPassword) { try await bench.signIn() }
    try await desk.setSuspended(false, person, by: bench.systemAdmin, key: nil)
    let third = try await bench.signIn()
    #expect(try await desk.endSessions(of: person, by: bench.systemAdmin, key: nil) == 1)
    #expect(try await bench.person(ofSession: third) == nil)
    #expect(handed.password.count == 19)
  }

  @Test(arguments: Backend.all)
  func `each administrator does only his own part, and nothing to himself`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let desk = try bench.administration()
    let gift = StaffDesk.Gift(role: "auditor", scope: .everything)
    let before = try await TableDump(of: bench.database)

    for stranger in [bench.securityAdmin, bench.auditor, Viewer(person: person)] {
      await #expect(throws: Problem(.notFound)) {
        try await desk.resetPassword(of: person, by: stranger, key: nil)
      }
      await #expect(throws: Problem(.notFound)) {
        try await desk.setSuspended(true, person, by: stranger, key: nil)
      }
      await #expect(throws: Problem(.notFound)) {
        try await desk.add(Self.draft, by: stranger, key: nil)
      }
    }
    for stranger in [bench.systemAdmin, bench.auditor, Viewer(person: person)] {
      await #expect(throws: Problem(.notFound)) {
        try await desk.give(gift, to: person, by: stranger, key: nil)
      }
      await #expect(throws: Problem(.notFound)) {
        try await desk.removeFactor(of: person, by: stranger, key: nil)
      }
      await #expect(throws: Problem(.notFound)) {
        try await desk.decide([.staffHours: 8], by: stranger, key: nil)
      }
      await #expect(throws: Problem(.notFound)) {
        try await desk.setTwoStep(true, role: "grid_worker", by: stranger, key: nil)
      }
    }
    let own = Viewer(
      person: person,
      grants: [Grant([.administerGrants, .administerAccounts], in: .everything)])
    let refused = Problem(.notNow, "identity.own-account")
    await #expect(throws: refused) { try await desk.give(gift, to: person, by: own, key: nil) }
    await #expect(throws: refused) {
      try await desk.resetPassword(of: person, by: own, key: nil)
    }
    await #expect(throws: refused) {
      try await desk.setSuspended(false, person, by: own, key: nil)
    }

    #expect(before.changes(to: try await TableDump(of: bench.database)) == [])
  }

  @Test(arguments: Backend.all)
  func `failures of administration leave nothing half done`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    try await bench.signIn()

    let counts = [
      try await eachFailure(
        "StaffDesk.resetPassword",
        of: { database in
          _ = try await bench.administration(on: database).resetPassword(
            of: person, by: bench.systemAdmin, key: nil)
        }, in: bench.database),
      try await eachFailure(
        "StaffDesk.add",
        of: { database in
          _ = try await bench.administration(on: database).add(
            Self.draft, by: bench.systemAdmin, key: nil)
        }, in: bench.database),
      try await eachFailure(
        "StaffDesk.give",
        of: { database in
          try await bench.administration(on: database).give(
            StaffDesk.Gift(role: "community_worker", scope: .area("990101001001")), to: person,
            by: bench.securityAdmin, key: nil)
        }, in: bench.database),
      try await eachFailure(
        "StaffDesk.decide",
        of: { database in
          try await bench.administration(on: database).decide(
            [.staffHours: 8, .lockMinutes: 30], by: bench.securityAdmin, key: nil)
        }, in: bench.database),
      try await eachFailure(
        "StaffDesk.setTwoStep",
        of: { database in
          try await bench.administration(on: database).setTwoStep(
            true, role: "street_operator", by: bench.securityAdmin, key: nil)
        }, in: bench.database),
    ]

    #expect(counts.allSatisfy { $0 >= 3 }, "\(counts)")
  }
}
