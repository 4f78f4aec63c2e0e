import Civics
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// What people see and do of their own sessions, password and second factor.
struct OwnAccountTests {
  @Test(arguments: Backend.all)
  func `sessions are listed with their device, and end one by one or all but this`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let account = OwnAccount(signIn: bench.actions)
    let phone = try PhoneNumber(IdentityBench.phone)
    var tokens: [String] = []
    for device in ["wechat.android", "chrome.windows", "safari.ipad"] {
      let code = try await bench.actions.sendCode(to: phone)
      tokens.append(
        try await bench.actions.signIn(
          phone: phone, code: code, from: SignInActions.Origin(device: device)
        ).token)
      bench.clock.advance(minutes: 1)
    }
    let person = try #require(try await bench.person(ofSession: tokens[0]))
    let viewer = Viewer(person: person)
    let stranger = Viewer(person: Identifier(rawValue: "hong"))

    let overview = try await account.overview(of: viewer)
    #expect(overview.sessions.map(\.device) == ["safari.ipad", "chrome.windows", "wechat.android"])
    #expect(overview.staff == nil)
    let first = Sessions.id(of: tokens[0])
    await #expect(throws: Problem(.notFound)) {
      try await account.endSession(first, by: stranger, key: nil)
    }
    try await account.endSession(first, by: viewer, key: nil)
    #expect(try await bench.person(ofSession: tokens[0]) == nil)
    #expect(try await account.endOtherSessions(but: tokens[2], by: viewer, key: nil) == 1)

    #expect(try await bench.person(ofSession: tokens[1]) == nil)
    #expect(try await bench.person(ofSession: tokens[2]) == person)
    let audit = try await bench.audit().suffix(2)
    #expect(audit.first?.hasPrefix("identity.session_ended ") == true)
    #expect(audit.last == "identity.sessions_ended 1")
  }

  @Test(arguments: Backend.all)
  func `sessions last as long as was decided, used or not`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    try await bench.decide([.staffHours: 8, .staffIdleMinutes: 30])
    let idle = try await bench.signIn()

    let sessions = try await OwnAccount(signIn: bench.actions)
      .overview(of: Viewer(person: person)).sessions
    #expect(sessions.map(\.expiresAt) == [bench.clock.now.adding(hours: 8)])
    bench.clock.advance(minutes: 29)
    #expect(try await bench.person(ofSession: idle) == person)
    bench.clock.advance(minutes: 1)
    #expect(try await bench.person(ofSession: idle) == nil)
  }

  @Test(arguments: Backend.all)
  func `a new password of one's own ends every other session`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let viewer = try await bench.viewer(of: person)
    let account = OwnAccount(signIn: bench.actions)
    let (here, there) = (try await bench.signIn(), try await bench.signIn())
    @discardableResult
    func change(_ old: String, _ new: String) async throws -> Sessions.Renewed? {
      try await account.changePassword(
        old: old, new: new, keeping: here, from: SignInActions.Origin(), by: viewer)
    }

    await #expect(throws: SignInRefusal.wrongNameOrPassword) {
      try await change("wrong", "Wutong-Lu-31")
    }
    await #expect(throws: Problem(field: "password", "identity.password-same")) {
      try await change(IdentityBench.password, IdentityBench.password)
    }
    await #expect(throws: Problem(field: "password", "identity.password-common")) {
      try await change(IdentityBench.password, "Password-2026")
    }
    let renewed = try #require(try await change(IdentityBench.password, "Wutong-Lu-31"))

    // Whoever copied the cookie of this very session has nothing either.
    #expect(renewed.token != here)
    #expect(try await bench.person(ofSession: renewed.token) == person)
    for token in [here, there] { #expect(try await bench.person(ofSession: token) == nil) }
    try await bench.signIn(password: "Wutong-Lu-31")
    #expect(try await bench.audit().contains("identity.password_refused old"))
  }

  @Test(arguments: Backend.all)
  func `an open session is no way to guess the password`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let viewer = try await bench.viewer(of: try await bench.addDispatcher())
    let account = OwnAccount(signIn: bench.actions)
    func guess(_ old: String) async throws {
      _ = try await account.changePassword(
        old: old, new: "Wutong-Lu-31", keeping: nil, from: SignInActions.Origin(), by: viewer)
    }
    for _ in 1...4 {
      await #expect(throws: SignInRefusal.wrongNameOrPassword) { try await guess("wrong") }
    }
    await #expect(throws: bench.locked(minutes: 1)) { try await guess("wrong") }
    await #expect(throws: bench.locked(minutes: 1)) {
      try await guess(IdentityBench.password)
    }
  }

  @Test(arguments: Backend.all)
  func `an open session alone binds the account to no phone`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let viewer = try await bench.viewer(of: try await bench.addDispatcher())
    let account = OwnAccount(signIn: bench.actions)
    let enrolment = try account.enrolment(login: "linjing", for: viewer)
    let code = OneTimeCode.code(enrolment.secret, step: OneTimeCode.step(at: bench.clock.now))
    let sealed = try enrolment.sealed(with: bench.actions.people.keys)
    func enrol(_ password: String, _ code: String) async throws -> [String] {
      try await account.enrol(
        code, secret: sealed, password: password, keeping: nil, from: SignInActions.Origin(),
        by: viewer, key: nil
      ).codes
    }

    await #expect(throws: SignInRefusal.wrongNameOrPassword) { try await enrol("wrong", code) }
    await #expect(throws: SignInRefusal.secondCodeWrong) {
      try await enrol(IdentityBench.password, "000000")
    }
    #expect(try await enrol(IdentityBench.password, code).count == 10)
    await #expect(throws: Problem(.notNow)) {
      try await enrol(IdentityBench.password, code)
    }
  }

  @Test(arguments: Backend.all)
  func `codes on paper are renewed for a code, told again to a repeated command`(
    backend: Backend
  ) async throws {
    let bench = try await TwoStepBench(backend)
    let key = CommandKey("k", by: bench.viewer.actor, for: "codes")
    let origin = SignInActions.Origin()
    let code = bench.code()

    let first = try await bench.account.renewCodes(
      code, from: origin, by: bench.viewer, key: key)
    let again = try await bench.account.renewCodes(
      code, from: origin, by: bench.viewer, key: key)

    #expect(first == again && Set(first).count == 10 && Set(first).isDisjoint(with: bench.papers))
    await #expect(throws: SignInRefusal.secondCodeWrong) {
      try await bench.signIn(code: try #require(bench.papers.first))
    }
    _ = try await bench.signIn(code: first[3])
    let all = try await TableDump(of: bench.base.database).tables.values.joined().joined()
    #expect(!first.contains { all.contains($0) })
  }

  @Test(arguments: Backend.all)
  func `who need not have a factor takes it away with a code, others do not`(
    backend: Backend
  ) async throws {
    let bench = try await TwoStepBench(backend)
    let origin = SignInActions.Origin()
    func remove(_ code: String) async throws {
      _ = try await bench.account.removeFactor(
        code, keeping: nil, from: origin, by: bench.viewer, key: nil)
    }
    await #expect(throws: SignInRefusal.secondCodeWrong) { try await remove("000000") }
    let desk = try bench.base.administration()
    try await desk.setTwoStep(
      true, role: "street_operator", by: bench.base.securityAdmin, key: nil)
    await #expect(throws: Problem(.notNow, "two-step.asked")) { try await remove(bench.code()) }
    bench.base.clock.advance(minutes: 1)
    try await desk.setTwoStep(
      false, role: "street_operator", by: bench.base.securityAdmin, key: nil)

    try await remove(bench.code())

    try await bench.base.signIn()
    #expect(try await bench.base.audit().contains("identity.two_step_off"))
  }

  @Test(arguments: Backend.all)
  func `failures of one's own changes leave nothing half done`(backend: Backend) async throws {
    let bench = try await TwoStepBench(backend)
    let token = try await bench.signIn(code: bench.code()).token
    bench.base.clock.advance(minutes: 1)
    let (viewer, origin) = (bench.viewer, SignInActions.Origin())
    @Sendable func account(_ database: Database) throws -> OwnAccount {
      OwnAccount(signIn: try bench.base.identity(on: database).actions)
    }

    let counts = [
      try await eachFailure(
        "OwnAccount.changePassword",
        of: { database in
          _ = try await account(database).changePassword(
            old: IdentityBench.password, new: "Wutong-Lu-31", keeping: token, from: origin,
            by: viewer)
        }, in: bench.base.database),
      try await eachFailure(
        "OwnAccount.proven",
        of: { database in
          _ = try await account(database).renewCodes(
            bench.code(), from: origin, by: viewer, key: nil)
        }, in: bench.base.database),
      try await eachFailure(
        "OwnAccount.endOtherSessions",
        of: { database in
          _ = try await account(database).endOtherSessions(but: token, by: viewer, key: nil)
        }, in: bench.base.database),
    ]

    #expect(counts[0] >= 6 && counts[1] >= 14 && counts[2] >= 2, "\(counts)")
  }
}
