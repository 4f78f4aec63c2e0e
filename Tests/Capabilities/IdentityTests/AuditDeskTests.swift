import Kernel
import KernelTesting
import Testing

@testable import Identity

/// The audit as its readers see it.
struct AuditDeskTests {
  @Test(arguments: Backend.all)
  func `lines come newest first, page by page, none twice and none left out`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    for number in 1...120 {
      if number % 3 == 0 { bench.clock.advance(seconds: 1) }
      try await bench.database.write { tx in
        try tx.audit(AuditEntry(actor: "a", action: "test.deed", subject: "n:\(number)"))
      }
    }
    let desk = bench.identity.audits

    var seen: [String] = []
    var after: AuditLog.Place?
    for _ in 1...4 {
      let answer = try await desk.read(
        AuditDesk.Question(deed: "test."), after: after, for: bench.auditor)
      seen += answer.lines.map(\.entry.subject)
      after = answer.next
      if after == nil { break }
    }

    #expect(seen.count == 120 && Set(seen).count == 120)
    #expect(after == nil && seen.first == "n:120")
  }

  @Test(arguments: Backend.all)
  func `days, people, deeds and things narrow it`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.addDispatcher()
    // What happens at one moment may stand in two chains, which have no order between them.
    bench.clock.advance(seconds: 1)
    try await bench.signIn()
    bench.clock.advance(days: 1)
    await bench.failToSignIn()
    let desk = bench.identity.audits
    let today = CityTime.date(of: bench.clock.now)
    func deeds(_ question: AuditDesk.Question) async throws -> [String] {
      try await desk.read(question, after: nil, for: bench.auditor).lines.map(\.entry.action)
    }

    #expect(try await deeds(.init(from: today, to: today)) == ["identity.sign_in_refused"])
    #expect(
      try await deeds(.init(to: today.adding(days: -1)))
        == ["identity.signed_in", "identity.staff_added"])
    // What was tried in somebody's name is found by the name too.
    let own = ["identity.sign_in_refused", "identity.signed_in"]
    #expect(try await deeds(.init(who: "LinJing")) == own)
    #expect(try await deeds(.init(who: person.rawValue)) == own)
    #expect(try await deeds(.init(deed: "identity.sign_in")).count == 1)
    #expect(try await deeds(.init(subject: "person:\(person)")).count == 3)
    #expect(try await deeds(.init(who: "nobody")) == [])
    #expect(try await deeds(.init(who: "visitor")) == ["identity.sign_in_refused"])
    let names = try await desk.read(.init(), after: nil, for: bench.auditor).names
    #expect(names[person.rawValue] == "林静 · linjing")
  }

  @Test(arguments: Backend.all)
  func `what was tried on a name that nobody has is found by it, and by no other`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    for name in ["root", "Root", "admin"] {
      _ = try? await bench.actions.signIn(login: name, password: "guess-guess-1")
    }
    func tried(_ who: String) async throws -> Int {
      try await bench.identity.audits.read(.init(who: who), after: nil, for: bench.auditor)
        .lines.count
    }

    #expect(try await tried("root") == 2)
    #expect(try await tried("admin") == 1)
    #expect(try await tried("rooted") == 0)
    #expect(try await tried("linjing") == 0)
  }

  @Test(arguments: Backend.all)
  func `only auditors read, and an export is in the audit itself`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    let desk = bench.identity.audits

    for stranger in [bench.systemAdmin, bench.securityAdmin, .visitor] {
      await #expect(throws: Problem(.notFound)) {
        try await desk.read(.init(), after: nil, for: stranger)
      }
      await #expect(throws: Problem(.notFound)) { try await desk.export(.init(), by: stranger) }
      await #expect(throws: Problem(.notFound)) { try await desk.check(by: stranger, key: nil) }
    }
    let lines = try await desk.export(.init(), by: bench.auditor)
    let file = AuditFile.text(of: lines).split(separator: "\r\n")

    #expect(file.first == "at,lane,number,actor,action,subject,detail,hash")
    #expect(file.count == 2 && lines.count == 1)
    #expect(file[1].contains(",operator,identity.staff_added,person:"))
    #expect(try await bench.audit().last == "identity.audit_exported 1")
  }

  @Test(arguments: Backend.all)
  func `a walk says that all fits, and where it does not`(backend: Backend) async throws {
    let bench = try await IdentityBench(backend)
    try await bench.addDispatcher()
    let desk = bench.identity.audits
    #expect(try await desk.read(.init(), after: nil, for: bench.auditor).ended == nil)
    let key = try desk.keys.newest(.token).bytes
    try await bench.database.write { tx in
      try AuditCheckpoint.write(in: tx, key: key, onlyNews: true)
    }

    try await desk.check(by: bench.auditor, key: nil)
    let running = try #require(
      try await desk.read(.init(), after: nil, for: bench.auditor).running)
    try await desk.walk(running.id, in: bench.database)
    let good = try await desk.read(.init(), after: nil, for: bench.auditor)
    #expect(good.running == nil && good.ended?.faults == [] && good.ended?.entries == 2)

    try await bench.database.write { tx in
      try tx.run("UPDATE audit_entries SET detail = 'forged' WHERE number = 1")
    }
    bench.clock.advance(minutes: 1)
    try await desk.walkDaily(in: bench.database)
    let bad = try await desk.read(.init(), after: nil, for: bench.auditor)

    // One in each chain, of which there may be two.
    let faults = try #require(bad.ended?.faults)
    #expect(!faults.isEmpty && faults.allSatisfy { $0.contains("was changed") })
  }
}
