import Kernel

/// Keeping and taking up a report that is being written.
struct DraftActions: Sendable {
  let database: Database

  /// The owner's draft, or the one the browser began before its person signed in: the later one.
  func load(_ owner: String, orFrom visit: String? = nil) async throws -> Draft {
    try await database.read { db in
      try DraftStore.newest(of: [owner, visit].compactMap { $0 }, in: db) ?? Draft()
    }
  }

  func save(_ draft: Draft, owner: String) async throws {
    try await database.write { try DraftStore.save(draft, owner: owner, in: $0) }
  }

  func remove(_ owner: String) async throws {
    try await database.write { try DraftStore.remove(owner, in: $0) }
  }

  /// Forgets unsent forms, and who sent files long ago.
  func sweep() async throws {
    try await database.write { tx in
      try DraftStore.sweep(in: tx)
      try SentFileStore.sweep(in: tx)
    }
  }
}
