import Kernel
import KernelTesting
import Testing

@testable import Identity

/// Signing in with a second factor, and setting one up.
struct TwoStepTests {
  @Test(arguments: Backend.all)
  func `who has an authenticator shows its code, and the session is a strong one`(
    backend: Backend
  ) async throws {
    let bench = try await TwoStepBench(backend)
    let token = try await bench.signIn(code: bench.code()).token

    #expect(try await bench.session(token)?.isStrong == true)
    #expect(try await bench.base.audit().last == "identity.signed_in password+totp")
  }

  @Test(arguments: Backend.all)
  func `a wrong code is refused and counted like a wrong password`(backend: Backend) async throws {
    let bench = try await TwoStepBench(backend)
    let pass = try await bench.pass()

    for _ in 1...4 {
      await #expect(throws: SignInRefusal.secondCodeWrong) {
        try await bench.base.actions.showCode("000000", pass: pass)
      }
    }
    await #expect(throws: bench.base.locked(minutes: 1)) {
      try await bench.base.actions.showCode("000000", pass: pass)
    }
    await #expect(throws: bench.base.locked(minutes: 1)) {
      try await bench.base.actions.showCode(bench.code(), pass: pass)
    }
    await #expect(throws: bench.base.locked(minutes: 1)) { try await bench.pass() }
    #expect(try await bench.base.audit().contains("identity.two_step_refused wrong"))
    bench.base.clock.advance(minutes: 1)
    _ = try await bench.base.actions.showCode(bench.code(), pass: pass)
  }

  @Test(arguments: Backend.all)
  func `a code that was taken is not taken again, nor is one before it`(
    backend: Backend
  ) async throws {
    let bench = try await TwoStepBench(backend)
    let (earlier, code) = (bench.code(away: -1), bench.code())
    _ = try await bench.signIn(code: code)

    for replayed in [code, earlier] {
      let pass = try await bench.pass()
      await #expect(throws: SignInRefusal.secondCodeUsed) {
        try await bench.base.actions.showCode(replayed, pass: pass)
      }
    }
    #expect(try await bench.base.audit().last == "identity.two_step_refused replayed")
    bench.base.clock.advance(seconds: 30)
    _ = try await bench.signIn(code: bench.code())
  }

  @Test(arguments: Backend.all)
  func `one of two who show the same code at once comes in`(backend: Backend) async throws {
    let bench = try await TwoStepBench(backend)
    let (pass, code) = (try await bench.pass(), bench.code())

    let count = await withTaskGroup(of: Bool.self) { group in
      for _ in 1...6 {
        group.addTask { (try? await bench.base.actions.showCode(code, pass: pass)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }

    #expect(count == 1)
  }

  @Test(arguments: Backend.all)
  func `a code on paper stands in, once`(backend: Backend) async throws {
    let bench = try await TwoStepBench(backend)
    let paper = try #require(bench.papers.first)

    _ = try await bench.signIn(code: paper.lowercased().replacing("-", with: " "))
    let pass = try await bench.pass()
    await #expect(throws: SignInRefusal.secondCodeWrong) {
      try await bench.base.actions.showCode(paper, pass: pass)
    }

    #expect(try await bench.base.audit().contains("identity.signed_in password+recovery"))
    let overview = try await bench.account.overview(of: bench.viewer)
    #expect(overview.staff?.codesLeft == 9)
    let all = try await TableDump(of: bench.base.database).tables.values.joined().joined()
    #expect(!all.contains(paper) && !all.contains(Base32.encode(bench.secret)))
  }

  @Test(arguments: Backend.all)
  func `a pass is worth nothing after ten minutes or after another password`(
    backend: Backend
  ) async throws {
    let bench = try await TwoStepBench(backend)
    let old = try await bench.pass()
    bench.base.clock.advance(minutes: 10)
    await #expect(throws: SignInRefusal.startAgain) {
      try await bench.base.actions.showCode(bench.code(), pass: old)
    }
    let fresh = try await bench.pass()
    try await bench.base.accounts.setPassword(login: "linjing", "Wutong-Lu-31")
    for pass in [fresh, "", "v1.x.y.z", String(fresh.dropLast()) + "A"] {
      await #expect(throws: SignInRefusal.startAgain) {
        try await bench.base.actions.showCode(bench.code(), pass: pass)
      }
    }
  }

  /// The pass of the first step must not set up another factor, which would replace the real one.
  @Test(arguments: Backend.all)
  func `a password alone replaces neither the factor nor the password`(
    backend: Backend
  ) async throws {
    let bench = try await TwoStepBench(backend)
    let pass = try await bench.pass()
    let before = try await TableDump(of: bench.base.database)
    let actions = bench.base.actions
    let forged = try Enrolment(
      person: bench.person, login: "linjing", secret: Array(repeating: 9, count: 20)
    ).sealed(with: actions.people.keys)
    let step = OneTimeCode.step(at: bench.base.clock.now)

    await #expect(throws: SignInRefusal.startAgain) { try await actions.enrolment(pass: pass) }
    await #expect(throws: SignInRefusal.startAgain) {
      try await actions.enrol(
        OneTimeCode.code(Array(repeating: 9, count: 20), step: step), secret: forged, pass: pass)
    }
    await #expect(throws: SignInRefusal.startAgain) {
      try await actions.changeTemporary(to: "Wutong-Lu-31", pass: pass)
    }
    #expect(before.changes(to: try await TableDump(of: bench.base.database)) == [])
  }

  @Test(arguments: Backend.all)
  func `administrators set one up before they come in, except in the demo`(
    backend: Backend
  ) async throws {
    let base = try await IdentityBench(backend)
    _ = try await base.accounts.addStaff(
      login: "shilei", name: "石磊", post: Post("安全管理员"), password: IdentityBench.password,
      role: "security_admin", scope: .everything)
    let step = try await base.actions.signIn(login: "shilei", password: IdentityBench.password)
    guard case .enrol(let pass) = step else {
      Issue.record("\(step)")
      return
    }
    let enrolment = try await base.actions.enrolment(pass: pass)
    let sealed = try enrolment.sealed(with: base.actions.people.keys)
    let code = OneTimeCode.code(enrolment.secret, step: OneTimeCode.step(at: base.clock.now))

    await #expect(throws: SignInRefusal.secondCodeWrong) {
      try await base.actions.enrol("000000", secret: sealed, pass: pass)
    }
    let (papers, next) = try await base.actions.enrol(code, secret: sealed, pass: pass)

    #expect(Set(papers).count == 10)
    guard case .signedIn(let opened) = next else {
      Issue.record("\(next)")
      return
    }
    #expect(opened.start == "/work")
    #expect(try await base.person(ofSession: opened.token) == enrolment.person)

    var demo = base.actions
    demo.isDemo = true
    _ = try await base.accounts.addStaff(
      login: "fangli", name: "方立", post: Post("系统管理员"), password: IdentityBench.password,
      role: "system_admin", scope: .everything)
    guard
      case .signedIn = try await demo.signIn(login: "fangli", password: IdentityBench.password)
    else {
      Issue.record("the demo asks for more")
      return
    }
  }

  @Test(arguments: Backend.all)
  func `a failure on the way leaves nothing half done`(backend: Backend) async throws {
    let bench = try await TwoStepBench(backend)
    let pass = try await bench.pass()
    let code = bench.code()

    let wrong = try await eachFailure(
      "SignInActions.showCode",
      of: { database in
        do {
          _ = try await bench.base.identity(on: database).actions.showCode("000000", pass: pass)
        } catch SignInRefusal.secondCodeWrong {}
      }, in: bench.base.database)
    let right = try await eachFailure(
      "SignInActions.showCode",
      of: { database in
        _ = try await bench.base.identity(on: database).actions.showCode(code, pass: pass)
      }, in: bench.base.database)

    #expect(wrong >= 5 && right >= 8)
  }
}
