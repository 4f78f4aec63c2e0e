import Kernel

/// Keeping and taking up a report that is being written.
struct DraftActions: Sendable {
  let database: Database

  func load(_ owner: String) async throws -> Draft {
    try await database.read { try DraftStore.find(owner, in: $0) } ?? Draft()
  }

  func save(_ draft: Draft, owner: String) async throws {
    try await database.write { try DraftStore.save(draft, owner: owner, in: $0) }
  }

  func remove(_ owner: String) async throws {
    try await database.write { try DraftStore.remove(owner, in: $0) }
  }

  func sweep() async throws { try await database.write { try DraftStore.sweep(in: $0) } }
}
