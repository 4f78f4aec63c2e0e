import Civics
import Contracts
import Gateways
import Kernel
import KernelTesting
import Testing

@testable import Identity

/// Hand-overs from the shell to its web-view, and the links they end in.
struct WeChatTests {
  private static let visit = "visit-of-anna"

  /// A resident who signed in by phone and said yes.
  private func linked(
    _ bench: IdentityBench, _ name: String = "anna", phone: String = IdentityBench.phone
  ) async throws -> Identifier<Person> {
    let person = try await bench.accounts.addResident(name: name, phone: try PhoneNumber(phone))
    let token = try await bench.identity.weChat.handOver(code: name + ".first")
    _ = try await arrive(bench, token, visit: name)
    try await bench.identity.weChat.link(visit: name, by: Viewer(person: person), key: nil)
    return person
  }

  @discardableResult
  private func arrive(
    _ bench: IdentityBench, _ token: String, visit: String = Self.visit
  ) async throws -> WeChatActions.Arrival {
    try await bench.identity.weChat.arrive(
      token: token, visit: visit, from: SignInActions.Origin(device: "wechat.android"))
  }

  private func rows(_ bench: IdentityBench, _ table: String) async throws -> [String] {
    try await TableDump(of: bench.database).tables[table] ?? []
  }

  @Test(arguments: Backend.all)
  func `who is linked is signed in, and a stranger is asked first`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let weChat = bench.identity.weChat
    let person = try await bench.accounts.addResident(
      name: "安娜", phone: try PhoneNumber(IdentityBench.phone))
    let viewer = Viewer(person: person)
    #expect(try await weChat.question(to: viewer, visit: Self.visit) == nil)

    #expect(try await arrive(bench, weChat.handOver(code: "anna.1")) == .stranger)
    #expect(try await weChat.question(to: viewer, visit: Self.visit) == "138 **** 2076")
    #expect(try await weChat.question(to: viewer, visit: "another browser") == nil)
    try await weChat.link(visit: Self.visit, by: viewer, key: nil)
    #expect(try await weChat.question(to: viewer, visit: Self.visit) == nil)

