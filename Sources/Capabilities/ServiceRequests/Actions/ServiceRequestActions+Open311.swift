import Casework
import Contracts
import Kernel

/// What programs of others ask and say; who they are is their key (docs/adr/0025).
extension ServiceRequestActions {
  func published(_ query: SharedQuery, for viewer: Viewer) async throws -> [SharedCase] {
    try await database.read { try engine.published(query, client: viewer.client, in: $0) }
  }

  /// Throws `Problem(.notFound)`.
  func publishedToHolder(_ id: Identifier<Case>) async throws -> SharedCase {
    try await database.read { try engine.publishedToHolder(id, in: $0) }
  }

  func publishedSteps(
    _ times: Range<Timestamp>, of ids: [Identifier<Case>], for viewer: Viewer, skip: Int,
    limit: Int
  ) async throws -> [SharedStep] {
    try await database.read { db in
      try engine.publishedSteps(
        times, of: ids, client: viewer.client, skip: skip, limit: limit, in: db)
    }
  }

  /// Throws `Problem(.notFound)` for what somebody else filed.
  func requireOwn(_ id: Identifier<Case>, by viewer: Viewer) async throws {
    try await database.read { try engine.requireFiled(id, by: viewer, in: $0) }
  }

  /// Adds words of the program that filed it; answers the id of the step.
  ///
  /// Throws `Problem(.notFound)` for what somebody else filed, or a `CaseRefusal`.
  func say(
    _ words: String, photos: [Identifier<CaseFile>], on id: Identifier<Case>, by viewer: Viewer,
    key: CommandKey?
  ) async throws -> String {
    try requireFiles(photos)
    let engine = engine
    return try await database.command(key) { tx in
      let moved = try engine.say(words, photos: photos, on: id, by: viewer, in: tx)
      try tx.publish(ServiceRequestEvents.Moved(moved, at: tx.now))
      return moved.event
    }
  }
}
