import Kernel

/// Keeping and taking up a report that is being written.
struct DraftActions: Sendable {
  let database: Database

  /// The owner's draft, or the one the browser began before its person signed in: the later one.
  ///
  /// That one becomes the person's by this: the next at the same browser must not find it.
  func load(_ owner: String, orFrom visit: String? = nil) async throws -> Draft {
    guard let visit, visit != owner else {
      return try await database.read { try DraftStore.newest(of: [owner], in: $0) ?? Draft() }
    }
    let (newest, isLeft) = try await database.read { db in
      (
        try DraftStore.newest(of: [owner, visit], in: db),
        try DraftStore.newest(of: [visit], in: db) != nil
      )
    }
    return isLeft ? try await change(owner, orFrom: visit) { _ in } : newest ?? Draft()
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
      if let visit, visit != owner { try DraftStore.remove(visit, in: tx) }
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
