import Civics
import Kernel
import KernelTesting
import Testing

@testable import Identity

struct ReadingStoreTests {
  @Test(arguments: Backend.all)
  func `how somebody reads is kept whole or not at all, and goes with the account`(
    backend: Backend
  ) async throws {
    let bench = try await IdentityBench(backend)
    let person = try await bench.accounts.addResident(
      name: "", phone: try PhoneNumber(IdentityBench.phone))
    let large = Preferences(language: .english, mode: .elder, theme: .dark)

    _ = try await eachFailure(
      "AccountActions.keep",
      of: { try await bench.identity(on: $0).accounts.keep(large, of: person) },
      in: bench.database)
    #expect(try await viewer(person, bench).reads == large)

    // Signing in on a device that reads otherwise changes nothing.
    try await bench.database.write {
      try PersonStore.adopt(Preferences(), of: person, in: $0)
    }
    #expect(try await viewer(person, bench).reads == large)
    try await bench.database.write { tx in
      _ = try bench.actions.people.forget(person, in: tx)
    }
    #expect(try await viewer(person, bench).reads == nil)
  }

  private func viewer(_ person: Identifier<Person>, _ bench: IdentityBench) async throws -> Viewer {
    let now = bench.database.world.now()
    return try await bench.database.read { db in
      try GrantStore.viewer(of: "\(person)", at: now, in: db)
    }
  }
}
