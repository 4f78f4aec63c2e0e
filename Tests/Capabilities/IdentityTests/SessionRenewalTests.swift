import Kernel
import KernelTesting
import Testing

@testable import Identity

/// A changed secret leaves one session, under a token nobody has seen.
struct SessionRenewalTests {
  @Test(arguments: Backend.all)
  func `a second factor set up or taken away leaves one session, under a new token`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let viewer = try await bench.viewer(of: person)
    let account = OwnAccount(signIn: bench.actions)
    let (here, there) = (try await bench.signIn(), try await bench.signIn())
    let origin = SignInActions.Origin()
    let enrolment = try account.enrolment(login: "linjing", for: viewer)
    func code() -> String {
      OneTimeCode.code(enrolment.secret, step: OneTimeCode.step(at: bench.clock.now))
    }
    let on = CommandKey("k1", by: viewer.actor, for: "on")
    func enrol(_ code: String, _ token: String) async throws -> String? {
      let sealed = try enrolment.sealed(with: bench.actions.people.keys)
      let done = try await account.enrol(
        code, secret: sealed, password: IdentityBench.password, keeping: token, from: origin,
        by: viewer, key: on)
      return done.session?.token
    }

    let typed = code()
    let second = try #require(try await enrol(typed, here))
    #expect(try await bench.person(ofSession: second) == person)
    for token in [here, there] { #expect(try await bench.person(ofSession: token) == nil) }
    // Said again, the answer has the same token, which lies nowhere.
    #expect(try await enrol(typed, second) == second)
    let all = try await TableDump(of: bench.database).tables.values.joined().joined()
    #expect(!all.contains(second))

    bench.clock.advance(minutes: 2)
    let third = try #require(
      try await account.removeFactor(
        code(), keeping: second, from: origin, by: viewer, key: nil)
    ).token
    #expect(try await bench.person(ofSession: third) == person)
    #expect(try await bench.person(ofSession: second) == nil)
  }

  @Test(arguments: Backend.all)
  func `nobody's session goes on by somebody else's change`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let mine = try await bench.signIn()
    let renewed = try await bench.database.write { tx in
      try Sessions.renew(
        mine, of: Identifier(rawValue: "hong"), as: Sessions.token(in: tx), in: tx)
    }
    #expect(renewed == nil)
    #expect(try await bench.person(ofSession: mine) == person)
  }
}
