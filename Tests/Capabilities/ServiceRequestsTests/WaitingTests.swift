import Casework
import Civics
import Contracts
import Kernel
import KernelTesting
import Testing

@testable import ServiceRequests

/// Who waits for a request that others were merged into.
struct WaitingTests {
  @Test(arguments: Backend.all)
  func `callers without an account are known by their requests, merged ones too`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let main = try await town.submit(.lamp { $0.isPublic = true }, by: .visitor)
    let other = try await town.submit(.lamp { $0.isPublic = true }, by: .visitor)
    try await town.move(other, (.merge(into: Identifier(rawValue: main.rawValue)), .desk))
    let summaries = ServiceRequestSummaries(
      engine: town.actions.engine, keys: town.actions.keys)

    let (summary, phone) = try await town.database.read { db in
      (
        try summaries.summary(of: main.rawValue, in: db),
        try summaries.phoneLeft(with: other.rawValue, in: db)
      )
    }
    #expect(summary?.reporter == nil && summary?.supporters == [])
    #expect(Set(summary?.callers.map(\.request) ?? []) == [main.rawValue, other.rawValue])
    let numbers = [try await town.look(main), try await town.look(other)].map(\.no.rawValue)
    #expect(Set(summary?.callers.map(\.number) ?? []) == Set(numbers))
    #expect(phone?.rawValue == "13812342076")
  }

  @Test(arguments: Backend.all)
  func `who waits for what was merged waits on, however often it is merged again`(
    backend: Backend
  ) async throws {
    let town = try await Town(backend)
    let called = try await town.submit(.lamp { $0.isPublic = true }, by: .visitor)
    let (middle, last) = (try await town.submit(), try await town.submit(by: .hong))
    try await town.move(called, (.merge(into: middle), .desk))
    let engine = town.actions.engine

    // Nobody would work on the caller's matter any more.
    await #expect(throws: CaseRefusal.othersWait) {
      try await town.move(middle, (.withdraw(reason: nil), .ming))
    }
    try await town.move(middle, (.merge(into: last), .desk))
    let callers = try await town.database.read { try engine.callers(of: last, in: $0) }
    #expect(callers.map(\.id) == [called])
    #expect(try await town.look(called).duplicateOf == last)

    let hashes = LookupHash.candidates(
      for: "13812342076", label: CaseEngine.contactLabel, keys: town.actions.keys)
    let claimant = Viewer.resident("claimant")
    let person = try #require(claimant.person)
    let isClaimed = try await town.database.write {
      try engine.claim(called, contact: hashes, for: person, in: $0)
    }
    let waiting = try await town.database.read { try engine.supporters(of: last, in: $0) }
    #expect(isClaimed && Set(waiting) == [person, Identifier(rawValue: "ming")])
    #expect(try await town.look(last).supporters == 2)
  }
}