    let arrival = try await arrive(bench, weChat.handOver(code: "anna.2"))
    guard case .signedIn(let opened) = arrival else {
      Issue.record("\(arrival)")
      return
    }
    #expect(try await bench.person(ofSession: opened.token) == person)
    let now = bench.clock.now
    let session = try await bench.database.read { try Sessions.find(opened.token, at: now, in: $0) }
    #expect(session?.isStrong == false && session?.device == "wechat.android")
    #expect(
      try await bench.audit().suffix(2) == ["identity.wechat_linked", "identity.signed_in wechat"])
    #expect(try await rows(bench, "wechat_handovers") == [])
    // Neither the openid nor anything that could be tried out is there to be read.
    let dump = try await TableDump(of: bench.database).tables.values.flatMap { $0 }
      .joined(separator: "\n")
    #expect(!dump.contains("sim-anna"))
  }

  @Test(arguments: Backend.all)
  func `a token works once, for two minutes, and not when a newer one is there`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let weChat = bench.identity.weChat
    _ = try await linked(bench)

    let used = try await weChat.handOver(code: "anna.2")
    _ = try await arrive(bench, used)
    let replaced = try await weChat.handOver(code: "anna.3")
    let late = try await weChat.handOver(code: "anna.4")
    #expect(try await arrive(bench, used) == .refused)
    #expect(try await arrive(bench, replaced) == .refused)
    bench.clock.advance(seconds: Handover.tokenSeconds)
    #expect(try await arrive(bench, late) == .refused)
    for nonsense in ["", "x", String(repeating: "A", count: 43)] {
      #expect(try await arrive(bench, nonsense) == .refused)
    }
    // A stranger's token is used up by being shown, too.
    let strange = try await weChat.handOver(code: "bo.1")
    #expect(try await arrive(bench, strange) == .stranger)
    #expect(try await arrive(bench, strange, visit: "thief") == .refused)

    #expect(
      try await bench.audit().count { $0 == "identity.handover_refused over" } == 7)
  }

  @Test(arguments: Backend.all)
  func `a yes comes within half an hour, from the same browser, and from a resident`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let weChat = bench.identity.weChat
    let staff = try await bench.addDispatcher()
    let person = try await bench.accounts.addResident(
      name: "安娜", phone: try PhoneNumber(IdentityBench.phone))
    let viewer = Viewer(person: person)
    try await arrive(bench, weChat.handOver(code: "anna.1"))

    await #expect(throws: Problem(.notNow)) {
      try await weChat.link(visit: "another browser", by: viewer, key: nil)
    }
    await #expect(throws: Problem(.notFound)) {
      try await weChat.link(visit: Self.visit, by: Viewer(person: staff, post: "调度员"), key: nil)
    }
    // Also when the request does not say so yet.
    await #expect(throws: Problem(.notFound)) {
      try await weChat.link(visit: Self.visit, by: Viewer(person: staff), key: nil)
    }
    bench.clock.advance(minutes: Handover.visitMinutes)
    await #expect(throws: Problem(.notNow)) {
      try await weChat.link(visit: Self.visit, by: viewer, key: nil)
    }
    try await arrive(bench, weChat.handOver(code: "anna.2"))
    try await weChat.decline(visit: Self.visit)
    #expect(try await weChat.question(to: viewer, visit: Self.visit) == nil)
    #expect(try await rows(bench, "wechat_links") == [])
  }

  @Test(arguments: Backend.all)
  func `one WeChat is one person, and unlinking ends it`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let weChat = bench.identity.weChat
    let anna = try await linked(bench)
    let key = CommandKey("k", by: anna.rawValue, for: "unlink")

    try await weChat.unlink(by: Viewer(person: anna), key: key)
    try await weChat.unlink(by: Viewer(person: anna), key: key)
    await #expect(throws: Problem(.notFound)) {
      try await weChat.unlink(by: Viewer(person: anna), key: nil)
    }

    #expect(try await arrive(bench, weChat.handOver(code: "anna.2")) == .stranger)
    #expect(
      try await bench.audit().suffix(2) == ["identity.wechat_linked", "identity.wechat_unlinked"])
    // Two that were asked at the same time: the later yes has it, and the other's end is noted.
    let bo = try await bench.accounts.addResident(
      name: "博", phone: try PhoneNumber("13800003187"))
    try await arrive(bench, weChat.handOver(code: "anna.3"), visit: "bo")
    try await weChat.link(visit: Self.visit, by: Viewer(person: anna), key: nil)
    try await weChat.link(visit: "bo", by: Viewer(person: bo), key: nil)
    #expect(try await rows(bench, "wechat_links").count == 1)
    #expect(
      try await bench.audit().suffix(3) == [
        "identity.wechat_linked", "identity.wechat_unlinked", "identity.wechat_linked",
      ])
  }

  @Test(arguments: Backend.all)
  func `a copy holds the openid, and who leaves takes it along`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let anna = try await linked(bench)
    let records = IdentityRecords(people: bench.actions.people)

    let copy = try await bench.database.read { try records.copy(of: anna, in: $0) }
    let past = try await bench.database.write { try records.erase(anna, .past, in: $0) }
    let gone = try await bench.database.write { try records.erase(anna, .account, in: $0) }

    let record = try #require(copy.first { $0.kind == "wechat" })
    #expect(record.fields.first?.value == .text("sim-anna"))
    #expect(past.deleted == 0 && gone.deleted >= 1)
    #expect(try await rows(bench, "wechat_links") == [])
  }

  @Test(arguments: Backend.all)
  func `WeChat's refusals and silences are told apart, noted, and leave nothing`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let weChat = bench.identity.weChat
    bench.weChatScript.append([.unreachable, .timeOut, .refused, .successThenLost])

    for (code, problem) in [
      ("anna.1", Problem(.unavailable, "wechat.mistake.away")),
      ("anna.1", Problem(.unavailable, "wechat.mistake.away")),
      ("anna.1", Problem(field: "code", "wechat.mistake.code")),
      ("anna.1", Problem(.unavailable, "wechat.mistake.away")),
      // Spent by the answer that was lost.
      ("anna.1", Problem(field: "code", "wechat.mistake.code")),
    ] {
      await #expect(throws: problem) { try await weChat.handOver(code: code) }
    }

    #expect(
      try await bench.audit()
        == ["unreachable", "no_answer", "40029", "no_answer", "40163"].map {
          "identity.handover_refused " + $0
        })
    #expect(try await rows(bench, "wechat_handovers") == [])
    #expect(Handover.problem("40226") == Problem(field: "code", "wechat.mistake.blocked"))
    #expect(Handover.problem("40125") == Problem(.unavailable, "wechat.mistake.away"))
  }

  @Test(arguments: Backend.all)
  func `each step happens whole or not at all`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let anna = try await linked(bench)
    let viewer = Viewer(person: anna)
    let known = try await bench.identity.weChat.handOver(code: "anna.2")
    let strange = try await bench.identity.weChat.handOver(code: "bo.1")
    try await arrive(bench, bench.identity.weChat.handOver(code: "cy.1"), visit: "cy")
    let weChat = bench.weChat
    let acts: [(String, Int, @Sendable (WeChatActions) async throws -> Void)] = [
      // Each code is good once, as WeChat's are.
      ("WeChatActions.handOver", 2, { _ = try await $0.handOver(code: "dee.\(weChat.calls)") }),
      (
        "WeChatActions.arrive", 4,
        { _ = try await $0.arrive(token: known, visit: "v", from: .init()) }
      ),
      (
        "WeChatActions.arrive", 4,
        { _ = try await $0.arrive(token: strange, visit: "v", from: .init()) }
      ),
      ("WeChatActions.link", 5, { try await $0.link(visit: "cy", by: viewer, key: nil) }),
      ("WeChatActions.unlink", 2, { try await $0.unlink(by: viewer, key: nil) }),
      ("WeChatActions.decline", 1, { try await $0.decline(visit: "v") }),
    ]

    for (name, least, act) in acts {
      let statements = try await eachFailure(
        name, of: { try await act(bench.identity(on: $0).weChat) }, in: bench.database)
      #expect(statements >= least, "\(name)")
    }
  }

  @Test(arguments: Backend.all)
  func `what is over is swept`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    _ = try await bench.identity.weChat.handOver(code: "anna.1")
    try await arrive(bench, bench.identity.weChat.handOver(code: "bo.1"))
    bench.clock.advance(minutes: 3)

    try await bench.database.write { try HandoverStore.sweep(in: $0) }
    #expect(try await rows(bench, "wechat_handovers").count == 1)
    bench.clock.advance(minutes: 30)
    try await bench.database.write { try HandoverStore.sweep(in: $0) }
    #expect(try await rows(bench, "wechat_handovers") == [])
  }
}
