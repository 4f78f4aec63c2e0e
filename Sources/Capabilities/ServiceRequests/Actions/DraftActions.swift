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

  /// Changes the owner's draft as it is by then, wherever it was begun, and returns it.
  func change(
    _ owner: String, orFrom visit: String?, _ body: @escaping @Sendable (inout Draft) -> Void
  ) async throws -> Draft {
    try await database.write { tx in
      var draft = try DraftStore.newest(of: [owner, visit].compactMap { $0 }, in: tx) ?? Draft()
      body(&draft)
      try DraftStore.save(draft, owner: owner, in: tx)
      return draft
    }
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
