import Civics
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// Anybody may ask for codes to any number: that keeps nobody out of their own account.
struct CodeQuotaTests {
  private static func stranger(_ number: Int = 0) -> SignInActions.Origin {
    SignInActions.Origin(address: "198.51.100.\(number)", browser: "stranger-\(number)")
  }
  private static let home = SignInActions.Origin(address: "203.0.113.7", browser: "home")
  private let phone: PhoneNumber

  init() throws { phone = try PhoneNumber(IdentityBench.phone) }

  /// Asks once a minute until no more is sent; how often something was.
  private func askAll(_ bench: IdentityBench, _ origin: SignInActions.Origin) async throws -> Int {
    for count in 0..<30 {
      do { _ = try await bench.actions.sendCode(to: phone, from: origin) } catch {
        guard case SignInRefusal.tooManyCodes = error else { throw error }
        return count
      }
      bench.clock.advance(minutes: 1)
    }
    return 30
  }

  @Test(arguments: Backend.all)
  func `one stranger uses up half of what a number gets, and no more`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)

    #expect(try await askAll(bench, Self.stranger()) == 5)

    let code = try await bench.actions.sendCode(to: phone, from: Self.home)
    _ = try await bench.actions.signIn(phone: phone, code: code, from: Self.home)
    // The first was asked for six minutes ago.
    await #expect(throws: SignInRefusal.tooManyCodes(minutes: 55)) {
      try await bench.actions.sendCode(to: phone, from: Self.stranger())
    }
  }

  @Test(arguments: Backend.all)
  func `a browser that has signed in with the number is not kept out by any number of strangers`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    var home = Self.home
    #expect(try await askAll(bench, Self.stranger(1)) == 5)
    #expect(try await askAll(bench, Self.stranger(2)) == 5)
    #expect(try await askAll(bench, Self.stranger(3)) == 0)
    await #expect {
      try await bench.actions.sendCode(to: phone, from: home)
    } throws: { error in
      if case SignInRefusal.tooManyCodes = error { true } else { false }
    }

    home.known = ["mark of somebody else", try bench.actions.knownMark(of: phone)]
    let code = try await bench.actions.sendCode(to: phone, from: home)
    _ = try await bench.actions.signIn(phone: phone, code: code, from: home)

    // What it costs stays bounded: ten for all others, ten for those.
    bench.clock.advance(minutes: 1)
    #expect(try await askAll(bench, home) == 9)
    #expect(bench.sms.sent.count == 20)
    bench.clock.advance(minutes: 60)
    _ = try await bench.actions.sendCode(to: phone, from: Self.stranger(3))
  }

  @Test(arguments: Backend.all)
  func `whatever others ask for and guess, the code on my page stays good`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let code = try await bench.actions.sendCode(to: phone, from: Self.home)
    bench.clock.advance(minutes: 1)
    let theirs = try await bench.actions.sendCode(to: phone, from: Self.stranger())

    // Neither guessing nor a code read over a shoulder helps another browser.
    for typed in [code, "000000", "1", "", code, "2"] where typed != theirs {
      await #expect(throws: SignInRefusal.self) {
        try await bench.actions.signIn(phone: phone, code: typed, from: Self.stranger())
      }
    }

    #expect(try await bench.actions.hasCode(for: phone, from: Self.home))
    #expect(try await !bench.actions.hasCode(for: phone, from: Self.stranger()))
    _ = try await bench.actions.signIn(phone: phone, code: code, from: Self.home)
    #expect(try await !bench.actions.hasCode(for: phone, from: Self.home))
  }

  @Test(arguments: Backend.all)
  func `a right code sent twice at once opens one session`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = phone
    let code = try await bench.actions.sendCode(to: phone, from: Self.home)
    let key = CommandKey("k", by: "visit:home", for: "identity.code")

    let opened = try await withThrowingTaskGroup(of: SignInActions.Opened.self) { group in
      for _ in 0..<4 {
        group.addTask {
          try await bench.actions.signIn(phone: phone, code: code, from: Self.home, key: key)
        }
      }
      return try await group.reduce(into: Set<SignInActions.Opened>()) { $0.insert($1) }
    }

    #expect(opened.count == 1)
    let token = try #require(opened.first?.token)
    #expect(try await bench.person(ofSession: token) != nil)
    let dump = try await TableDump(of: bench.database)
    #expect(dump.tables["sessions"]?.count == 1 && dump.tables["people"]?.count == 1)
    #expect(!(dump.tables["commands"] ?? []).contains { $0.contains(token) })
    #expect(try await bench.audit() == ["identity.signed_in code"])
    await #expect(throws: SignInRefusal.codeExpired) {
      try await bench.actions.signIn(phone: phone, code: code, from: Self.home)
    }
  }

  @Test func `the sentence says minutes, and other ways`() throws {
    let problem = SignInRefusal.tooManyCodes(minutes: 49).problem
    let field = try #require(problem.fields.first)
    let words = try PageBench.shared().renderer.words
    let said = words.text(field.message, field.values, in: .chinese)
    #expect(said.contains("约 49 分钟后再试") && said.contains("12345") && !said.contains("秒"))
  }
}
