import Civics
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// A failure at any statement on the way in, on the way out, and of one's own sessions and codes.
struct SignInFailureTests {
  @Test(arguments: Backend.all)
  func `a code is kept before it goes out, and goes out once`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)

    let statements = try await eachFailure(
      "SignInActions.sendCode",
      of: { database in
        _ = try await bench.identity(on: database).actions.sendCode(
          to: phone, from: SignInActions.Origin(address: "203.0.113.7"))
      }, in: bench.database)

    // The limits, what was sent before, one more for the address and the number, the code.
    #expect(statements == 5)
    #expect(bench.sms.sent.count == 1)
  }

  @Test(arguments: Backend.all)
  func `the first password of one's own is set whole or not at all`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let handed = try await bench.administration().add(
      StaffDesk.Draft(login: "zhou", name: "周建国", post: "运维班"), by: bench.systemAdmin, key: nil)
    let step = try await bench.actions.signIn(login: "zhou", password: handed.password)
    guard case .change(let pass) = step else { throw IdentityBench.AnotherStep(step: "\(step)") }

    let statements = try await eachFailure(
      "SignInActions.changeTemporary",
      of: { database in
        _ = try await bench.identity(on: database).actions.changeTemporary(
          to: "Wutong-Lu-31", pass: pass)
      }, in: bench.database)

    #expect(statements >= 9)
    try await bench.signIn("zhou", password: "Wutong-Lu-31")
  }

  @Test(arguments: Backend.all)
  func `a second factor is set up on the way in whole or not at all`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    _ = try await bench.accounts.addStaff(
      login: "shilei", name: "石磊", post: Post("安全管理员"), password: IdentityBench.password,
      role: "security_admin", scope: .everything)
    let step = try await bench.actions.signIn(login: "shilei", password: IdentityBench.password)
    guard case .enrol(let pass) = step else { throw IdentityBench.AnotherStep(step: "\(step)") }
    let enrolment = try await bench.actions.enrolment(pass: pass)
    let sealed = try enrolment.sealed(with: bench.actions.people.keys)
    let code = OneTimeCode.code(enrolment.secret, step: OneTimeCode.step(at: bench.clock.now))

    let statements = try await eachFailure(
      "SignInActions.enrol",
      of: { database in
        _ = try await bench.identity(on: database).actions.enrol(code, secret: sealed, pass: pass)
      }, in: bench.database)

    // The factor with ten codes on paper, and the session.
    #expect(statements >= 18)
  }

  @Test(arguments: Backend.all)
  func `who leaves has left, with a line of the audit`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let viewer = try await bench.viewer(of: try await bench.addDispatcher())
    let (first, second) = (try await bench.signIn(), try await bench.signIn())
    let third = try await bench.signIn()
    let acts: [(String, @Sendable (IdentityCapability) async throws -> Void)] = [
      ("SignInActions.signOut", { try await $0.actions.signOut(first, by: viewer) }),
      (
        "OwnAccount.endSession",
        {
          try await OwnAccount(signIn: $0.actions).endSession(
            Sessions.id(of: second), by: viewer,
            key: CommandKey("k", by: viewer.actor, for: "end"))
        }
      ),
      // What the browser had before; one statement is whole by itself.
      ("SignInActions.endSession", { try await $0.actions.endSession(third) }),
    ]

    for (name, act) in acts {
      let statements = try await eachFailure(
        name, of: { try await act(bench.identity(on: $0)) }, in: bench.database)
      #expect(statements >= (name == "SignInActions.endSession" ? 1 : 2), "\(name)")
    }
    for token in [first, second, third] {
      #expect(try await bench.person(ofSession: token) == nil)
    }
  }

  @Test(arguments: Backend.all)
  func `a factor of one's own is set up and taken away whole or not at all`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let viewer = try await bench.viewer(of: try await bench.addDispatcher())
    let token = try await bench.signIn()
    let enrolment = try OwnAccount(signIn: bench.actions).enrolment(login: "linjing", for: viewer)
    let sealed = try enrolment.sealed(with: bench.actions.people.keys)
    @Sendable func code() -> String {
      OneTimeCode.code(enrolment.secret, step: OneTimeCode.step(at: bench.clock.now))
    }
    @Sendable func account(_ database: Database) throws -> OwnAccount {
      OwnAccount(signIn: try bench.identity(on: database).actions)
    }
    let origin = SignInActions.Origin(address: "203.0.113.7")

    let enrolled = try await eachFailure(
      "OwnAccount.enrol",
      of: { database in
        _ = try await account(database).enrol(
          code(), secret: sealed, password: IdentityBench.password, keeping: token, from: origin,
          by: viewer, key: CommandKey("k", by: viewer.actor, for: "enrol"))
      }, in: bench.database)
    bench.clock.advance(minutes: 1)
    let removed = try await eachFailure(
      "OwnAccount.proven",
      of: { database in
        _ = try await account(database).removeFactor(
          code(), keeping: token, from: origin, by: viewer,
          key: CommandKey("l", by: viewer.actor, for: "remove"))
      }, in: bench.database)

    #expect(enrolled >= 16 && removed >= 8, "\(enrolled) \(removed)")
    try await bench.signIn()
  }

  /// What is refused is counted with its line of the audit, or neither.
  @Test(arguments: Backend.all)
  func `a wrong password and a wrong code are counted whole`(backend: Backend) async throws {
    let bench = try await TwoStepBench(backend)
    let (viewer, origin) = (bench.viewer, SignInActions.Origin(address: "203.0.113.7"))
    @Sendable func account(_ database: Database) throws -> OwnAccount {
      OwnAccount(signIn: try bench.base.identity(on: database).actions)
    }

    let password = try await eachFailure(
      "OwnAccount.wrongPassword",
      of: { database in
        do {
          _ = try await account(database).changePassword(
            old: "wrong", new: "Wutong-Lu-31", keeping: nil, from: origin, by: viewer)
        } catch SignInRefusal.wrongNameOrPassword {}
      }, in: bench.base.database)
    let code = try await eachFailure(
      "OwnAccount.count",
      of: { database in
        do {
          _ = try await account(database).renewCodes(
            "000000", from: origin, by: viewer, key: nil)
        } catch SignInRefusal.secondCodeWrong {}
      }, in: bench.base.database)

    // Two brakes read and written, and the audit.
    #expect(password >= 7 && code >= 10, "\(password) \(code)")
    let audit = try await bench.base.audit()
    #expect(audit.filter { $0 == "identity.password_refused old" }.count == 1)
    #expect(audit.filter { $0 == "identity.two_step_refused wrong" }.count == 1)
  }
}
