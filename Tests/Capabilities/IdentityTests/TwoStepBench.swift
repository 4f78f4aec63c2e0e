import Kernel
import KernelTesting
import Testing

@testable import Identity

/// A dispatcher with an authenticator in hand.
struct TwoStepBench: Sendable {
  let base: IdentityBench
  let person: Identifier<Person>
  let secret: [UInt8]
  let papers: [String]

  init(_ backend: Backend) async throws {
    base = try await IdentityBench(backend)
    person = try await base.addDispatcher()
    let viewer = try await base.viewer(of: person)
    let account = OwnAccount(signIn: base.actions)
    let enrolment = try account.enrolment(login: "linjing", for: viewer)
    secret = enrolment.secret
    papers = try await account.enrol(
      OneTimeCode.code(secret, step: OneTimeCode.step(at: base.clock.now)),
      secret: try enrolment.sealed(with: base.actions.people.keys),
      password: IdentityBench.password, keeping: nil, from: SignInActions.Origin(), by: viewer,
      key: nil
    ).codes
    base.clock.advance(seconds: 90)
  }

  var account: OwnAccount { OwnAccount(signIn: base.actions) }
  var viewer: Viewer { Viewer(person: person, post: "调度员") }

  /// What the authenticator shows, some steps away from now.
  func code(away steps: Int64 = 0) -> String {
    OneTimeCode.code(secret, step: OneTimeCode.step(at: base.clock.now) + steps)
  }

  /// Name and password, which lead to the second step.
  @discardableResult
  func pass() async throws -> String {
    let step = try await base.actions.signIn(login: "linjing", password: IdentityBench.password)
    guard case .code(let pass) = step else {
      throw IdentityBench.AnotherStep(step: "\(step)")
    }
    return pass
  }

  func signIn(code: String) async throws -> SignInActions.Opened {
    let step = try await base.actions.showCode(code, pass: try await pass())
    guard case .signedIn(let opened) = step else {
      throw IdentityBench.AnotherStep(step: "\(step)")
    }
    return opened
  }

  func session(_ token: String) async throws -> Session? {
    let now = base.clock.now
    return try await base.database.read { try Sessions.find(token, at: now, in: $0) }
  }
}
