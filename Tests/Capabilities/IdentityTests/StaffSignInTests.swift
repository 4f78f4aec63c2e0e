import Kernel
import KernelTesting
import Testing

@testable import Identity

struct StaffSignInTests {
  @Test(arguments: Backend.all)
  func `a right password opens a session for twelve hours`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()

    let token = try await bench.signIn("LinJing")

    #expect(try await bench.person(ofSession: token) == person)
    bench.clock.advance(hours: 12)
    #expect(try await bench.person(ofSession: token) == nil)
    #expect(
      try await bench.audit() == [
        "identity.staff_added street_operator", "identity.signed_in password",
      ])
  }

  @Test(arguments: Backend.all)
  func `known and unknown names are refused and locked alike`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()

    var answers: [String: [SignInRefusal]] = [:]
    for name in ["linjing", "nobody", "not a login!"] {
      for _ in 1...7 {
        do {
          _ = try await bench.actions.signIn(login: name, password: "wrong")
          Issue.record("\(name) came in")
        } catch let refusal as SignInRefusal {
          answers[name, default: []].append(refusal)
        }
      }
    }

    let free = [SignInRefusal](repeating: .wrongNameOrPassword, count: 4)
    let locked = [SignInRefusal](
      repeating: .locked(until: bench.clock.now.adding(minutes: 1), at: bench.clock.now), count: 3)
    #expect(answers["linjing"] == free + locked)
    #expect(answers["nobody"] == answers["linjing"])
    #expect(answers["not a login!"] == answers["linjing"])
  }

  @Test(arguments: Backend.all)
  func `a lock holds against the right password and doubles`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    for _ in 1...5 { await bench.failToSignIn() }

    await #expect(throws: bench.locked(minutes: 1)) {
      try await bench.signIn()
    }
    bench.clock.advance(minutes: 1)
    await bench.failToSignIn()
    await #expect(throws: bench.locked(minutes: 2)) {
      try await bench.signIn()
    }
    bench.clock.advance(minutes: 2)
    try await bench.signIn()
  }

  @Test(arguments: Backend.all)
  func `many guesses at once get no more tries than one after another`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()

    let wrong = await withTaskGroup(of: Bool.self) { group in
      for number in 1...20 {
        group.addTask {
          do {
            _ = try await bench.actions.signIn(login: "linjing", password: "guess \(number)")
            return false
          } catch {
            return error as? SignInRefusal == .wrongNameOrPassword
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }

    #expect(wrong == 4)
  }

  @Test(arguments: Backend.all)
  func `a disabled account is out at once, token and session too`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    let session = try await bench.signIn()
    let token = try await bench.accounts.issueToken(label: "desk", login: "linjing", days: 1)

    try await bench.accounts.setDisabled(login: "linjing", true)

    #expect(try await bench.person(ofSession: session) == nil)
    #expect(try await bench.viewer(bearer: token) == nil)
    #expect(try await bench.viewer(of: person) == .visitor)
    await #expect(throws: SignInRefusal.wrongNameOrPassword) {
      try await bench.signIn()
    }
  }

  @Test(arguments: Backend.all)
  func `a password stored with old parameters is renewed`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let old = try PasswordHash.make(
      IdentityBench.password, cost: try #require(PasswordHash.Cost(n: 4, r: 1, p: 1)),
      salt: [UInt8](repeating: 1, count: 16))
    let person = try await bench.accounts.addStaff(
      login: "linjing", name: "林静", post: Post("调度员"), hash: old, role: "street_operator",
      scope: .everything)

    try await bench.signIn()

    let stored = try await bench.database.read { db in
      try db.row("SELECT password FROM staff_accounts WHERE person = \(person)")?
        .get("password", as: String.self)
    }
    #expect(stored?.hasPrefix("scrypt$2$1$1$") == true)
    try await bench.signIn()
  }

  @Test(arguments: Backend.all)
  func `a failure on the way leaves nothing half done`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()

    let right = try await eachFailure(
      "SignInActions.signIn(login typed: String)",
      of: { database in
        _ = try await bench.identity(on: database).actions.signIn(
          login: "linjing", password: IdentityBench.password)
      }, in: bench.database)
    let wrong = try await eachFailure(
      "SignInActions.signIn(login typed: String)",
      of: { database in
        do {
          _ = try await bench.identity(on: database).actions.signIn(
            login: "linjing", password: "wrong")
        } catch SignInRefusal.wrongNameOrPassword {}
      }, in: bench.database)

    #expect(right >= 3)
    #expect(wrong >= 3)
  }
}

extension IdentityBench {
  func locked(minutes: Int64) -> SignInRefusal {
    .locked(until: clock.now.adding(minutes: minutes), at: clock.now)
  }

  func failToSignIn() async {
    await #expect(throws: SignInRefusal.self) {
      try await actions.signIn(login: "linjing", password: "wrong")
    }
  }
}
