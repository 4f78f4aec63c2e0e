import Casework
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Who may put which file on a case.
struct OwnFileTests {
  private let file: Identifier<CaseFile> = Identifier(rawValue: "sent")

  @Test(arguments: Backend.all)
  func `a file is its sender's to name, or on the case already`(backend: Backend) async throws {
    let town = try await Town(backend)
    let id = try await town.request(in: .inProgress, .lamp { $0.photos = ["there"] })
    let other = try await town.submit(.lamp { $0.isPublic = false }, by: .hong)
    try await town.actions.sent(file, by: .ming)
    let there: Identifier<CaseFile> = Identifier(rawValue: "there")
    let failed = { (n: Int) in
      Problem(field: "photos", "mistake.photo-failed", values: ["n": String(n)])
    }

    try await town.actions.requireOwn([file], of: .ming)
    try await town.actions.requireOwn([file, there], of: .ming, on: id)
    try await town.actions.requireOwn([there], of: .power, on: id)
    // Unknown, another's, and another's on a case that is not one's own: all one answer.
    for unknown in ["nothing", "sent", "there"].map(Identifier<CaseFile>.init(rawValue:)) {
      for target in [nil, id, other] {
        await #expect(throws: failed(1)) {
          try await town.actions.requireOwn([unknown], of: .hong, on: target)
        }
      }
    }
    await #expect(throws: failed(2)) {
      try await town.actions.requireOwn([file, there], of: .ming)
    }
  }

  @Test(arguments: Backend.all)
  func `whoever sent it is told that it is remembered, and is forgotten with everything else`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let records = RequestRecords(engine: town.actions.engine)
    try await town.actions.sent(file, by: .ming)
    try await town.actions.sent(file, by: .hong)
    let (ming, hong) = (try #require(Viewer.ming.person), try #require(Viewer.hong.person))
    let record = PersonalRecord(
      "sent_file", [.init("file", "sent"), .init("at", at: town.clock.now)])

    let told = try await town.database.read { try records.copy(of: ming, in: $0) }
    let erased = try await town.database.write { try records.erase(ming, .past, in: $0) }
    let after = try await town.database.read { db in
      (try records.copy(of: ming, in: db), try records.copy(of: hong, in: db))
    }

    #expect(told == [record] && erased.deleted == 1)
    #expect(after.0 == [] && after.1 == [record])
  }

  @Test(arguments: Backend.all)
  func `who sent it is remembered as long as commands are, and written whole`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let statements = try await eachFailure(
      "ServiceRequestActions.sent",
      of: { try await town.actions.on($0).sent(file, by: .ming) }, in: town.database)
    #expect(statements >= 1)
    let drafts = DraftActions(database: town.database)

    town.clock.advance(hours: 8 * 24)
    try await drafts.sweep()
    try await town.actions.requireOwn([file], of: .ming)
    town.clock.advance(seconds: 1)
    try await drafts.sweep()
    await #expect(throws: Problem.self) {
      try await town.actions.requireOwn([file], of: .ming)
    }
  }
}
