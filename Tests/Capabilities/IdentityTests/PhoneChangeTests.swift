import Civics
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// A resident's new telephone number.
struct PhoneChangeTests {
  private static let new = "13800004298"

  /// A resident on two devices.
  private struct Resident {
    let bench: IdentityBench
    let viewer: Viewer
    let here: String
    let there: String

    var account: OwnAccount { OwnAccount(signIn: bench.actions) }

    init(_ backend: Backend) async throws {
      bench = try await IdentityBench(backend)
      let phone = try PhoneNumber(IdentityBench.phone)
      let person = try await bench.accounts.addResident(name: "李慧芳", phone: phone)
      viewer = Viewer(person: person, name: "李慧芳")
      (here, there) = (
        try await Self.signIn(bench, phone), try await Self.signIn(bench, phone)
      )
    }

    static func signIn(_ bench: IdentityBench, _ phone: PhoneNumber) async throws -> String {
      let code = try await bench.actions.sendCode(to: phone)
      return try await bench.actions.signIn(phone: phone, code: code).token
    }

    /// Up to the code that went to the new number.
    func proven(_ number: String = PhoneChangeTests.new) async throws -> (
      pass: String, code: String
    ) {
      let pass = try await account.beginPhone(number, by: viewer)
      let old = try await account.sendPhoneCode(pass, by: viewer, in: .chinese)
      let proven = try await account.provePhone(
        old, pass: pass, from: SignInActions.Origin(), by: viewer)
      return (proven, try await account.sendPhoneCode(proven, by: viewer, in: .chinese))
    }

    func change(_ code: String, _ pass: String, key: CommandKey? = nil) async throws -> String? {
      try await account.changePhone(
        code, pass: pass, keeping: here, from: SignInActions.Origin(), by: viewer, key: key
      )?.token
    }
  }

  @Test(arguments: Backend.all)
  func `two codes change the number, other sessions end, and the person stays`(
    backend: Backend
  ) async throws {
    let resident = try await Resident(backend)
    let bench = resident.bench
    let (pass, code) = try await resident.proven()
    let key = CommandKey("k", by: "resident", for: "phone")
    let fresh = try #require(try await resident.change(code, pass, key: key))

    #expect(bench.sms.sent.suffix(2).map(\.phone.rawValue) == [IdentityBench.phone, Self.new])
    #expect(try await bench.person(ofSession: fresh) == resident.viewer.person)
    for old in [resident.here, resident.there] {
      #expect(try await bench.person(ofSession: old) == nil)
    }
    // Pressed twice it is one change.
    #expect(try await resident.change(code, pass, key: key) == fresh)
    #expect(try await bench.audit().filter { $0 == "identity.phone_changed own" }.count == 1)
    // The new number signs the same person in, the old one somebody new.
    let token = try await Resident.signIn(bench, try PhoneNumber(Self.new))
    #expect(try await bench.person(ofSession: token) == resident.viewer.person)
    let stranger = try await Resident.signIn(bench, try PhoneNumber(IdentityBench.phone))
    #expect(try await bench.person(ofSession: stranger) != resident.viewer.person)
    let stored = try await TableDump(of: bench.database).tables.values.flatMap { $0 }
    #expect(!stored.contains { $0.contains(Self.new) || $0.contains(IdentityBench.phone) })
  }

  @Test(arguments: Backend.all)
  func `a number with an account is refused, also when it was taken meanwhile`(
    backend: Backend
  ) async throws {
    let resident = try await Resident(backend)
    // Before the code was shown nothing tells whether there is an account.
    let (pass, code) = try await resident.proven()
    _ = try await resident.bench.accounts.addResident(
      name: "赵小蕾", phone: try PhoneNumber(Self.new))

    await #expect(throws: Problem(field: "code", "account.phone.mistake.taken")) {
      try await resident.change(code, pass)
    }
    #expect(
      try await resident.bench.audit().contains("identity.phone_change_refused taken"))
    #expect(
      try await resident.bench.person(ofSession: resident.there) == resident.viewer.person)
  }

  @Test(arguments: Backend.all)
  func `wrong codes count, and a pass goes neither backwards nor to somebody else`(
    backend: Backend
  ) async throws {
    let resident = try await Resident(backend)
    let account = resident.account
    let begun = try await account.beginPhone(Self.new, by: resident.viewer)
    let code = try await account.sendPhoneCode(begun, by: resident.viewer, in: .chinese)
    for _ in 0..<5 {
      await #expect(throws: SignInRefusal.codeWrong) {
        try await account.provePhone(
          code == "000000" ? "1" : "000000", pass: begun, from: SignInActions.Origin(),
          by: resident.viewer)
      }
    }
    await #expect(throws: SignInRefusal.codeExpired) {
      try await account.provePhone(
        code, pass: begun, from: SignInActions.Origin(), by: resident.viewer)
    }
    // Without the old number's code the last step is not reached.
    await #expect(throws: SignInRefusal.startAgain) { try await resident.change(code, begun) }
    let neighbour = Viewer(
      person: try await resident.bench.accounts.addResident(
        name: "王德顺", phone: try PhoneNumber("13800003187")))
    await #expect(throws: SignInRefusal.startAgain) {
      try await account.phoneStep(begun, by: neighbour)
    }
    resident.bench.clock.advance(minutes: PhonePass.minutes)
    await #expect(throws: SignInRefusal.startAgain) {
      try await account.phoneStep(begun, by: resident.viewer)
    }
  }

  @Test(arguments: Backend.all)
  func `a pass is worth nothing once the number has changed, and staff have none`(
    backend: Backend
  ) async throws {
    let resident = try await Resident(backend)
    let (pass, code) = try await resident.proven()
    _ = try await resident.change(code, pass)
    await #expect(throws: SignInRefusal.startAgain) { try await resident.change(code, pass) }
    for (typed, problem) in [
      ("019-61000050", Problem(field: "phone", "account.phone.mistake.mobile")),
      ("1380", Problem(field: "phone", "phone.mistake.digits", values: ["n": "4"])),
      (Self.new, Problem(field: "phone", "account.phone.mistake.same")),
    ] {
      await #expect(throws: problem) {
        try await resident.account.beginPhone(typed, by: resident.viewer)
      }
    }
    let staff = Viewer(person: try await resident.bench.addDispatcher(), post: "调度员")
    await #expect(throws: Problem(.notFound)) {
      try await resident.account.beginPhone(Self.new, by: staff)
    }
  }

  @Test(arguments: Backend.all)
  func `a failure at any statement leaves the old number and its sessions`(
    backend: Backend
  ) async throws {
    let resident = try await Resident(backend)
    let (viewer, here) = (resident.viewer, resident.here)
    let begun = try await resident.account.beginPhone(Self.new, by: viewer)
    let old = try await resident.account.sendPhoneCode(begun, by: viewer, in: .chinese)
    let proof = try await eachFailure(
      "OwnAccount.provePhone",
      of: { database in
        _ = try await OwnAccount(signIn: resident.bench.identity(on: database).actions).provePhone(
          old, pass: begun, from: SignInActions.Origin(address: "203.0.113.7"), by: viewer)
      }, in: resident.bench.database)
    #expect(proof >= 3)

    resident.bench.clock.advance(minutes: 2)
    let (pass, code) = try await resident.proven()
    let change = try await eachFailure(
      "OwnAccount.changePhone",
      of: { database in
        _ = try await OwnAccount(signIn: resident.bench.identity(on: database).actions).changePhone(
          code, pass: pass, keeping: here, from: SignInActions.Origin(), by: viewer, key: nil)
      }, in: resident.bench.database)
    #expect(change >= 8)
  }
}
