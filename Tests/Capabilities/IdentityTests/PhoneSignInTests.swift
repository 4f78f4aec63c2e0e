import Civics
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Identity

struct PhoneSignInTests {
  @Test(arguments: Backend.all)
  func `the code in the message signs in, once`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)

    let code = try await bench.actions.sendCode(to: phone)
    let token = try await bench.actions.signIn(phone: phone, code: code)

    let message = try #require(bench.sms.sent.first)
    #expect(message.phone == phone)
    #expect(message.text == "【邻里】验证码 \(code)，5 分钟内有效。工作人员不会问您要验证码。")
    #expect(try await bench.person(ofSession: token.token) != nil)
    await #expect(throws: SignInRefusal.codeExpired) {
      try await bench.actions.signIn(phone: phone, code: code)
    }
    _ = try await bench.actions.sendCode(to: phone)
  }

  @Test(arguments: Backend.all)
  func `the same phone is the same person`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    let added = try await bench.accounts.addResident(name: "李慧芳", phone: phone)

    let code = try await bench.actions.sendCode(to: phone)
    let token = try await bench.actions.signIn(phone: phone, code: code)

    #expect(try await bench.person(ofSession: token.token) == added)
    #expect(try await bench.viewer(of: added).name == "李慧芳")
    #expect(try await bench.viewer(of: added).grants == [])
  }

  @Test(arguments: Backend.all)
  func `five wrong tries spoil a code`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    let code = try await bench.actions.sendCode(to: phone)
    let wrong = code == "000000" ? "111111" : "000000"

    for _ in 1...5 {
      await #expect(throws: SignInRefusal.codeWrong) {
        try await bench.actions.signIn(phone: phone, code: wrong)
      }
    }

    await #expect(throws: SignInRefusal.codeExpired) {
      try await bench.actions.signIn(phone: phone, code: code)
    }
  }

  @Test(arguments: Backend.all)
  func `a code is good for five minutes`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    let code = try await bench.actions.sendCode(to: phone)

    bench.clock.advance(minutes: 5)

    await #expect(throws: SignInRefusal.codeExpired) {
      try await bench.actions.signIn(phone: phone, code: code)
    }
  }

  @Test(arguments: Backend.all)
  func `codes come once a minute and ten times an hour`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)

    for _ in 1...10 {
      _ = try await bench.actions.sendCode(to: phone)
      await #expect(throws: SignInRefusal.wait(seconds: 60)) {
        try await bench.actions.sendCode(to: phone)
      }
      bench.clock.advance(minutes: 1)
    }

    await #expect(throws: SignInRefusal.tooManyCodes(minutes: 50)) {
      try await bench.actions.sendCode(to: phone)
    }
    bench.clock.advance(minutes: 50)
    _ = try await bench.actions.sendCode(to: phone)
  }

  @Test(arguments: Backend.all)
  func `a code that did not leave may be asked for again at once`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    bench.script.append([.unreachable, .refused])

    for _ in 1...2 {
      await #expect(throws: SignInRefusal.notSent) {
        try await bench.actions.sendCode(to: phone)
      }
    }

    let code = try await bench.actions.sendCode(to: phone)
    _ = try await bench.actions.signIn(phone: phone, code: code)
  }

  @Test(arguments: Backend.all)
  func `a code whose sending was not confirmed still works`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    bench.script.append([.successThenLost])

    let code = try await bench.actions.sendCode(to: phone)

    #expect(bench.sms.sent.count == 1)
    _ = try await bench.actions.signIn(phone: phone, code: code)
  }

  @Test(arguments: Backend.all)
  func `a code to a member of staff gives no staff rights`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    let staff = try await bench.accounts.addStaff(
      login: "linjing", name: "林静", post: Post("调度员"), phone: phone,
      password: IdentityBench.password, role: "street_operator", scope: .everything)

    let code = try await bench.actions.sendCode(to: phone)
    let token = try await bench.actions.signIn(phone: phone, code: code)

    let person = try #require(try await bench.person(ofSession: token.token))
    #expect(person != staff)
    #expect(try await bench.viewer(of: person).grants == [])
  }

  @Test(arguments: Backend.all)
  func `neither number, name nor code can be read in any table`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    let code = try await bench.actions.sendCode(to: phone)
    _ = try await bench.actions.signIn(phone: phone, code: code)
    await bench.failToSignIn()

    let dump = try await TableDump(of: bench.database)
    let all = dump.tables.values.joined().joined(separator: "\n")

    #expect(!all.contains(phone.rawValue))
    #expect(!all.contains("\"\(code)\""))
    #expect(!all.contains("linjing"))
    #expect(all.contains("138 **** 2076"))
    #expect(dump.tables["browser_codes"]?.count == 1)
  }

  @Test(arguments: Backend.all)
  func `a failure on the way leaves nothing half done`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    let code = try await bench.actions.sendCode(to: phone)

    let count = try await eachFailure(
      "SignInActions.signIn(phone: PhoneNumber)",
      of: { database in
        _ = try await bench.identity(on: database).actions.signIn(phone: phone, code: code)
      }, in: bench.database)

    #expect(count >= 6)
  }

  @Test(arguments: Backend.all)
  func `with a key it is done once, wholly or not at all`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let phone = try PhoneNumber(IdentityBench.phone)
    let code = try await bench.actions.sendCode(to: phone)
    let key = CommandKey("click", by: "visit:1", for: "sign-in")

    let count = try await eachFailure(
      "SignInActions.signIn(phone: PhoneNumber)",
      of: { database in
        _ = try await bench.identity(on: database).actions.signIn(
          phone: phone, code: code, key: key)
      }, in: bench.database)
    let again = try await bench.actions.signIn(phone: phone, code: code, key: key)
    let dump = try await TableDump(of: bench.database)

    #expect(count >= 7)
    #expect(dump.tables["sessions"]?.count == 1)
    #expect(!dump.tables.values.joined().joined(separator: "\n").contains(again.token))
    await #expect(throws: SignInRefusal.codeExpired) {
      try await bench.actions.signIn(phone: phone, code: code)
    }
  }
}
