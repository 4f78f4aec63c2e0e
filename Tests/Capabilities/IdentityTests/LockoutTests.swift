import Civics
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// Brakes by account and by address, with limits that are data.
struct LockoutTests {
  @Test(arguments: Backend.all)
  func `an address that guesses over many names waits, others do not`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    try await bench.decide([.addressFailures: 10, .addressLockMinutes: 5])

    for number in 1...9 {
      await #expect(throws: SignInRefusal.wrongNameOrPassword) {
        try await bench.signIn("name\(number)", password: "guess", address: "203.0.113.9")
      }
    }
    await #expect(throws: bench.locked(minutes: 1)) {
      try await bench.signIn("name10", password: "guess", address: "203.0.113.9")
    }

    await #expect(throws: bench.locked(minutes: 1)) {
      try await bench.signIn(address: "203.0.113.9")
    }
    try await bench.signIn(address: "203.0.113.10")
    #expect(try await bench.audit().contains("identity.sign_in_refused address_locked"))
    let stored = try await TableDump(of: bench.database).tables["sign_in_brakes"] ?? []
    #expect(!stored.contains { $0.contains("203.0.113") })
    bench.clock.advance(minutes: 1)
    try await bench.signIn(address: "203.0.113.9")
    // Who has an account of his own does not wash the address clean with it.
    await #expect(throws: bench.locked(minutes: 2)) {
      try await bench.signIn("name11", password: "guess", address: "203.0.113.9")
    }
  }

  private static let carrier = SignInActions.Origin(address: "203.0.113.9")

  /// So many numbers behind one carrier's address, each with one wrong code.
  private func mistype(
    _ numbers: Range<Int>, _ bench: IdentityBench, expecting refusal: SignInRefusal = .codeWrong
  ) async throws {
    for number in numbers {
      let phone = try PhoneNumber("138000030\(Digits.padded(number, 2))")
      let code = try await bench.actions.sendCode(to: phone)
      await #expect(throws: refusal) {
        try await bench.actions.signIn(
          phone: phone, code: code == "000000" ? "1" : "000000", from: Self.carrier)
      }
    }
  }

  @Test(arguments: Backend.all)
  func `codes guessed over many phones from one address are braked, and no right one is`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    try await bench.decide([.addressFailures: 10])
    try await mistype(0..<9, bench)
    try await mistype(9..<10, bench, expecting: bench.locked(minutes: 1))

    // A number without a failure of its own comes in, one that has failed waits.
    let phone = try PhoneNumber(IdentityBench.phone)
    let code = try await bench.actions.sendCode(to: phone)
    _ = try await bench.actions.signIn(phone: phone, code: code, from: Self.carrier)
    let failed = try PhoneNumber("13800003000")
    bench.clock.advance(minutes: 2)
    let second = try await bench.actions.sendCode(to: failed)
    try await mistype(10..<11, bench, expecting: bench.locked(minutes: 2))
    _ = try await bench.actions.signIn(phone: failed, code: second, from: Self.carrier)
    let guessed = try PhoneNumber("13800003010")
    await #expect(throws: bench.locked(minutes: 2)) {
      try await bench.actions.signIn(phone: guessed, code: "000000", from: Self.carrier)
    }
    // What residents mistype is no reason to keep staff out.
    try await bench.signIn(address: "203.0.113.9")
  }

  @Test(arguments: Backend.all)
  func `an address forgets one failure after the other`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.decide([.addressFailures: 10])
    try await mistype(0..<9, bench)
    // Nine of them, three forgotten: three more are free, the fourth is not.
    bench.clock.advance(minutes: 3 * SignInRules.addressForgetsInMinutes + 5)
    try await mistype(9..<12, bench)
    try await mistype(12..<13, bench, expecting: bench.locked(minutes: 1))
    // The five minutes that were left over count.
    bench.clock.advance(minutes: SignInRules.addressForgetsInMinutes - 5)
    try await mistype(13..<14, bench, expecting: bench.locked(minutes: 1))
  }

  @Test(arguments: Backend.all)
  func `a limit that was decided holds at once, and what it was before stays on record`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    try await bench.decide([.freeFailures: 3, .lockMinutes: 30])
    bench.clock.advance(minutes: 1)
    try await bench.decide([.freeFailures: 4])

    for _ in 1...3 {
      await #expect(throws: SignInRefusal.wrongNameOrPassword) {
        try await bench.signIn(password: "wrong")
      }
    }
    await #expect(throws: bench.locked(minutes: 1)) { try await bench.signIn(password: "wrong") }

    let kept = try await TableDump(of: bench.database).tables["sign_in_limits"]?.count
    #expect(kept == 3)
    #expect(
      try await bench.audit().filter { $0.contains("limit") } == [
        "identity.limit_decided 5 3", "identity.limit_decided 60 30",
        "identity.limit_decided 3 4",
      ])
  }

  @Test(arguments: Backend.all)
  func `a limit out of its bounds is refused, and none of the others is taken`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let before = try await TableDump(of: bench.database)

    for values: [SignInLimit: Int64?] in [
      [.freeFailures: 0, .lockMinutes: 30], [.staffHours: 25], [.codeTries: nil],
    ] {
      await #expect {
        try await bench.administration().decide(values, by: bench.securityAdmin, key: nil)
      } throws: { error in
        (error as? Problem)?.fields.first?.message == "identity.limit-bounds"
      }
    }

    #expect(before.changes(to: try await TableDump(of: bench.database)) == [])
  }

  @Test func `waits double up to the most`() {
    let terms = BrakeTerms(free: 3, mostMinutes: 20)
    #expect((1...9).map { terms.lockMinutes(after: $0) } == [0, 0, 1, 2, 4, 8, 16, 20, 20])
    #expect(terms.lockMinutes(after: 1_000_000) == 20)
  }

  @Test func `the sentence says when to try again`() throws {
    let now = TestClock.start
    let problem = SignInRefusal.locked(until: now.adding(minutes: 4), at: now).problem
    let field = try #require(problem.fields.first)
    let words = try PageBench.shared().renderer.words
    #expect(
      words.text(field.message, field.values, in: .chinese) == "错了太多次，先等 4 分钟，9:04 以后再试")
  }
}

extension IdentityBench {
  /// People who may decide, without accounts of their own.
  var securityAdmin: Viewer {
    Viewer(
      person: Identifier(rawValue: "security"),
      grants: [Grant([.administerGrants], in: .everything)])
  }

  var systemAdmin: Viewer {
    Viewer(
      person: Identifier(rawValue: "system"),
      grants: [Grant([.administerAccounts], in: .everything)])
  }

  var auditor: Viewer {
    Viewer(person: Identifier(rawValue: "auditor"), grants: [Grant([.readAudit], in: .everything)])
  }

  func decide(_ values: [SignInLimit: Int64?]) async throws {
    try await administration().decide(values, by: securityAdmin, key: nil)
  }
}
