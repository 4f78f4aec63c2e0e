import Casework
import Kernel

/// Reports that are not finished, on the server, so that they need no script.
extension ServiceRequestActions {
  func draft(_ token: DraftToken) async throws -> Draft? {
    let (now, keys) = (now, keys)
    return try await database.read { db in
      try DraftStore.find(token, at: now, keys: keys, in: db)
    }
  }

  /// Changes the draft, or begins one.
  ///
  /// Read and write are one transaction, so that two photos sent at once are both kept.
  func changeDraft(
    _ token: DraftToken, _ change: @escaping @Sendable (inout Draft) throws -> Void
  ) async throws -> Draft {
    let keys = keys
    return try await database.write { tx in
      var draft = try DraftStore.find(token, at: tx.now, keys: keys, in: tx) ?? Draft()
      try change(&draft)
      guard draft.photos.count <= SubmissionLimits.photos else {
        throw Problem(
          field: "photos", "error.request.too-many-photos",
          values: ["n": String(SubmissionLimits.photos), "count": String(draft.photos.count)])
      }
      draft.updatedAt = tx.now
      try DraftStore.save(draft, of: token, keys: keys, in: tx)
      return draft
    }
  }

  func discardDraft(_ token: DraftToken) async throws {
    try await database.write { tx in try DraftStore.discard(token, in: tx) }
  }
}
